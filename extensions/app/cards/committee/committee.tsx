import { Accordion, Alert, Divider, EmptyState, Flex, Heading, List, Text } from '@hubspot/ui-extensions';
import React from 'react';
import { findFirstAnswer } from './first-answer.ts';
import { FirstToDo } from './first-to-do.tsx';
import { AccountFrame } from '../account-frame.tsx';
import type { CardProps } from '../card-root.tsx';
import type { AccountCardData, CardRole, RoleStateName } from '../card-data.ts';
import { AnsweredRole, type GivenAnswer } from './answered-role.tsx';
import type { RoleRowProps } from './role-row-props.ts';
import { RoleRow } from './role-row.tsx';
import { Reasons } from '../standing/standing.tsx';
import { COMMITTEE } from '../work-texts.ts';
import { useAccount } from '../use-account.ts';
import { useMomentary } from '../use-momentary.ts';

/** The buying committee of one account: who decides, whom we know, and the worst gap first. */
export function Committee({ client, clock = Date.now, undoForMs = 10_000 }: CardProps) {
  const account = useAccount(client);
  const [answer, setAnswer] = useMomentary<GivenAnswer>(undoForMs);
  const now = clock();
  const given = { account, client, answer, onAnswer: setAnswer };
  return (
    <AccountFrame
      account={account}
      client={client}
      now={now}
      first={(data) => (
        <>
          <Risks data={data} />
          <FirstToDo {...given} first={findFirstAnswer(data)} />
        </>
      )}
    >
      {(data) => <CommitteeBody {...given} data={data} now={now} first={findFirstAnswer(data)} />}
    </AccountFrame>
  );
}

interface BodyProps extends Omit<RoleRowProps, 'role' | 'mayAct'> {
  data: AccountCardData;
}

function CommitteeBody({ data, answer, ...row }: BodyProps) {
  const required = data.roles.filter((role) => role.required);
  const others = data.roles.filter((role) => !role.required);
  return (
    <Flex direction="column" gap="small">
      <Divider />
      <Flex direction="column" gap="flush">
        <Heading>{COMMITTEE.coverage(data.coverage)}</Heading>
        {required.length === 0 ? null : <Text>{COMMITTEE.counts(countStates(required))}</Text>}
        {required.some(({ state }) => state === 'suggested') ? (
          <Text variant="microcopy">{COMMITTEE.halfCounted}</Text>
        ) : null}
        {others.length === 0 ? null : <Text variant="microcopy">{COMMITTEE.others(countStates(others))}</Text>}
        {data.above.length === 0 ? null : <Text>{COMMITTEE.above(data.above)}</Text>}
      </Flex>
      {isAnybodyKnown(data) ? null : (
        <EmptyState title={COMMITTEE.nobodyYet.title} imageName="contacts" flush>
          <Text>{COMMITTEE.nobodyYet.text}</Text>
        </EmptyState>
      )}
      {answer === null || answer.isFirst || data.roles.some(({ role }) => role === answer.role) ? null : (
        <AnsweredRole {...row} answer={answer} />
      )}
      <Flex direction="column" gap="medium">
        {data.roles.map((role) => (
          <RoleRow
            key={role.role}
            role={role}
            mayAct={data.may.act}
            answer={answer?.role === role.role ? answer : null}
            {...row}
          />
        ))}
      </Flex>
      <Accordion title={COMMITTEE.why} size="xs">
        <Reasons title={COMMITTEE.score} score={data.coverage} unknown={COMMITTEE.noRoles} />
      </Accordion>
    </Flex>
  );
}

/** Risks, then the required roles that nobody holds; where nobody is known at all the card says so itself. */
function Risks({ data }: { data: AccountCardData }) {
  const risks = data.risks.map(({ sentence }) => sentence);
  const gaps = isAnybodyKnown(data) ? data.gaps : [];
  const [first, ...others] = [...risks, ...gaps];
  if (first === undefined) return null;
  if (others.length === 0) {
    return <Alert title={risks.length === 0 ? first : COMMITTEE.risk(first)} variant="warning" />;
  }
  return (
    <Alert title={COMMITTEE.risks({ risks: data.risks, gaps })} variant="warning">
      <List>
        {[first, ...others].map((sentence) => (
          <Text key={sentence}>{sentence}</Text>
        ))}
      </List>
    </Alert>
  );
}

function isAnybodyKnown({ roles }: AccountCardData): boolean {
  return roles.some(({ people, placeholder }) => people.length > 0 || placeholder !== null);
}

/** How many of these roles are in each state, so that what is counted is what the rows say. */
function countStates(roles: readonly CardRole[]): Partial<Record<RoleStateName, number>> {
  const counts: Partial<Record<RoleStateName, number>> = {};
  for (const { state } of roles) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}
