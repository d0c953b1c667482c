import { Alert, Button, EmptyState, Flex, Heading, Inline, StepIndicator, Text } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { Loading } from 'roundtable-ui/loading.tsx';
import { useActions } from 'roundtable-ui/use-actions.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import type { TargetListClient } from './target-list-client.ts';
import type { TargetListData } from './target-list-data.ts';
import { LIST } from './target-list-texts.ts';
import { Changes } from './target-refresh-changes.tsx';
import type { RefreshData, RefreshedData } from './target-refresh-data.ts';
import { stepOf, type Decisions, type StepId } from './target-refresh-decisions.ts';
import { Effect } from './target-refresh-effect.tsx';
import { OFFER, REFRESH } from './target-refresh-texts.ts';

const STEPS = ['in', 'out', 'move'] as const satisfies readonly StepId[];

/** Says when the list was last gone through, and offers to do so; louder where it is due. */
export function RefreshOffer({ list: { refresh }, onStart }: { list: TargetListData; onStart: () => void }) {
  if (refresh === null) return null;
  if (!refresh.isDue) {
    return (
      <Inline gap="small" align="center">
        <Button size="small" onClick={() => onStart()}>
          {OFFER.start}
        </Button>
        <Text variant="microcopy">{OFFER.last(refresh)}</Text>
      </Inline>
    );
  }
  return (
    <Alert title={OFFER.due} variant="info">
      <Text>{OFFER.last(refresh)}</Text>
      <Button variant="primary" onClick={() => onStart()}>
        {OFFER.start}
      </Button>
    </Alert>
  );
}

interface RefreshProps {
  client: TargetListClient;
  list: TargetListData;
  portalId: number;
  onDone: (done: RefreshedData) => void;
  onCancel: () => void;
}

/** The quarterly refresh, step by step: who comes in, who leaves, who moves, and what all of it does. Opens at the first step that holds a change. */
export function QuarterlyRefresh({ client, list, portalId, onDone, onCancel }: RefreshProps) {
  const loaded = useLoaded(client.readRefresh);
  return (
    <Flex direction="column" gap="medium">
      <Flex direction="column" gap="flush">
        <Heading>{REFRESH.title}</Heading>
        <Text>{REFRESH.about}</Text>
      </Flex>
      <Loading loaded={loaded} reading={REFRESH.reading} unreadable={REFRESH.unreadable}>
        {(refresh) => <Wizard {...{ client, list, portalId, refresh, onDone }} />}
      </Loading>
      <Inline>
        <Button size="small" variant="transparent" onClick={() => onCancel()}>
          {REFRESH.cancel}
        </Button>
      </Inline>
    </Flex>
  );
}

interface WizardProps extends Omit<RefreshProps, 'onCancel'> {
  refresh: RefreshData;
}

function Wizard({ client, list, portalId, refresh, onDone }: WizardProps) {
  const [at, setAt] = useState(() => firstStepOf(refresh));
  const [decisions, setDecisions] = useState<Decisions>({});
  const { busy, failed, act } = useActions(onDone);
  const { changes } = refresh;
  const byStep = STEPS.map((id) => ({ id, changes: changes.filter((change) => stepOf(change) === id) }));
  const names = byStep.map((step) => REFRESH.step(REFRESH.steps[step.id], step.changes.length));
  const step = byStep[at];
  return (
    <Flex direction="column" gap="medium">
      {changes.length === 0 ? (
        <EmptyState title={REFRESH.nothing.title} layout="vertical" imageName="target" flush>
          <Text>{REFRESH.nothing.text}</Text>
        </EmptyState>
      ) : (
        <StepIndicator stepNames={[...names, REFRESH.effect]} currentStep={at} onClick={setAt} />
      )}
      <NotShown refresh={refresh} />
      {failed === null ? null : (
        <Alert title={LIST.failed} variant="danger">
          <Text>{failed.message}</Text>
          <Button onClick={() => failed.retry()}>{LIST.retry}</Button>
        </Alert>
      )}
      {step === undefined || changes.length === 0 ? (
        <Effect
          {...{ list, changes, decisions }}
          isSending={busy !== null}
          onSend={(decision) => act('refresh', client.finishRefresh(decision))}
        />
      ) : (
        <Changes
          key={step.id}
          step={step.id}
          changes={step.changes}
          decisions={decisions}
          portalId={portalId}
          onDecide={setDecisions}
        />
      )}
      {changes.length === 0 ? null : <StepButtons at={at} last={STEPS.length} onMove={setAt} />}
    </Flex>
  );
}

/** The first step with something to decide; the end where no step has. */
function firstStepOf({ changes }: RefreshData): number {
  const first = STEPS.findIndex((id) => changes.some((change) => stepOf(change) === id));
  return first === -1 ? STEPS.length : first;
}

function NotShown({ refresh: { left, turnedDown } }: { refresh: RefreshData }) {
  return (
    <>
      {left === 0 ? null : <Text variant="microcopy">{REFRESH.left(left)}</Text>}
      {turnedDown === 0 ? null : <Text variant="microcopy">{REFRESH.turnedDown(turnedDown)}</Text>}
    </>
  );
}

function StepButtons({ at, last, onMove }: { at: number; last: number; onMove: (at: number) => void }) {
  return (
    <Inline gap="small">
      {at === 0 ? null : <Button onClick={() => onMove(at - 1)}>{REFRESH.back}</Button>}
      {at === last ? null : (
        <Button variant="primary" onClick={() => onMove(at + 1)}>
          {REFRESH.next}
        </Button>
      )}
    </Inline>
  );
}
