import type {
  ListedPlay,
  ObservedShare,
  PlayDraftData,
  PlaysPageData,
} from '../../../extensions/app/pages/plays/plays-data.ts';
import { listRoleChoices, type RoleLabels } from '../../domain/committee/role-labels.ts';
import { compareText } from '../../domain/compare-text.ts';
import { describeTrigger } from '../../domain/plays/describe-trigger.ts';
import { MERGE_FIELD_NAMES } from '../../domain/plays/merge-fields.ts';
import { toEdit } from '../../domain/plays/portal-plays.ts';
import { wilsonInterval, type Trials } from '../../domain/statistics/proportion.ts';
import { countPlayPlaces } from '../../storage/plays/plays-at-work.ts';
import { getPortal } from '../../storage/portal/portals.ts';
import { loadPortalRoles } from '../../sync/committee/portal-roles.ts';
import { SEQUENCE_SCOPES } from '../../sync/plays/enrol-in-sequence.ts';
import { isBeingCounted } from '../../sync/plays/change-play.ts';
import { readDrafts, type HeldDraft } from '../../sync/plays/keep-drafts.ts';
import { readPlays, type PlayReport } from '../../sync/plays/read-plays.ts';
import { readEditRight } from '../../sync/plays/edit-right.ts';
import type { HttpContext } from '../http-context.ts';
import { iso } from '../iso.ts';
import type { Caller } from '../require-signature.ts';

/** Every play with what came of it, those proposed for retirement first, and whether the caller may change them. */
export async function readPlaysPage(context: HttpContext, caller: Caller): Promise<PlaysPageData> {
  const { portalId } = caller;
  const right = await readEditRight(context.db.kysely, caller);
  const portal = await getPortal(context.db.kysely, portalId);
  const { labels } = await loadPortalRoles(context.db.kysely, portalId);
  const plays = (await readPlays(context, portalId)).map((play) => toListed(play, labels));
  return {
    plays: plays.sort((a, b) => orderOf(a) - orderOf(b) || compareText(a.edit.name, b.edit.name)),
    isCounting: await isBeingCounted(context.db.kysely, portalId),
    drafts: right.mayChange ? (await readDrafts(context.db.kysely, caller)).map(toDraft) : [],
    places: (await countPlayPlaces(context.db.kysely, portalId)).map(({ tier, ...place }) => ({
      tier: tier ?? 'none',
      ...place,
    })),
    ...right,
    maySequence: SEQUENCE_SCOPES.every((scope) => portal?.scopes.includes(scope)),
    mergeFields: [...MERGE_FIELD_NAMES],
    roles: listRoleChoices(labels),
  };
}

function toDraft({ playId, version, edit, draftedAt }: HeldDraft): PlayDraftData {
  return { playId, version, edit, at: iso(draftedAt) };
}

function orderOf({ observed }: ListedPlay): number {
  return observed.retire === null ? 1 : 0;
}

function toListed(report: PlayReport, labels: RoleLabels): ListedPlay {
  const { play, choice, isOwn, version, atWork, run, notRun, comparison, kept } = report;
  const retire = choice.enabled ? comparison.retire : null;
  const edit = toEdit(play);
  return {
    playId: play.id,
    version,
    isOwn,
    isEdited: choice.edit !== null && !isOwn,
    enabled: choice.enabled,
    autoStart: [...choice.autoStart],
    atWork,
    trigger: describeTrigger(play.when, labels) + (play.besides === undefined ? '' : `, and ${play.besides}`),
    outcome: play.outcome,
    edit: { ...edit, tiers: [...edit.tiers], stages: [...edit.stages], steps: [...edit.steps] },
    observed: {
      run: toShare(run.reached),
      notRun: toShare(notRun.reached),
      stageUp: { run: toShare(run.stageUp), notRun: toShare(notRun.stageUp) },
      won: { run: toShare(run.won), notRun: toShare(notRun.won) },
      imported: { run: run.imported, notRun: notRun.imported },
      verdict: comparison.verdict,
      retire: kept === null ? retire : null,
      kept: kept === null || retire === null ? null : { by: kept.by, until: iso(kept.until) },
    },
  };
}

function percent(share: number): number {
  return Math.round(100 * share);
}

function toShare({ successes, n }: Trials): ObservedShare {
  const { low, high } = wilsonInterval(successes, n);
  return { successes, n, percent: n === 0 ? null : percent(successes / n), low: percent(low), high: percent(high) };
}
