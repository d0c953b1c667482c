import { z } from 'zod';

/**
 * The address of an incoming webhook, and nothing else: Slack's hosts alone (GovSlack runs on slack-gov.com), https, no port, no query. So
 * nobody has the app call an address of their own choosing.
 */
export const slackUrlSchema = z
  .string()
  .trim()
  .max(200)
  .regex(
    /^https:\/\/hooks\.slack(-gov)?\.com\/services\/[A-Z0-9]{1,20}\/[A-Z0-9]{1,20}\/[A-Za-z0-9]{8,64}$/,
    'must be the URL of an incoming webhook: https://hooks.slack.com/services/…',
  );

/** Identifies a channel without its secret. */
export function endingOf(url: string): string {
  return url.slice(-4);
}
