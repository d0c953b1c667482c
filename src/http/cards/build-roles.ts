import type { CardPerson, CardRole } from '../../../extensions/app/cards/card-data.ts';
import type { EvidenceSource, RoleCandidate, RoleCoverage } from '../../domain/committee/coverage-types.ts';
import type { RoleLabels } from '../../domain/committee/role-labels.ts';
import type { PlaceholderFact } from '../../domain/facts.ts';
import { iso } from '../iso.ts';

const SOURCE_WORDS: Readonly<Record<EvidenceSource, string>> = {
  set_in_hubspot: 'set in HubSpot',
  deal_label: 'label on a deal',
  confirmed: 'confirmed by a rep',
  title: 'job title',
  behaviour: 'what they did',
};

/** What a person said of a role, and when: an answer that may grow stale. */
const SAID: ReadonlySet<EvidenceSource> = new Set(['set_in_hubspot', 'confirmed']);

/** The committee as a card shows it, in the order it was assessed in, by the names the portal has for its roles. */
export function toCardRoles(
  roles: readonly RoleCoverage[],
  placeholders: readonly PlaceholderFact[],
  labels: RoleLabels,
): CardRole[] {
  return roles.map(({ role, weight, required, state, candidates }) => ({
    role,
    label: labels[role],
    required,
    weight,
    state,
    people: candidates.map(toCardPerson),
    placeholder: placeholders.find((each) => each.role === role)?.note ?? null,
  }));
}

function toCardPerson(candidate: RoleCandidate): CardPerson {
  const { contactId, name, title, state, confidence, evidence, lastTouch, lastTouchAt } = candidate;
  // Who said it lately has answered the question that what was said long ago raises.
  const isFresh = evidence.some(({ source, at, stale }) => SAID.has(source) && at !== null && !stale);
  const stale = !isFresh && evidence.some((each) => each.stale);
  const isSettled = evidence.some(({ source }) => source !== 'title' && source !== 'behaviour');
  return {
    contactId,
    name,
    title,
    state,
    confidencePercent: Math.round(confidence * 100),
    sources: evidence.map(({ source }) => SOURCE_WORDS[source]),
    stale,
    lastTouch: lastTouchAt === null || lastTouch === null ? null : { what: lastTouch, at: iso(lastTouchAt) },
    bounced: candidate.bounced === true,
    canDecide: !isSettled || stale,
  };
}
