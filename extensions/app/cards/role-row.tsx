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

/** One role on one line: its state as a dot and a word, who holds it, the last touch; the rest folds out. */
export function RoleRow({ role, account, client, mayAct, now }: RoleRowProps) {
  const [first, ...others] = role.people;
  return (
    <Flex direction="column" gap="xs">
      <Inline gap="small" align="center">
        <State state={role.state} />
        <Text format={{ fontWeight: 'demibold' }}>{role.label}</Text>
        {role.required ? null : <Text variant="microcopy">not required here</Text>}
        {first === undefined ? <Text>nobody known</Text> : <Person person={first} now={now} />}
        {first?.canDecide === true && mayAct ? (
          <Decision person={first} role={role} account={account} client={client} />
        ) : null}
      </Inline>
      {first === undefined ? null : (
        <Accordion title={others.length === 0 ? 'Why?' : `Why, and ${others.length} more`} size="xs">
          <Sources person={first} />
          {others.map((person) => (
            <Flex key={person.contactId} direction="column" gap="xs">
              <Inline gap="small" align="center">
                <State state={person.state} />
                <Person person={person} now={now} />
                {person.canDecide && mayAct ? (
                  <Decision person={person} role={role} account={account} client={client} />
                ) : null}
              </Inline>
              <Sources person={person} />
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

function Person({ person, now }: { person: CardPerson; now: number }) {
  return (
    <>
      <Text>{person.title === null ? person.name : `${person.name}, ${person.title}`}</Text>
      {person.lastTouch === null ? (
        <Text variant="microcopy">no touch yet</Text>
      ) : (
        <>
          <Text variant="microcopy">{person.lastTouch.what}</Text>
          <RelativeTime at={person.lastTouch.at} now={now} />
        </>
      )}
    </>
  );
}

function Sources({ person }: { person: CardPerson }) {
  const age = person.stale ? ', set over a year ago: is it still so?' : '';
  return (
    <Text variant="microcopy">
      {`${person.name}: ${person.confidencePercent} % sure, from ${person.sources.join(', ') || 'nothing'}${age}`}
    </Text>
  );
}

type DecisionProps = Pick<RoleRowProps, 'role' | 'account' | 'client'> & { person: CardPerson };

/** Yes or no to a suggestion; a no removes it for good. */
function Decision({ person, role, account, client }: DecisionProps) {
  const name = `decide ${role.role} ${person.contactId}`;
  const decide = (decision: 'confirmed' | 'rejected'): void =>
    account.act(`${name} ${decision}`, client.decideRole(person.contactId, role.role, decision));
  return (
    <>
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
    </>
  );
}
