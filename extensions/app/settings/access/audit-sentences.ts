import { capitalize, formatNumber } from 'roundtable-ui/formats.ts';
import { DISMISS_WORDS, type DismissReason } from 'roundtable-ui/dismiss-words.ts';
import { GUIDE } from '../guide/guide-texts.ts';
import { listParts } from '../model/model-difference.ts';
import type { AuditDetails, AuditLine, AuditRow } from './keys-data.ts';
import { AUDIT } from './keys-texts.ts';

/* All texts of the audit log, by action. */

type Describe = (about: string, details: AuditDetails) => string;

const count = (value: unknown, one: string, many: string): string =>
  `${formatNumber(Number(value ?? 0))} ${value === 1 ? one : many}`;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : '');
const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const length = (value: unknown): number => asList(value).length;
/** The name of a key, or its id if the log has no name. */
const named = (about: string, label: unknown): string => (label === undefined ? id(about) : quoted(label));
const quoted = (value: unknown): string => `“${text(value)}”`;
const because = ({ because: why }: AuditDetails): string => (typeof why === 'string' ? ` (${why})` : '');
/** `model:3` → `version 3` */
const version = (about: string): string => `version ${about.slice(about.indexOf(':') + 1)}`;
/** `source:G2` → `G2`; names stay. */
const id = (about: string): string => about.replace(/^(source|signal-key|api-key|list|text):/, '');
/** `; different: tiers and seats`; nothing of an entry from before this was recorded. */
const differing = (changed: unknown): string =>
  length(changed) === 0 ? '' : `; different: ${listParts(asList(changed))}`;
const PLAY_PARTS: Record<string, string> = {
  name: 'name',
  tiers: 'tiers',
  stages: 'stages',
  when: 'trigger',
  closes: 'gap it closes',
  aim: 'aim',
  outcomeWithinDays: 'days to its aim',
  cooldownDays: 'days it rests',
  steps: 'steps',
};
/** `: trigger, steps`; empty if the entry does not say. */
const listPlayParts = (changed: unknown): string =>
  length(changed) === 0
    ? ''
    : `: ${(changed as unknown[]).map((part) => PLAY_PARTS[String(part)] ?? String(part)).join(', ')}`;
/** The account at which a role was decided; if it was deleted, its id. */
const at = ({ companyId: account }: AuditDetails): string =>
  typeof account === 'string' ? ` at ${account.replace(/^(?=\d+$)/, 'company ')}` : '';
/** The chosen reason for dismissing a play. */
const given = (reason: unknown): string =>
  typeof reason === 'string' ? `: ${(DISMISS_WORDS[reason as DismissReason] ?? reason).toLowerCase()}` : '';
/** By its title, which entries from before it was recorded do not have. */
const textOf = (title: unknown): string => (typeof title === 'string' ? `the text ${quoted(title)}` : 'a text');
/** In the order of `GUIDE.steps`. */
const STEPS = ['question', 'model', 'capacity', 'roles', 'keys'];
const tier = (value: unknown): string | null => (typeof value === 'number' ? `Tier ${value}` : null);
/** As the tab calls them. */
const keyOf = ({ key }: AuditDetails): string => `the ${key === 'marketing' ? 'marketing' : 'sales'} key`;

/** What a proposal would do, or what happened to an account: `Acme from Tier 2 to Tier 1`. */
function move(about: string, { change, from, to }: AuditDetails): string {
  if (change === 'adopt') return 'the list as it stands';
  const [before, after] = [tier(from), tier(to)];
  if (after === null) return before === null ? `${about} off the list` : `${about} from ${before} off the list`;
  return before === null ? `${about} onto the list, into ${after}` : `${about} from ${before} to ${after}`;
}

const LIST: Record<string, Describe> = {
  'change proposed': (about, details) => `Proposed: ${move(about, details)}`,
  'proposal approved': (about, details) => `Approved with ${keyOf(details)}: ${move(about, details)}`,
  'proposal rejected': (about, details) => `Rejected with ${keyOf(details)}: ${move(about, details)}`,
  'proposal withdrawn': (about, details) => `Withdrew the proposal: ${move(about, details)}${because(details)}`,
  'proposal expired': (about, details) => `Nobody decided in time: ${move(about, details)}`,
  'list changed': (about, details) => `Moved ${move(about, details)}`,
  'quarterly refresh done': (_, { accepted, rejected }) =>
    `Finished the quarterly refresh: ${count(accepted, 'change', 'changes')} accepted, ${formatNumber(Number(rejected ?? 0))} rejected`,
  'target accounts exported': () => 'Exported the target account list',
  'segment made': (_, { segment }) => `Created the segment ${quoted(segment)} in HubSpot`,
  'segment removed': (_, { segment }) => `Removed the segment ${quoted(segment)} from HubSpot`,
};

