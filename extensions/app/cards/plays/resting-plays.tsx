import { Accordion, Alert, EmptyState, Flex, List, Text } from '@hubspot/ui-extensions';
import React from 'react';
import type { AccountCardData, CardPlayRun } from '../card-data.ts';
import { PLAYS } from '../work-texts.ts';
import { RESTING } from './resting-texts.ts';

/** That no play is offered, and of each that is due why not. */
export function NothingDue({ data, isBusy }: { data: AccountCardData; isBusy: boolean }) {
  const { playsRest, resting } = data;
  return (
    <Flex direction="column" gap="small">
      <EmptyState title={playsRest ?? RESTING.title(data, isBusy)} layout="vertical" imageName="task">
        <Text>{explainNothing(data)}</Text>
      </EmptyState>
      {resting.length === 0 ? null : <Resting resting={resting} />}
    </Flex>
  );
}

/** Below the plays that are offered: why others that are due are not. */
export function WhyNotOthers({ resting }: Pick<AccountCardData, 'resting'>) {
  if (resting.length === 0) return null;
  return (
    <Accordion title={RESTING.whyNot} size="xs">
      <Flex direction="column" gap="xs">
        <Text>{RESTING.waits}</Text>
        <Resting resting={resting} />
      </Flex>
    </Accordion>
  );
}

function Resting({ resting }: Pick<AccountCardData, 'resting'>) {
  return (
    <List>
      {resting.map((play) => (
        <Text key={play.playId}>{RESTING.why(play)}</Text>
      ))}
    </List>
  );
}

/** Why no play is due, by what people can do about it. */
function explainNothing({ playsRest, resting, putOff, state }: AccountCardData): string {
  if (playsRest !== null) return PLAYS.onHold;
  if (resting.length > 0) return RESTING.waits;
  if (putOff.length > 0) return RESTING.putOff;
  return state === 'not_target' ? RESTING.off : RESTING.idle;
}

/** Under a running play: who asked since, and that their turn is after it. */
export function NextInTurn({ run, now }: { run: CardPlayRun; now: number }) {
  const { next = [] } = run;
  if (next.length === 0) return null;
  return (
    <Alert title={RESTING.next.title} variant="warning">
      {next.map((sentence) => (
        <Text key={sentence}>{sentence}</Text>
      ))}
      <Text>{RESTING.next.until(run, now)}</Text>
    </Alert>
  );
}
