import { formatNumber } from 'roundtable-ui/formats.ts';
import { writeReasonBesideTier } from 'roundtable-ui/tier-reason.ts';
import { ACTING } from '../choices/acting-texts.ts';
import { CLUSTERS } from '../choices/clusters-texts.ts';
import { NOTES } from '../choices/record-notes-texts.ts';
import { FLAGS } from '../choices/target-flags-texts.ts';
import { REPORTING } from '../portal-data/reporting-lines-texts.ts';
import { EDITS, MAPPING, ROLES } from '../texts.ts';
import type { AuditDetails, AuditLine } from './keys-data.ts';
import { AUDIT, AUTO } from './keys-texts.ts';
import { SLACK } from './slack-texts.ts';

/* What was changed to what, in the words of the tabs where it is chosen. */

/** One change; `before` is `null` if it was not recorded. */
export interface AuditChange {
  what: string;
  before: string | null;
  after: string;
}

type Say = (value: unknown) => string;

const NONE = 'none';
const labelled =
  (options: readonly { value: string; label: string }[]): Say =>
  (value) =>
    options.find((option) => option.value === value)?.label ?? String(value);
/** A switch with the options `on` and `off`. */
const switched =
  (options: readonly { value: string; label: string }[]): Say =>
  (value) =>
    labelled(options)(value === true ? 'on' : 'off');
const join = (parts: readonly string[]): string => (parts.length === 0 ? NONE : parts.join(', '));
const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const chosenKinds =
  (kinds: readonly { kind: string; label: string }[]): Say =>
  (value) => {
    const isOn = Array.isArray(value)
      ? (kind: string) => value.includes(kind)
      : (kind: string) => asRecord(value)[kind] === true;
    return join(kinds.filter(({ kind }) => isOn(kind)).map(({ label }) => label));
  };

const tiers: Say = (value) => join(asList(value).map((tier) => `Tier ${String(tier)}`));

/** A choice that is no longer offered as a whole is described by its parts. */
const autoApply: Say = (value) => {
  const { addTo, moveTo, remove } = asRecord(value);
  const said = JSON.stringify([addTo, moveTo, remove]);
  const choice = AUTO.choices.find(
    ({ autoApply: offered }) => JSON.stringify([offered.addTo, offered.moveTo, offered.remove]) === said,
  );
  return choice?.label ?? `onto ${tiers(addTo)}, between ${tiers(moveTo)}${remove === true ? ', and leaving' : ''}`;
};

const mapped: Say = (value) =>
  join(
    asList(value).map((each) => {
      const { property, use, source } = asRecord(each);
      return `${String(property)} as ${MAPPING.uses[use as keyof typeof MAPPING.uses] ?? String(use)}, by ${String(source)}`;
    }),
  );

const SETTINGS: Record<string, { what: string; say: Say }> = {
  outsideEdits: { what: EDITS.title, say: labelled(EDITS.options) },
  onlyOwnersAct: { what: ACTING.title, say: switched(ACTING.options) },
  writeConfirmedRoles: { what: ROLES.title, say: switched(ROLES.options) },
  keepTargetAccounts: { what: FLAGS.title, say: switched(FLAGS.options) },
  clusterBy: { what: CLUSTERS.title, say: (value) => (typeof value === 'string' ? value : CLUSTERS.bySize) },
  managerProperty: { what: REPORTING.property, say: (value) => (typeof value === 'string' ? value : NONE) },
  recordNotes: { what: NOTES.title, say: chosenKinds(NOTES.kinds) },
  mappedProperties: { what: MAPPING.title, say: mapped },
  autoApply: { what: AUTO.title, say: autoApply },
  kinds: { what: SLACK.kindsTitle, say: chosenKinds(SLACK.kinds) },
  autoStart: { what: 'Starts automatically at', say: tiers },
};

/** The goal and capacity of the program, each number that differs on its own line. */
const PROGRAM: Record<string, { what: string; say: Say }> = {
  revenueGoal: {
    what: 'Revenue goal',
    say: (value) => {
      if (value === null) return NONE;
      const { amount, per } = asRecord(value);
      return `${formatNumber(Number(amount))} a ${String(per)}`;
    },
  },
  dealValueFloor: { what: 'Deal value from which one-to-one pays', say: (value) => formatNumber(Number(value)) },
  capacity: { what: 'What the team has', say: (value) => describeCapacity(asRecord(value)) },
};

function describeCapacity({ people, hoursPerWeek, effortHours, budget }: Record<string, unknown>): string {
  const efforts = Object.values(asRecord(effortHours)).map((hours) => formatNumber(Number(hours)));
  const perQuarter =
    budget === null ? 'no budget' : `${formatNumber(Number(asRecord(budget)['perQuarter']))} a quarter`;
  return `${formatNumber(Number(people))} people, ${formatNumber(Number(hoursPerWeek))} hours a week each, ${efforts.join(' / ')} hours an account of Tier 1 / 2 / 3, ${perQuarter}`;
}

/**
 * Why the scores moved or proposed an account, and which setting allowed it without approval; `null` for any other entry, and for one
 * that does not tell either.
 */
export function describeReason({ action, details }: Pick<AuditLine, 'action' | 'details'>): string | null {
  const { reason, autoApply: chosen } = details;
  if (!['list changed', 'change proposed'].includes(action)) return null;
  const parts = [
    ...(typeof reason === 'string' ? [writeReasonBesideTier(reason)] : []),
    ...(chosen === undefined ? [] : [AUDIT.alone(autoApply(chosen))]),
  ];
  return parts.length === 0 ? null : AUDIT.why(parts.join('; '));
}

/** The changes of an entry, from what to what; none for entries that are not a change of a setting. */
export function listChanges(action: string, details: AuditDetails): AuditChange[] {
  if (!['settings changed', 'Slack messages chosen', 'automatic start of a play changed'].includes(action)) return [];
  const { before, program, ...after } = details;
  const held = asRecord(before);
  return [
    ...compare(SETTINGS, held, after),
    ...(program === undefined ? [] : compare(PROGRAM, asRecord(held['program']), asRecord(program))),
  ];
}

function compare(
  texts: Record<string, { what: string; say: Say }>,
  held: Record<string, unknown>,
  after: Record<string, unknown>,
): AuditChange[] {
  return Object.entries(texts).flatMap(([name, { what, say }]) => {
    if (!(name in after)) return [];
    const before = name in held ? say(held[name]) : null;
    const now = say(after[name]);
    return before === now ? [] : [{ what, before, after: now }];
  });
}
