import { Accordion, Button, Flex, Inline, LoadingButton, StatusTag, Text } from '@hubspot/ui-extensions';
import React from 'react';
import { RelativeTime } from 'roundtable-ui/relative-time.tsx';
import type { AccountClient } from './account-client.ts';
import type { CardPerson, CardRole, RoleStateName } from './card-data.ts';
import type { Account } from './use-account.ts';

const STATES: Record<
  RoleStateName,
  { word: string; variant: 'success' | 'info' | 'warning' | 'danger' | 'default'; hollow: boolean }
> = {
  engaged: { word: 'Engaged', variant: 'success', hollow: false },
  reached: { word: 'Reached', variant: 'info', hollow: false },
  identified: { word: 'Identified', variant: 'warning', hollow: false },
  suggested: { word: 'Suggested', variant: 'default', hollow: true },
  placeholder: { word: 'Not a contact yet', variant: 'default', hollow: true },
  missing: { word: 'Missing', variant: 'danger', hollow: true },
};

interface RoleRowProps {
  role: CardRole;
  account: Account;
  client: AccountClient;
  mayAct: boolean;
  now: number;
}

/** One role: its state as a dot and a word, who holds it, then what that rests on; more people fold out. */
export function RoleRow({ role, account, client, mayAct, now }: RoleRowProps) {
  const [first, ...others] = role.people;
  const decision = { role, account, client, mayAct };
  return (
    <Flex direction="column" gap="flush">
      <Inline gap="small" align="center">
        <State state={role.state} />
        <Text format={{ fontWeight: 'demibold' }}>{role.label}</Text>
        <Text>{first === undefined ? 'nobody known' : describePerson(first)}</Text>
        {role.required ? null : <Text variant="microcopy">not required here</Text>}
      </Inline>
      {first === undefined ? null : <Grounds person={first} decision={decision} now={now} />}
      {others.length === 0 ? null : (
        <Accordion title={`${others.length} more`} size="xs">
          {others.map((person) => (
            <Flex key={person.contactId} direction="column" gap="flush">
              <Inline gap="small" align="center">
                <State state={person.state} />
                <Text>{describePerson(person)}</Text>
              </Inline>
              <Grounds person={person} decision={decision} now={now} />
            </Flex>
          ))}
        </Accordion>
      )}
    </Flex>
  );
}

function State({ state }: { state: RoleStateName }) {
  const { word, variant, hollow } = STATES[state];
  return (
    <StatusTag variant={variant} hollow={hollow}>
      {word}
    </StatusTag>
  );
}

function describePerson({ name, title }: CardPerson): string {
  return title === null ? name : `${name}, ${title}`;
}

interface GroundsProps {
  person: CardPerson;
  decision: Omit<DecisionProps, 'person'> & { mayAct: boolean };
  now: number;
}

/** The last touch, what the role rests on, and the question where there is one; its two answers never part. */
function Grounds({ person, decision, now }: GroundsProps) {
  const { lastTouch, canDecide } = person;
  return (
    <Inline gap="small" align="center">
      <Text variant="microcopy">{lastTouch === null ? 'no touch yet ·' : lastTouch.what}</Text>
      {lastTouch === null ? null : <RelativeTime at={lastTouch.at} now={now} />}
      <Text variant="microcopy">{describeGrounds(person)}</Text>
      {canDecide && decision.mayAct ? <Decision person={person} {...decision} /> : null}
    </Inline>
  );
}

/** "job title, 60 %"; how sure it is says nothing more of a role somebody set, only its age does. */
function describeGrounds({ sources, confidencePercent, canDecide, stale }: CardPerson): string {
  const words = sources.join(', ') || 'no source';
  if (stale) return `${words}; set over a year ago, still so?`;
  return canDecide ? `${words}, ${confidencePercent} %` : words;
}

type DecisionProps = Pick<RoleRowProps, 'role' | 'account' | 'client'> & { person: CardPerson };

/** Yes or no to a suggestion; a no removes it for good. */
function Decision({ person, role, account, client }: DecisionProps) {
  const name = `decide ${role.role} ${person.contactId}`;
  const decide = (decision: 'confirmed' | 'rejected'): void =>
    account.act(`${name} ${decision}`, client.decideRole(person.contactId, role.role, decision));
  return (
    <Flex gap="xs" align="center">
      <LoadingButton
        size="xs"
        loading={account.busy === `${name} confirmed`}
        disabled={account.busy !== null}
        onClick={() => decide('confirmed')}
      >
        Yes
      </LoadingButton>
      <Button size="xs" variant="transparent" disabled={account.busy !== null} onClick={() => decide('rejected')}>
        No
      </Button>
    </Flex>
  );
}
