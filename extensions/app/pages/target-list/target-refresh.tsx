import { Alert, Button, EmptyState, Flex, Heading, Inline, StepIndicator, Text } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { AskedButton } from 'roundtable-ui/asked-button.tsx';
import { Loading } from 'roundtable-ui/loading.tsx';
import { useActions, type Actions } from 'roundtable-ui/use-actions.ts';
import { useKeeper, type Keeper } from 'roundtable-ui/use-keeper.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import type { TargetListClient } from './target-list-client.ts';
import type { TargetListData } from './target-list-data.ts';
import { LIST } from './target-list-texts.ts';
import { Changes } from './target-refresh-changes.tsx';
import type { RefreshData, RefreshedData, SuggestedChange, Verdict } from './target-refresh-data.ts';
import {
  countUndecided,
  decideAll,
  listKept,
  mergeKept,
  stepOf,
  toKept,
  type Decisions,
  type StepId,
} from './target-refresh-decisions.ts';
import { addSeatCautions } from './seat-cautions.ts';
import { Effect, type Chosen } from './target-refresh-effect.tsx';
import { REFRESH, wordYes } from './target-refresh-texts.ts';

const STEPS = ['in', 'out', 'move'] as const satisfies readonly StepId[];

interface RefreshProps {
  client: TargetListClient;
  list: TargetListData;
  portalId: number;
  onDone: (done: RefreshedData) => void;
  onCancel: () => void;
}

/** The quarterly refresh, step by step: who comes in, who leaves, who moves, and what all of it does. Opens where something is to be decided. */
export function QuarterlyRefresh({ client, list, portalId, onDone, onCancel }: RefreshProps) {
  const loaded = useLoaded(client.readRefresh);
  const [round, setRound] = useState(0);
  const anew = useActions<RefreshData>((fresh) => {
    loaded.replace(fresh);
    setRound(round + 1);
  });
  return (
    <Flex direction="column" gap="medium">
      <Flex direction="column" gap="flush">
        <Heading>{REFRESH.title}</Heading>
        <Text>{REFRESH.about(wordYes(list.sides))}</Text>
      </Flex>
      <Loading loaded={loaded} reading={REFRESH.reading} unreadable={REFRESH.unreadable}>
        {(refresh) => <Wizard key={round} {...{ client, list, portalId, refresh, anew, onDone }} />}
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
  /** Beginning anew. */
  anew: Actions<RefreshData>;
}

function Wizard({ client, list, portalId, refresh, anew, onDone }: WizardProps) {
  const { decisions, decide, keeper } = useDecisions(client, refresh);
  const [at, setAt] = useState(() => firstStepOf(refresh));
  const [chosen, setChosen] = useState<Chosen>({ side: list.sides[0] ?? null, reason: '' });
  const actions = useActions(onDone);
  const changes = addSeatCautions(refresh.changes, list.tiers, ({ companyId }) => decisions[companyId]);
  const byStep = groupByStep(changes);
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
      <Kept {...{ client, refresh, decisions, keeper, anew }} />
      <NotShown refresh={refresh} />
      <Failure actions={anew} />
      <Failure actions={actions} />
      {step === undefined || changes.length === 0 ? (
        <Effect
          {...{ list, changes, decisions, chosen, onChoose: setChosen }}
          isSending={actions.busy !== null || keeper.isKeeping}
          onLook={(change) => setAt(STEPS.indexOf(stepOf(change)))}
          onSend={(decision) => actions.act('refresh', client.finishRefresh(decision))}
        />
      ) : (
        <Changes
          key={step.id}
          {...{ decisions, portalId }}
          step={step.id}
          changes={step.changes}
          yes={wordYes(list.sides)}
          onDecide={decide}
        />
      )}
      {changes.length === 0 ? null : (
        <StepButtons
          at={at}
          held={byStep.map((each) => each.changes.length)}
          undecided={countUndecided(step?.changes ?? [], decisions)}
          onMove={setAt}
        />
      )}
    </Flex>
  );
}

function groupByStep(changes: readonly SuggestedChange[]): { id: StepId; changes: SuggestedChange[] }[] {
  return STEPS.map((id) => ({ id, changes: changes.filter((change) => stepOf(change) === id) }));
}

