import type { Tier } from '../committee/committee-model.ts';
import { ROLE_LABELS, type RoleLabels } from '../committee/role-labels.ts';
import { compareText } from '../compare-text.ts';
import type { Expression } from '../condition/expression.ts';
import type { StageId } from '../stage/stage-ids.ts';
import { lookByTrigger } from './look-by-trigger.ts';
import { describeAim, type PlayAim } from './play-aim.ts';
import { PLAYS } from './play-registry.ts';
import type { PlayDefinition, PlayStep } from './play-types.ts';

/** A play as an admin wrote it. */
export interface PlayEdit {
  name: string;
  tiers: readonly (Tier | 'none')[];
  stages: readonly StageId[];
  when: Expression;
  closes: string;
  aim: PlayAim;
  outcomeWithinDays: number;
  cooldownDays: number;
  steps: readonly PlayStep[];
}

/** What a portal makes of one play. */
export interface PlayChoice {
  enabled: boolean;
  /** Tiers at whose accounts it starts by itself. */
  autoStart: readonly Tier[];
  /** `null`: as it ships. */
  edit: PlayEdit | null;
}

export const AS_SHIPPED: PlayChoice = { enabled: true, autoStart: [], edit: null };

/** A play as a portal reads of it. */
export interface WordedPlay extends PlayDefinition {
  /** Its aim in words, with the roles called as the portal calls them. */
  outcome: string;
}

/** A play of a portal: as it is, and what is chosen of it. */
export interface PortalPlay {
  play: WordedPlay;
  choice: PlayChoice;
  /** Added by the portal: there is no original to go back to. */
  isOwn: boolean;
}

/** What is expected of a play nobody has run yet. */
const OWN_PRIOR = { a: 3, b: 7 };

/** The plays of a portal that made these choices, by play id: those that ship, and its own; roles by its `labels`. */
export function listPortalPlays(
  choices: ReadonlyMap<string, PlayChoice>,
  labels: RoleLabels = ROLE_LABELS,
): PortalPlay[] {
  const own = [...choices].flatMap(([id, { edit }]) =>
    edit === null || PLAYS.some((play) => play.id === id) ? [] : [[id, edit] as const],
  );
  const shipped = PLAYS.map((original): PortalPlay => {
    const choice = choices.get(original.id) ?? AS_SHIPPED;
    const play = choice.edit === null ? original : define(original.id, choice.edit, original);
    return { play: word(play, labels), choice, isOwn: false };
  });
  const added = own.map(([id, edit]): PortalPlay => {
    return { play: word(define(id, edit, null), labels), choice: choices.get(id) ?? AS_SHIPPED, isOwn: true };
  });
  return [...shipped, ...added].sort((a, b) => compareText(a.play.id, b.play.id));
}

/** What an admin may write of a play, as it stands. */
export function toEdit(play: PlayDefinition): PlayEdit {
  const { name, tiers, stages, when, closes, aim, outcomeWithinDays, cooldownDays, steps } = play;
  return { name, tiers, stages, when, closes, aim, outcomeWithinDays, cooldownDays, steps };
}

function define(id: string, edit: PlayEdit, original: PlayDefinition | null): PlayDefinition {
  const keepsTrigger = original !== null && isSame(original.when, edit.when);
  return {
    id,
    ...edit,
    prior: original?.prior ?? OWN_PRIOR,
    ...(original?.maxPeople === undefined ? {} : { maxPeople: original.maxPeople }),
    ...(original?.evenWithTicket === undefined ? {} : { evenWithTicket: original.evenWithTicket }),
    // The evidence of a trigger of the portal's own does not name whose act each is.
    ...(keepsTrigger && original.restsByAct !== undefined ? { restsByAct: original.restsByAct } : {}),
    ...(keepsTrigger && original.besides !== undefined ? { besides: original.besides } : {}),
    look: keepsTrigger ? original.look : lookByTrigger(edit),
  };
}

function word(play: PlayDefinition, labels: RoleLabels): WordedPlay {
  return { ...play, outcome: describeAim(play, labels) };
}

/** Whether two conditions are written alike; the database does not keep the order of keys. */
export function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => compareText(a, b)))
      : part,
  );
}
