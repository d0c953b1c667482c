/** What one look found. */
export interface Finding {
  /** What was looked at. */
  subject: string;
  /** `unknown`: it could not be looked at. */
  verdict: 'ok' | 'fault' | 'unknown';
  /** What was found, without a secret in it. */
  text: string;
  /** What to do about a fault. */
  fix?: string;
}

/** Nothing is wrong with it. */
export const ok = (subject: string, text: string): Finding => ({ subject, verdict: 'ok', text });

/** Something is wrong with it, and this is the fix. */
export const fault = (subject: string, text: string, fix: string): Finding => ({
  subject,
  verdict: 'fault',
  text,
  fix,
});

/** It could not be looked at, for this reason. */
export const unknown = (subject: string, text: string): Finding => ({ subject, verdict: 'unknown', text });
