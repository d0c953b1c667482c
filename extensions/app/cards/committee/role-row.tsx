import { Accordion, Button, Flex, Inline, StatusTag, Text } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { RelativeTime } from 'roundtable-ui/relative-time.tsx';
import type { CardPerson, RoleStateName } from '../card-data.ts';
import { AnsweredRole } from './answered-role.tsx';
import { DecideRole } from './decide-role.tsx';
import { Placeholder } from './placeholder.tsx';
import type { RoleRowProps } from './role-row-props.ts';
import { COMMITTEE } from '../work-texts.ts';

const STATES: Record<
  RoleStateName,
  { variant: 'success' | 'info' | 'warning' | 'danger' | 'default'; hollow: boolean }
> = {
  engaged: { variant: 'success', hollow: false },
  reached: { variant: 'info', hollow: false },
  identified: { variant: 'warning', hollow: false },
  suggested: { variant: 'default', hollow: true },
  placeholder: { variant: 'default', hollow: true },
  missing: { variant: 'danger', hollow: true },
};

/** So many more people are shown at once. */
const FEW = 5;

/** One role: its state as a dot and a word, who holds it, then what that rests on; more people fold out. */
export function RoleRow(props: RoleRowProps) {
  const { role, account, client, mayAct, answer } = props;
  const [first, ...others] = role.people;
  return (
    <Flex direction="column" gap="flush">
      <Inline gap="small" align="center">
        <State state={role.state} />
        <Text format={{ fontWeight: 'demibold' }}>{role.label}</Text>
        {first === undefined ? null : <Text>{describePerson(first)}</Text>}
        {first === undefined && role.placeholder === null ? <Text>{COMMITTEE.nobody}</Text> : null}
        {role.required ? null : <Text variant="microcopy">{COMMITTEE.notRequired}</Text>}
      </Inline>
      {first === undefined ? null : <Grounds person={first} {...props} />}
      {answer === null || answer.isFirst ? null : <AnsweredRole {...props} answer={answer} />}
      <Placeholder role={role} account={account} client={client} mayAct={mayAct} first={props.first} />
      {others.length === 0 ? null : (
        <Accordion title={COMMITTEE.more(others.length, role.label)} size="xs">
          <Others {...props} people={others} />
        </Accordion>
      )}
    </Flex>
  );
}

/** A few at a time: of forty people most are guesses by title. */
function Others({ people, ...props }: RoleRowProps & { people: readonly CardPerson[] }) {
  const [shown, setShown] = useState(FEW);
  const next = Math.min(FEW, people.length - shown);
  return (
    <Flex direction="column" gap="xs">
      {people.slice(0, shown).map((person) => (
        <Flex key={person.contactId} direction="column" gap="flush">
          <Text>{describePerson(person)}</Text>
          <Grounds person={person} {...props} isOther />
        </Flex>
      ))}
      {next <= 0 ? null : (
        <Inline>
          <Button size="xs" variant="transparent" onClick={() => setShown(shown + FEW)}>
            {COMMITTEE.showMore(next, props.role.label)}
          </Button>
        </Inline>
      )}
    </Flex>
  );
}

function State({ state }: { state: RoleStateName }) {
  const { variant, hollow } = STATES[state];
  return (
    <StatusTag variant={variant} hollow={hollow}>
      {COMMITTEE.states[state]}
    </StatusTag>
  );
}

function describePerson({ name, title }: CardPerson): string {
  return title === null ? name : `${name}, ${title}`;
}

/** Of others than the first it says the state, but where the grounds say "suggested" themselves. */
type PersonProps = RoleRowProps & { person: CardPerson; isOther?: boolean };

/** Whom they report to, the last touch, what the role rests on, and the question where there is one; its two answers part only where a card is narrow. */
function Grounds(props: PersonProps) {
  const { person, role, first, mayAct, isOther = false } = props;
  const isAskedAbove = first?.kind === 'confirm' && first.role === role && first.person === person;
  const { lastTouch, canDecide, reportsTo, state } = person;
  return (
    <Inline gap="small" align="center">
      {isOther && state !== 'suggested' ? <State state={state} /> : null}
      {person.bounced ? <StatusTag variant="warning">{COMMITTEE.bounced}</StatusTag> : null}
      {reportsTo === undefined ? null : <Text variant="microcopy">{COMMITTEE.reportsTo(reportsTo)}</Text>}
      <Text variant="microcopy">{lastTouch === null ? COMMITTEE.noTouch : lastTouch.what}</Text>
      {lastTouch === null ? null : <RelativeTime at={lastTouch.at} now={props.now} />}
      <Text variant="microcopy">{COMMITTEE.grounds(person, mayAct && !isAskedAbove)}</Text>
      {isAskedAbove ? <Text variant="microcopy">{COMMITTEE.first.above}</Text> : null}
      {canDecide && mayAct && !isAskedAbove ? <DecideRole {...props} isNamed={isOther} /> : null}
    </Inline>
  );
}
