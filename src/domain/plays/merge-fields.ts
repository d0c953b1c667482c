import { findLeadingDeal } from '../committee/leading-deal.ts';
import { wordRole } from '../committee/role-labels.ts';
import { compareText } from '../compare-text.ts';
import type { Expression, Leaf } from '../condition/expression.ts';
import type { AccountFacts, RoleId } from '../facts.ts';
import { findPerson, listClosed, listSignals } from './account-moments.ts';
import { findIntroducer } from './role-moments.ts';
import type { PlayContext } from './play-types.ts';

export const MERGE_FIELD_NAMES = [
  'company',
  'cluster',
  'contact.firstName',
  'contact.name',
  'contact.title',
  'via.firstName',
  'via.name',
  'role',
  'deal.name',
  'deal.stage',
  'lostDeal.name',
  'topic',
  'plan.objective',
  'plan.initiative',
  'plan.competitor',
  'event',
] as const;
export type MergeFieldName = (typeof MERGE_FIELD_NAMES)[number];

/** The values texts of one recommendation may name; `null` = unknown. */
export type MergeFields = Readonly<Record<MergeFieldName, string | null>>;

const FIELD = /\{\{\s*([a-zA-Z.]+)\s*(?:\|([^{}]*))?\}\}/g;
/** An older signal is no topic to write about, but where the trigger asks for it. */
const SIGNAL_DAYS = 14;
const HONORIFICS = /^(mr|mrs|ms|miss|mx|dr|prof|sir|herr|frau|mme|sra?)\.?\s+/i;

/**
 * The merge fields for a play run with these people, most important first, to fill `targetRole`; its trigger `when` says which
 * signals it is about.
 */
export function collectMergeFields(
  context: PlayContext,
  contactIds: readonly string[],
  targetRole: RoleId | null,
  when?: Expression,
): MergeFields {
  const { facts, now } = context;
  const contact = findPerson(facts, contactIds[0] ?? '');
  const via = findPerson(facts, findIntroducer(context, contactIds) ?? '');
  const deal = findLeadingDeal(facts);
  return {
    company: known(facts.name),
    cluster: known(context.cluster?.name),
    'contact.firstName': readFirstName(contact?.name),
    'contact.name': known(contact?.name),
    'contact.title': known(contact?.title),
    'via.firstName': readFirstName(via?.name),
    'via.name': known(via?.name),
    role: targetRole === null ? null : wordRole(targetRole, context.roleLabels),
    'deal.name': known(deal?.name),
    'deal.stage': known(deal?.stageLabel),
    'lostDeal.name': known(listClosed(facts, 'lost')[0]?.name),
    'plan.objective': known(facts.plan?.objective?.text),
    'plan.initiative': known(facts.plan?.initiatives[0]?.text),
    'plan.competitor': known(facts.plan?.competitors[0]?.text),
    topic: known(findTopic(context, when)),
    event: known(findLastEvent(facts, contactIds[0], now)),
  };
}

/**
 * Fills `{{field}}` and `{{field|words used where it is unknown}}`. `null` where a field without such words is unknown,
 * no field of ours, or badly written: such a text is never shown.
 */
export function resolveText(text: string, fields: MergeFields): string | null {
  const filled = fillKnown(text, fields);
  return /\{\{|\}\}/.test(filled) ? null : filled;
}

/** Fills what is known, for a preview: what {@link resolveText} would not fill stays as it is written. */
export function fillKnown(text: string, fields: MergeFields): string {
  return text.replace(FIELD, (field, name: string, fallback: string | undefined) => {
    const value = isFieldName(name) ? (fields[name] ?? fallback) : undefined;
    // Braces in a value (a deal's name, say) are no field.
    return value === undefined ? field : value.replaceAll(/[{}]/g, '');
  });
}

/** The fields for which `resolveText` gives none: unknown here, with no words to stand in their place; each once. */
export function listUnknownFields(text: string, fields: MergeFields): string[] {
  const unknown = [...text.matchAll(FIELD)].flatMap(([, name = '', fallback]) =>
    !isFieldName(name) || (fields[name] === null && fallback === undefined) ? [name] : [],
  );
  return [...new Set(unknown)];
}

/** The names of the fields a text uses, as written. */
export function listFieldNames(text: string): string[] {
  return [...text.matchAll(FIELD)].map(([, name]) => name ?? '');
}

/**
 * The name to address a person by, out of a full name: honorifics dropped, `Ruiz, Ana` turned round. `null` where there is
 * none: an empty name, an email address, an initial.
 */
export function readFirstName(fullName: string | null | undefined): string | null {
  if (fullName === null || fullName === undefined || fullName.includes('@')) return null;
  const [family = '', given] = fullName.split(',', 2);
  const plain = (given ?? family).trim();
  const names = plain.replace(HONORIFICS, '').split(/\s+/);
  const [first = ''] = names;
  // "Frau Weber" has no first name to be called by.
  if (HONORIFICS.test(plain) && names.length === 1) return null;
  return /^\p{L}[\p{L}\p{M}'’-]+$/u.test(first) ? first : null;
}

function isFieldName(name: string): name is MergeFieldName {
  return (MERGE_FIELD_NAMES as readonly string[]).includes(name);
}

function known(value: string | null | undefined): string | null {
  const text = value?.trim() ?? '';
  return text === '' ? null : text;
}

/** Of the strongest signal that the trigger asks for, else of the strongest of late. */
function findTopic({ facts, now }: PlayContext, when: Expression | undefined): string | undefined {
  const asked = when === undefined ? [] : listSignalLeaves(when);
  const [strongest] = asked
    .flatMap(({ signal, withinDays }) => listSignals(facts, signal, withinDays, now).slice(0, 1))
    .sort((a, b) => b.strength - a.strength || compareText(a.signalId, b.signalId));
  return (strongest ?? listSignals(facts, {}, SIGNAL_DAYS, now)[0])?.topic;
}

function listSignalLeaves(when: Expression): Extract<Leaf, { signal: unknown }>[] {
  if ('all' in when) return when.all.flatMap(listSignalLeaves);
  if ('any' in when) return when.any.flatMap(listSignalLeaves);
  return 'signal' in when ? [when] : [];
}

function findLastEvent(facts: AccountFacts, contactId: string | undefined, now: number): string | null | undefined {
  return facts.activities
    .filter((a) => a.type === 'event_attended' && a.contactId === contactId && a.occurredAt <= now)
    .sort((a, b) => b.occurredAt - a.occurredAt || compareText(a.activityId, b.activityId))[0]?.detail;
}