const PEOPLE: Record<string, Describe> = {
  'key given': (about, details) => `Gave ${about} ${keyOf(details)}`,
  'key taken': (about, details) => `Took ${keyOf(details)} from ${about}`,
  "admin's right given": (about) => `Made ${about} an admin of Roundtable`,
  "admin's right taken": (about) => `Removed ${about} as an admin of Roundtable`,
  'person erased': (_, { entriesRedacted }) =>
    `Erased a person, as HubSpot asked; their name was removed from ${count(entriesRedacted, 'entry', 'entries')} of this log`,
};

const MODELS: Record<string, Describe> = {
  'model drafted': (about, { from }) =>
    `Began ${version(about)} of the model ${typeof from === 'number' ? `from version ${from}` : `from the starting model ${quoted(from)}`}`,
  'model draft changed': (about, { changed }) =>
    `Changed the draft of the model, ${version(about)}: ${listParts(asList(changed))}`,
  'model draft discarded': (about) => `Discarded the draft of the model, ${version(about)}`,
  'model activated': (about, { before, changed }) =>
    `Activated ${version(about)} of the model, in place of version ${String(before)}${differing(changed)}`,
  'model returned to': (about, { before, changed }) =>
    `Went back to ${version(about)} of the model, from version ${String(before)}${differing(changed)}`,
};

const ACCOUNTS: Record<string, Describe> = {
  'role confirmed': (about, details) => `Confirmed ${about} as ${text(details['role'])}${at(details)}`,
  'role rejected': (about, details) => `Answered that ${about} is not ${text(details['role'])}${at(details)}`,
  'role rejection undone': (about, details) =>
    `Undid the answer that ${about} is not ${text(details['role'])}${at(details)}`,
  'role confirmation undone': (about, details) =>
    `Undid the answer that ${about} is ${text(details['role'])}${at(details)}`,
  'placeholder kept': (about, { role }) => `Noted who should be ${text(role)} at ${about}`,
  'placeholder removed': (about, { role }) => `Removed the placeholder for ${text(role)} at ${about}`,
  'plan: objective noted': (about) => `Wrote our objective into the plan of ${about}`,
  'plan: initiative noted': (about) => `Wrote an initiative into the plan of ${about}`,
  'plan: competitor noted': (about) => `Wrote a competitor into the plan of ${about}`,
  'plan: item dropped': (about) => `Took something out of the plan of ${about}`,
  'review note removed': (about) => `Removed somebody else’s weekly review note about ${about}`,
  'values overwritten': (about, { properties, choice }) =>
    `Changed ${list(properties)} of ${about} in HubSpot; ${choice === 'keep' ? 'the change stays' : 'Roundtable changes it back'}`,
};

const PLAYS: Record<string, Describe> = {
  'play started': (about, { playId }) => `Started ${quoted(playId)} at ${about}`,
  'play completed': (about, { playId }) => `${quoted(playId)} reached its aim at ${about}`,
  'play abandoned': (about, { playId }) => `${quoted(playId)} ended at ${about} without reaching its aim`,
  'play stopped': (about, { playId }) => `Stopped ${quoted(playId)} at ${about}`,
  'play snoozed': (about, { playId, days }) => `Put ${quoted(playId)} off at ${about} for ${String(days)} days`,
  'play dismissed': (about, { playId, reason }) => `Took ${quoted(playId)} off the card of ${about}${given(reason)}`,
  'play brought back': (about, { playId }) => `Brought ${quoted(playId)} back at ${about}`,
  'contact enrolled': (about, { contactId, step, playId }) =>
    `Enrolled ${text(contactId)} of ${about} in a HubSpot sequence, step ${String(step)}${playId === undefined ? '' : ` of ${quoted(playId)}`}`,
  'play switched on': (about) => `Switched on the play ${quoted(about)}`,
  'play switched off': (about) => `Switched off the play ${quoted(about)}`,
  'play kept': (about) => `Kept the play ${quoted(about)}, which does worse than leaving it`,
  'automatic start of a play changed': (about) => `Changed where ${quoted(about)} starts automatically`,
  'play edited': (about, { changed }) => `Edited the play ${quoted(about)}${listPlayParts(changed)}`,
  'play added': (about) => `Added the play ${quoted(about)}`,
  'play reset to its original': (about) => `Put the play ${quoted(about)} back to its original`,
  'past plays imported': (_, { run, notRun, known }) =>
    `Imported past plays: ${formatNumber(Number(run ?? 0))} run, ${formatNumber(Number(notRun ?? 0))} due but not run, ${formatNumber(Number(known ?? 0))} already known`,
  'library text written': (_, { title }) => `Wrote ${textOf(title)} of the content library`,
  'library text archived': (_, { title }) => `Stopped using ${textOf(title)} of the content library`,
};

