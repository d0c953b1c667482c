import { describe, expect, test } from 'vitest';
import type { Database } from '../../../src/storage/connection/database.ts';
import { savePlayFeedback } from '../../../src/storage/plays/play-feedback.ts';
import {
  PLAY_RUN_STATUSES,
  changePlayRunStatus,
  getPlayRun,
  insertPlayRun,
  listPlayRuns,
  leasePlayRun,
  releasePlayRun,
  savePlayTask,
} from '../../../src/storage/plays/play-runs.ts';
import type { PlayRunStatus } from '../../../src/storage/plays/play-runs.ts';
import { listRoleDecisions, saveRoleDecision } from '../../../src/storage/accounts/role-decisions.ts';
import { NOW } from './portals.ts';

const STEP = { title: 'Call', channel: 'call', who: 'owner', dueAt: NOW, text: 'Call Ada', taskId: null };

export function describePlays(get: () => Database): void {
  const portalId = 500;
  const start = (requestId: string, playId = requestId) =>
    insertPlayRun(get().kysely, portalId, {
      requestId,
      companyId: '1',
      playId,
      contactIds: ['a'],
      steps: [STEP],
      startedBy: 'ada',
      startedAt: NOW,
      stageFrom: 'engaged',
    });

  describe('play runs', () => {
    test('are started once by a request that is repeated', async () => {
      const [first, second] = await Promise.all([start('click-1'), start('click-1')]);
      expect([first.created, second.created].filter(Boolean)).toHaveLength(1);
      expect(first.run).toEqual(second.run);
      expect(first.run).toMatchObject({ status: 'starting', contactIds: ['a'], steps: [STEP], problem: null });
      expect(
        (await listPlayRuns(get().kysely, portalId, ['1'])).filter((run) => run.requestId === 'click-1'),
      ).toHaveLength(1);
    });

    test('are one of a play and account at a time, however many click at once', async () => {
      const clicks = await Promise.all(['one', 'two', 'three'].map((requestId) => start(requestId, 'contested')));
      expect(new Set(clicks.map(({ run }) => run.runId)).size).toBe(1);
      expect(clicks.filter(({ created }) => created)).toHaveLength(1);
    });

    test('keep the tasks that were made', async () => {
      const { run } = await start('click-2');
      await savePlayTask(get().kysely, portalId, run.runId, { step: 0, taskId: '99', ownerId: '9001' });
      expect((await getPlayRun(get().kysely, portalId, run.runId))?.steps).toEqual([
        { ...STEP, taskId: '99', ownerId: '9001' },
      ]);
      expect(await getPlayRun(get().kysely, 501, run.runId)).toBeNull();
    });

    test('are worked on by one at a time, until its lease ends or is given back', async () => {
      const { kysely: db } = get();
      const { run } = await start('click-lease');
      const take = (holder: string, leaseMs = 60_000) => leasePlayRun(db, portalId, run.runId, { holder, leaseMs });
      const both = await Promise.all([take('one'), take('two')]);
      expect(both.filter((taken) => taken !== null)).toHaveLength(1);
      const [holder, other] = both[0] === null ? ['two', 'one'] : ['one', 'two'];
      expect(await take(holder ?? '')).not.toBeNull();
      expect(await take(other ?? '')).toBeNull();
      await releasePlayRun(db, portalId, run.runId, { holder: holder ?? '', afterMs: 60_000 });
      expect(await take(other ?? '')).toBeNull();
      await db
        .updateTable('play_runs')
        .set({ leased_until: new Date(0) })
        .where('run_id', '=', run.runId)
        .execute();
      expect(await take(other ?? '')).not.toBeNull();
    });

    test('move only as the table of transitions allows', async () => {
      const db = get().kysely;
      const allowed: Record<PlayRunStatus, PlayRunStatus[]> = {
        starting: ['running', 'failed'],
        running: ['completed', 'abandoned'],
        completed: [],
        abandoned: [],
        failed: ['starting'],
      };
      for (const from of PLAY_RUN_STATUSES) {
        for (const to of PLAY_RUN_STATUSES) {
          const { run } = await start(`${from}-${to}`, `${from}-${to}`);
          await db.updateTable('play_runs').set({ status: from }).where('run_id', '=', run.runId).execute();
          const moved = await changePlayRunStatus(db, portalId, run.runId, to, { now: NOW + 1, problem: 'p' });
          expect([from, to, moved]).toEqual([from, to, allowed[from].includes(to)]);
          const after = await getPlayRun(db, portalId, run.runId);
          expect(after?.status).toBe(moved ? to : from);
          if (moved) expect(after?.finishedAt).toBe(['completed', 'abandoned', 'failed'].includes(to) ? NOW + 1 : null);
        }
      }
    });
  });

  describe('what reps say', () => {
    test('is kept once a request', async () => {
      const db = get().kysely;
      const decision = {
        contactId: 'a',
        role: 'CHAMPION',
        decision: 'rejected',
        requestId: 'q1',
        decidedAt: NOW,
        decidedBy: 'ada',
      } as const;
      expect(await saveRoleDecision(db, portalId, decision)).toBe(true);
      expect(await saveRoleDecision(db, portalId, { ...decision, decision: 'confirmed' })).toBe(false);
      expect(await listRoleDecisions(db, portalId, 'a')).toEqual([decision]);
      const feedback = {
        companyId: '1',
        playId: 'surge',
        kind: 'snoozed',
        reason: null,
        givenAt: NOW,
        givenBy: 'ada',
        until: NOW + 1,
      } as const;
      expect(await savePlayFeedback(db, portalId, { ...feedback, requestId: 'q1' })).toBe(true);
      expect(await savePlayFeedback(db, portalId, { ...feedback, requestId: 'q1' })).toBe(false);
      expect(await savePlayFeedback(db, portalId, { ...feedback, requestId: 'q2', kind: 'undone' })).toBe(true);
    });
  });
}
