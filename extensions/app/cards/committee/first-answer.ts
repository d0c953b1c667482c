import type { AccountCardData, CardPerson, CardRole } from '../card-data.ts';

/** What to do first about the committee. */
export type FirstAnswer = { kind: 'confirm'; role: CardRole; person: CardPerson } | { kind: 'find'; role: CardRole };

/**
 * A required role that is only suggested or missing: one that a risk speaks of before the others, and each time first what a yes or no
 * settles, then whom to find. It comes before any play, on all cards (decision 412). `null` if there is none, its reader may not act, or the
 * account is off the list, where proposing it comes first.
 */
export function findFirstAnswer({ state, roles, risks, may }: AccountCardData): FirstAnswer | null {
  if (!may.act || state !== 'on_list') return null;
  const atRisk = new Set(risks.map(({ role }) => role));
  const required = roles.filter((role) => role.required || atRisk.has(role.role));
  const inOrder = [
    required.filter(({ role }) => atRisk.has(role)),
    required.filter(({ role }) => !atRisk.has(role)),
  ].flatMap((some) => [...some.flatMap(toConfirm), ...some.flatMap(toFind)]);
  return inOrder[0] ?? null;
}

/** Who is asked about first of those suggested: one whose mail arrives. */
function toConfirm(role: CardRole): FirstAnswer[] {
  if (role.state !== 'suggested') return [];
  const asked = role.people.filter(({ canDecide }) => canDecide);
  const person = asked.find(({ bounced }) => !bounced) ?? asked[0];
  return person === undefined ? [] : [{ kind: 'confirm', role, person }];
}

function toFind(role: CardRole): FirstAnswer[] {
  return role.state === 'missing' && role.people.length === 0 ? [{ kind: 'find', role }] : [];
}
