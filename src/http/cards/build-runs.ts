import type { CardEnrolment, CardPlayRun } from '../../../extensions/app/cards/card-data.ts';
import { DAY_MS } from '../../domain/day-ms.ts';
import { markDay } from '../../domain/marked-values.ts';
import type { WordedPlay } from '../../domain/plays/portal-plays.ts';
import type { PlayRun, PlayRunStep } from '../../storage/plays/play-runs.ts';
import { iso } from '../iso.ts';
import { nameOf } from './build-plays.ts';

/** What has to be known of steps that enrol somebody. */
export interface EnrolContext {
  /** `null` where the portal allows it, else why not. */
  unavailable: string | null;
  /** By id. */
  names: ReadonlyMap<string, string>;
}

/** Names of HubSpot's owners by their id, as far as tasks that are news were made for them. */
export type OwnerNames = ReadonlyMap<string, string>;

/** A run as a card shows it; of a play there is no more, the id stands for its name. */
export function toCardRun(
  run: PlayRun,
  plays: readonly WordedPlay[],
  enrolling: EnrolContext,
  colleagues: ReadonlyMap<string, string>,
  owners: OwnerNames,
): CardPlayRun {
  const play = plays.find(({ id }) => id === run.playId);
  return {
    runId: run.runId,
    playId: run.playId,
    name: play?.name ?? run.playId,
    status: run.status,
    startedAt: iso(run.startedAt),
    startedBy: nameOf(run.startedBy, colleagues),
    judgedAt: play === undefined ? null : iso(run.startedAt + play.outcomeWithinDays * DAY_MS),
    finishedAt: iso(run.finishedAt),
    outcome: play?.outcome ?? null,
    tasksFor: owners.get(findTaskOwner(run) ?? '') ?? null,
    problem: run.problem,
    steps: run.steps.map((step) => ({
      title: step.title,
      dueAt: iso(step.dueAt),
      taskId: step.taskId,
      ...toEnrolment(step, run.contactIds[0], enrolling),
    })),
  };
}

/** Whose the tasks of a run were made: HubSpot's id of the owner, `null` where nobody's or nobody knows. */
export function findTaskOwner({ steps }: Pick<PlayRun, 'steps'>): string | null {
  return steps.find(({ ownerId }) => ownerId)?.ownerId ?? null;
}

function toEnrolment(
  { sequence, enrolment }: PlayRunStep,
  contactId: string | undefined,
  { unavailable, names }: EnrolContext,
): { enrol?: CardEnrolment } {
  if (sequence === undefined) return {};
  const person = names.get(contactId ?? '') ?? null;
  const named = { sequence: sequence.name, person };
  if (enrolment !== undefined) {
    const { state, at, reason } = enrolment;
    return { enrol: { ...named, state, at: iso(at), reason } };
  }
  const state = unavailable === null ? 'offered' : 'unavailable';
  return { enrol: { ...named, state, at: null, reason: unavailable } };
}

/** What came of the plays that ended, as sentences. */
export function describeResults(runs: readonly CardPlayRun[]): string[] {
  return runs.flatMap(({ name, status, finishedAt, problem }) => {
    if ((status !== 'completed' && status !== 'abandoned') || finishedAt === null) return [];
    const day = markDay(Date.parse(finishedAt));
    if (problem !== null) return [`Play "${name}" ended early on ${day} (${problem})`];
    return [`Play "${name}" ${status === 'completed' ? 'reached its aim' : 'ended without result'} on ${day}`];
  });
}