const CONNECTIONS: Record<string, Describe> = {
  installed: () => 'Installed Roundtable',
  provisioned: (_, { created, updated }) => {
    const made = length(created) === 0 ? [] : [`created ${count(length(created), 'property', 'properties')}`];
    const renewed = length(updated) === 0 ? [] : [`updated ${count(length(updated), 'property', 'properties')}`];
    return capitalize(`${[...made, ...renewed].join(' and ')} in HubSpot`);
  },
  left: (_, { removeProperties }) =>
    `Disconnected Roundtable; its properties ${removeProperties === true ? 'were removed from' : 'stay in'} HubSpot`,
  'settings changed': () => 'Changed the settings',
  'guided start': (_, { step, finished }) => {
    if (finished !== undefined)
      return finished === 'skipped' ? 'Skipped the guided start' : 'Finished the guided start';
    return `Completed the step ${quoted(GUIDE.steps[STEPS.indexOf(text(step))] ?? step)} of the guided start`;
  },
  'accounts exported': () => 'Exported a page of all accounts with their reasons',
  'contacts exported': () => 'Exported a page of all contacts with their engagement',
  'everything exported': () => 'Exported everything that Roundtable stores',
  'audit log exported': () => 'Exported this log',
  'signal key made': (about, { label }) => `Made the key ${named(about, label)} for a tool that sends signals`,
  'signal key revoked': (about, { label }) => `Revoked the key ${named(about, label)} of a tool that sends signals`,
  'API key made': (_, { label }) => `Made the API key ${quoted(label)}`,
  'API key revoked': (about, { label }) => `Revoked the API key ${named(about, label)}`,
  'intent imported': (_, { signals, companies }) =>
    `Pasted a report: ${count(signals, 'signal', 'signals')} for ${count(companies, 'account', 'accounts')}`,
  'imported intent taken out': (about, { signals }) =>
    `Deleted what was pasted from ${id(about)}: ${count(signals, 'signal', 'signals')}`,
  'notes held back': (_, { held, most }) =>
    `Left out ${count(held, 'note', 'notes')} on records: the limit is ${formatNumber(Number(most ?? 0))} in 24 hours`,
  'Slack connected': (_, { ending }) => `Connected the Slack webhook that ends with ${text(ending)}`,
  'Slack disconnected': () => 'Disconnected Slack',
  'Slack messages chosen': () => 'Changed which messages Slack gets',
  'Slack tested': (_, { result }) => `Sent a test message to Slack: ${text(result)}`,
  'Slack stopped': (_, { reason }) => `Slack no longer accepts messages: ${text(reason)}`,
  'Slack messages held back': (_, { held, most }) =>
    `Left out Slack messages about ${count(held, 'account', 'accounts')}: the limit is ${formatNumber(Number(most ?? 0))} in 24 hours`,
};

/** Kinds of actions, as offered by the filter. */
export const AUDIT_KINDS: readonly { value: string; label: string; actions: readonly string[] }[] = [
  { value: '', label: 'Everything', actions: [] },
  { value: 'list', label: 'The target account list and segments', actions: Object.keys(LIST) },
  { value: 'people', label: 'Approval keys, admins and erased people', actions: Object.keys(PEOPLE) },
  { value: 'model', label: 'The scoring model', actions: Object.keys(MODELS) },
  { value: 'accounts', label: 'Roles, plans and values of accounts', actions: Object.keys(ACCOUNTS) },
  { value: 'plays', label: 'Plays and their texts', actions: Object.keys(PLAYS) },
  { value: 'settings', label: 'Settings and connections', actions: Object.keys(CONNECTIONS) },
];

/** The sentence of each action, from its subject and its details. */
export const AUDIT_SENTENCES: Readonly<Record<string, Describe>> = {
  ...LIST,
  ...PEOPLE,
  ...MODELS,
  ...ACCOUNTS,
  ...PLAYS,
  ...CONNECTIONS,
};

/** The action as a sentence without a full stop; an action without a sentence is shown as logged. */
export function describeEntry({ action, subject, details, alike }: AuditRow): string {
  // A deleted subject has no name any more.
  const about = alike === null ? subject.replace(/^(company|contact|owner|play):/, '$1 ') : AUDIT.accounts(alike.count);
  return AUDIT_SENTENCES[action]?.(about, details) ?? `${action}: ${about}`;
}

/** `Workflow 12`, `Roundtable`, the name of a user, else what is logged. */
export function formatActor({ actor, actorName }: AuditLine): string {
  if (actor === 'roundtable') return 'Roundtable';
  if (actor === 'scores') return 'The scores';
  if (actor.startsWith('workflow:')) return `Workflow ${actor.slice('workflow:'.length)}`;
  return actorName ?? actor;
}
