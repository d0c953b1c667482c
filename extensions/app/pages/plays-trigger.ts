/** One condition of a trigger: of a kind that has a form, or written as JSON. */
export type ConditionDraft = { form: Condition } | { written: string };

/** A trigger as the editor holds it. */
export interface TriggerDraft {
  mode: 'all' | 'any';
  conditions: ConditionDraft[];
}

/** What a form can say, in the app's language of conditions. */
export type Condition =
  | { score: string; min: number }
  | { score: string; under: number }
  | { flag: string }
  | { risk: string }
  | { role: string; state: string[] }
  | { deal: { state: string } }
  | { signal: { minStrength: number }; withinDays: number }
  | { activity: { by: string }; withinDays: number; atLeast: number }
  | { activity: { by: string }; withinDays: number; atMost: 0 };

export const KINDS = [
  'score_min',
  'score_under',
  'flag',
  'risk',
  'role',
  'deal',
  'signal',
  'activity_some',
  'activity_none',
  'written',
] as const;
export type Kind = (typeof KINDS)[number];

/** What a condition of a kind begins with. */
export const BEGINNINGS: Readonly<Record<Exclude<Kind, 'written'>, Condition>> = {
  score_min: { score: 'engagement', min: 40 },
  score_under: { score: 'coverage', under: 50 },
  flag: { flag: 'surging' },
  risk: { risk: 'single_threaded' },
  role: { role: 'BUDGET_HOLDER', state: ['missing'] },
  deal: { deal: { state: 'open' } },
  signal: { signal: { minStrength: 70 }, withinDays: 14 },
  activity_some: { activity: { by: 'theirs' }, withinDays: 30, atLeast: 1 },
  activity_none: { activity: { by: 'outreach' }, withinDays: 30, atMost: 0 },
};

/** The kind of a condition; `written` for one that no form can hold whole. */
export function kindOf(condition: unknown): Kind {
  const shape = shapeOf(condition);
  const found = Object.entries(BEGINNINGS).find(([, beginning]) => shapeOf(beginning) === shape);
  const kind = (found?.[0] ?? 'written') as Kind;
  const { atMost, state, flag } = condition as { atMost?: number; state?: string[]; flag?: string };
  if (kind === 'flag' && flag !== 'surging') return 'written';
  if (kind === 'activity_none' && atMost !== 0) return 'written';
  return kind === 'role' && state?.length !== 1 ? 'written' : kind;
}

/** The names of a condition's fields, those within fields too. */
function shapeOf(condition: unknown): string {
  if (typeof condition !== 'object' || condition === null || Array.isArray(condition)) return '';
  const names = Object.entries(condition).map(([name, value]) => `${name}(${shapeOf(value)})`);
  return names.sort().join();
}

/** A stored trigger as the editor holds it: its parts, where it is one list of them. */
export function toTrigger(when: unknown): TriggerDraft {
  const { all, any } = when as { all?: unknown[]; any?: unknown[] };
  const parts = all ?? any ?? [when];
  return { mode: any === undefined ? 'all' : 'any', conditions: parts.map(toDraft) };
}

function toDraft(part: unknown): ConditionDraft {
  return kindOf(part) === 'written' ? { written: JSON.stringify(part) } : { form: part as Condition };
}

/** The trigger to be stored; `null` where a written part is no JSON. */
export function fromTrigger({ mode, conditions }: TriggerDraft): unknown {
  try {
    const parts: unknown[] = conditions.map((each) => ('form' in each ? each.form : JSON.parse(each.written)));
    return parts.length === 1 ? parts[0] : { [mode]: parts };
  } catch {
    return null;
  }
}
