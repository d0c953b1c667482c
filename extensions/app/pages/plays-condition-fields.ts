import { CONDITIONS, DEALS, RISKS, ROLE_STATES, SCORES, SIDES } from './plays-condition-texts.ts';
import type { Condition } from './plays-trigger.ts';

/** One field of a condition's form: chosen from words, or a number. */
export type ConditionField =
  | { label: string; words: Readonly<Record<string, string>>; value: string; set: (value: string) => void }
  | { label: string; value: number; set: (value: number) => void };

/** The fields of a condition; each gives the whole changed condition to `onChange`. Roles are in the account's own words. */
export function fieldsOf(
  form: Condition,
  roles: Readonly<Record<string, string>>,
  onChange: (form: Condition) => void,
): ConditionField[] {
  if ('score' in form) {
    const { score } = form;
    return [
      {
        label: CONDITIONS.score,
        words: SCORES,
        value: score,
        set: (value: string) => onChange({ ...form, score: value }),
      },
      'min' in form
        ? { label: CONDITIONS.atLeast, value: form.min, set: (min: number) => onChange({ score, min }) }
        : { label: CONDITIONS.under, value: form.under, set: (under: number) => onChange({ score, under }) },
    ];
  }
  if ('flag' in form) return [];
  if ('risk' in form) {
    return [{ label: CONDITIONS.risk, words: RISKS, value: form.risk, set: (risk: string) => onChange({ risk }) }];
  }
  if ('role' in form) {
    const [state = ''] = form.state;
    return [
      { label: CONDITIONS.role, words: roles, value: form.role, set: (role: string) => onChange({ ...form, role }) },
      {
        label: CONDITIONS.is,
        words: ROLE_STATES,
        value: state,
        set: (is: string) => onChange({ ...form, state: [is] }),
      },
    ];
  }
  if ('deal' in form) {
    const set = (state: string): void => onChange({ deal: { state } });
    return [{ label: CONDITIONS.deal, words: DEALS, value: form.deal.state, set }];
  }
  return actFields(form, onChange);
}

type Acts = Extract<Condition, { withinDays: number }>;

function actFields(form: Acts, onChange: (form: Condition) => void): ConditionField[] {
  const setDays = (withinDays: number): void => onChange({ ...form, withinDays });
  const days = { label: CONDITIONS.days, value: form.withinDays, set: setDays };
  if ('signal' in form) {
    const set = (minStrength: number): void => onChange({ ...form, signal: { minStrength } });
    return [{ label: CONDITIONS.strength, value: form.signal.minStrength, set }, days];
  }
  const setSide = (by: string): void => onChange({ ...form, activity: { by } });
  const side = { label: CONDITIONS.side, words: SIDES, value: form.activity.by, set: setSide };
  if (!('atLeast' in form)) return [side, days];
  const setTimes = (atLeast: number): void => onChange({ ...form, atLeast });
  return [side, { label: CONDITIONS.times, value: form.atLeast, set: setTimes }, days];
}
