import { Flex, Heading, Inline, List, StatusTag, Text } from '@hubspot/ui-extensions';
import React from 'react';
import { RelativeDay, RelativeTime } from 'roundtable-ui/relative-time.tsx';
import type { AccountCardData, CardPlayRun } from '../card-data.ts';
import type { TaskStates } from '../card-tasks.ts';
import { RUNS } from '../work-texts.ts';
import { findDueStep, isEachDone } from './due-step.ts';
import { isNews, StartNews } from './start-news.tsx';
import { START } from './start-texts.ts';
import { NextInTurn } from './resting-plays.tsx';
import { StopPlay } from './stop-play.tsx';
import { EnrolSteps, type EnrolProps } from './enrol-steps.tsx';

interface RunsProps {
  runs: readonly CardPlayRun[];
  now: number;
}

type RunningProps = RunsProps & EnrolProps & { tasks: TaskStates; closing: AccountCardData['closing'] };

interface RunProps {
  run: CardPlayRun;
  now: number;
  tasks: TaskStates;
}

/** Nothing more comes of it: what it aims at was seen in its time, or its time passed without it. */
export function isOver({ status }: CardPlayRun): boolean {
  return status === 'completed' || status === 'abandoned';
}

/** Plays that were started here: what became of the click, where its tasks are, and which is due next. */
export function RunningPlays({ runs, tasks, closing, ...enrolling }: RunningProps) {
  return runs.map((run) => (
    <React.Fragment key={run.runId}>
      <Run run={run} now={enrolling.now} tasks={tasks} />
      {run.status === 'running' ? (
        <>
          <Text variant="microcopy">{RUNS.begun(run, closing, enrolling.now)}</Text>
          <EnrolSteps run={run} {...enrolling} />
          <NextInTurn run={run} now={enrolling.now} />
          {enrolling.mayAct ? <StopPlay run={run} {...enrolling} /> : null}
        </>
      ) : null}
    </React.Fragment>
  ));
}

/** Plays that ended here a while ago. */
export function EndedPlays({ runs, now }: RunsProps) {
  if (runs.length === 0) return null;
  return (
    <Flex direction="column" gap="xs">
      <Heading>{RUNS.ended}</Heading>
      {runs.map((run) => (
        <Flex key={run.runId} direction="column" gap="flush">
          <Inline gap="small" align="center">
            <Text format={{ fontWeight: 'demibold' }}>{run.name}</Text>
            <StatusTag variant={run.status === 'completed' ? 'success' : 'default'}>{describeEnd(run)}</StatusTag>
            {run.finishedAt === null ? null : <RelativeTime at={run.finishedAt} now={now} />}
          </Inline>
          {run.problem === null ? <Aim run={run} /> : <Text variant="microcopy">{run.problem}</Text>}
        </Flex>
      ))}
    </Flex>
  );
}

function describeEnd({ status, problem }: CardPlayRun): string {
  if (status === 'completed') return RUNS.completed;
  return problem === null ? RUNS.abandoned : RUNS.endedEarly;
}

function Run({ run, now, tasks }: RunProps) {
  if (run.status === 'running' && !isNews(run, now)) return <Underway run={run} now={now} tasks={tasks} />;
  return (
    <StartNews run={run}>
      <Text>{START.where}</Text>
      <List variant="ordered">
        {run.steps.map((step, index) => (
          <Inline key={index} gap="xs" align="center">
            <Text>{START.due(step.title)}</Text>
            <RelativeDay at={step.dueAt} now={now} />
          </Inline>
        ))}
      </List>
    </StartNews>
  );
}

/** What it aims at, and the step that is to be done next. */
function Underway({ run, now, tasks }: RunProps) {
  const step = findDueStep(run, now, tasks);
  const noneOpen = run.steps.length === 0 ? null : <Text>{RUNS.noneOpen(isEachDone(run, tasks))}</Text>;
  return (
    <Flex direction="column" gap="flush">
      <Inline gap="small" align="center">
        <Text format={{ fontWeight: 'demibold' }}>{run.name}</Text>
        <StatusTag variant="info">{RUNS.running}</StatusTag>
      </Inline>
      {step === null ? (
        noneOpen
      ) : (
        <Inline gap="xs" align="center">
          <Text>{RUNS.step(step, run.steps.length)}</Text>
          <RelativeDay at={step.dueAt} now={now} />
        </Inline>
      )}
      <Aim run={run} />
    </Flex>
  );
}

function Aim({ run: { outcome } }: { run: CardPlayRun }) {
  return outcome === null ? null : <Text variant="microcopy">{RUNS.aim(outcome)}</Text>;
}