/** What is decided here, which begins with what was kept, and is kept with every click. */
function useDecisions(client: TargetListClient, refresh: RefreshData) {
  const [decisions, setDecisions] = useState<Decisions>(() => listKept(refresh));
  const keeper = useKeeper(client.keepDecisions, mergeKept);
  const decide = (changes: readonly SuggestedChange[], verdict: Verdict | null): void => {
    setDecisions(decideAll(decisions, changes, verdict));
    keeper.keep(toKept(changes, verdict));
  };
  return { decisions, decide, keeper };
}

interface KeptProps extends Pick<WizardProps, 'client' | 'refresh' | 'anew'> {
  decisions: Decisions;
  keeper: Pick<Keeper<unknown>, 'isKeeping' | 'failed'>;
}

/** That decisions are kept, who else decides, of which nothing came, and the way to begin anew. */
function Kept({ client, refresh, decisions, keeper: { isKeeping, failed }, anew }: KeptProps) {
  const [isAsked, setIsAsked] = useState(false);
  const { changes, gone, others } = refresh;
  const hasDecided = [...Object.values(decisions), ...gone, ...changes.flatMap(({ former }) => former ?? [])].some(
    (each) => each !== undefined,
  );
  return (
    <>
      <Inline gap="small" align="center">
        {changes.length === 0 ? null : <Text variant="microcopy">{REFRESH.kept}</Text>}
        {hasDecided ? (
          <AskedButton
            words={REFRESH.anew}
            {...{ isAsked, setIsAsked }}
            isBusy={anew.busy !== null || isKeeping}
            onYes={() => anew.act('anew', client.beginAnew)}
          />
        ) : null}
      </Inline>
      {others.length === 0 ? null : <Text variant="microcopy">{REFRESH.others(others)}</Text>}
      {gone.length === 0 ? null : (
        <Alert title={REFRESH.gone.title(gone.length)} variant="info">
          {REFRESH.gone.text(gone)}
        </Alert>
      )}
      {failed === null ? null : (
        <Alert title={REFRESH.notKept} variant="warning">
          <Text>{failed.message}</Text>
          <Button onClick={() => failed.retry()}>{LIST.retry}</Button>
        </Alert>
      )}
    </>
  );
}

function Failure({ actions: { failed } }: { actions: Pick<Actions<unknown>, 'failed'> }) {
  if (failed === null) return null;
  return (
    <Alert title={LIST.failed} variant="danger">
      <Text>{failed.message}</Text>
      <Button onClick={() => failed.retry()}>{LIST.retry}</Button>
    </Alert>
  );
}

/** The first step with something to decide; the end where no step has. */
function firstStepOf({ changes }: RefreshData): number {
  const first = STEPS.findIndex((id) => changes.some((change) => stepOf(change) === id && change.verdict === null));
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

interface StepButtonsProps {
  at: number;
  /** How many changes each step holds; the effect follows the last. */
  held: readonly number[];
  /** Of this step. */
  undecided: number;
  onMove: (at: number) => void;
}

/** To the step before and the one after, past those that hold nothing. The way on opens once all here are decided; what is not can be skipped. */
function StepButtons({ at, held, undecided, onMove }: StepButtonsProps) {
  const steps = held.flatMap((count, step) => (count === 0 ? [] : [step]));
  const passed = steps.filter((step) => step < at);
  const before = passed.at(-1);
  const after = steps.find((step) => step > at) ?? held.length;
  return (
    <Inline gap="small" align="center">
      {before === undefined ? null : <Button onClick={() => onMove(before)}>{REFRESH.back}</Button>}
      {at === held.length ? null : (
        <Button
          variant={undecided === 0 ? 'primary' : 'secondary'}
          disabled={undecided > 0}
          onClick={() => onMove(after)}
        >
          {REFRESH.next(undecided)}
        </Button>
      )}
      {at === held.length || undecided === 0 ? null : (
        <Button variant="transparent" onClick={() => onMove(after)}>
          {REFRESH.skip(undecided)}
        </Button>
      )}
    </Inline>
  );
}
