import type { AccountCardData, CardPlayRun, CardScore, MovingScore } from '../../../extensions/app/cards/card-data.ts';
import { DAY_MS } from '../../domain/day-ms.ts';
import type { ReportingFact } from '../../domain/committee/reporting-lines.ts';
import type { RoleLabels } from '../../domain/committee/role-labels.ts';
import type { Risk } from '../../domain/committee/coverage-types.ts';
import { listGaps, TOLD_BY } from '../../domain/committee/describe-gaps.ts';
import { nameTrend } from '../../domain/engagement/score-engagement.ts';
import type { AccountPlan, PlaceholderFact } from '../../domain/facts.ts';
import { roundToTotal, withoutNoise, type Explained } from '../../domain/explanation.ts';
import type { FitModel } from '../../domain/fit/fit-model.ts';
import type { Model } from '../../domain/model/model.ts';
import type { ScoreFall } from '../../domain/outlook/forecast-fall.ts';
import type { WeekChange } from '../../domain/outlook/explain-week.ts';
import { listWarm, type Cluster } from '../../domain/plays/clusters.ts';
import type { WordedPlay } from '../../domain/plays/portal-plays.ts';
import type { StageId } from '../../domain/stage/stage-ids.ts';
import type { StageModel } from '../../domain/stage/stage-model.ts';
import { withoutPlace } from '../../domain/tiering/give-reason.ts';
import type { TieringModel } from '../../domain/tiering/tiering-model.ts';
import type { PutOffPlay } from '../../storage/plays/play-feedback.ts';
import type { PlayRun } from '../../storage/plays/play-runs.ts';
import type { PropertyWords } from '../../sync/settings/portal-memory.ts';
import type { Pause } from '../../sync/status/read-pause.ts';
import type { AccountSnapshot } from '../../sync/refresh/account-snapshot.ts';
import { iso } from '../iso.ts';
import { addReporting } from './build-reporting.ts';
import { buildBrief, toCardPlan, type Technology } from './build-brief.ts';
import { isRunning, listPutOff, toCardPlay } from './build-plays.ts';
import { toCardRoles } from './build-roles.ts';
import { describeResults, toCardRun, type EnrolContext, type OwnerNames } from './build-runs.ts';

/** A finished run is shown for this long. */
const SHOW_FINISHED_MS = 30 * DAY_MS;

const NOT_COMPUTED: Omit<AccountCardData, 'company' | 'progress' | 'paused' | 'running' | 'putOff' | 'may'> = {
  state: 'syncing',
  asOf: null,
  tier: { value: null, reason: '' },
  ranking: [],
  cluster: null,
  list: null,
  stage: null,
  fit: null,
  engagement: null,
  intent: null,
  week: null,
  forecast: null,
  fall: null,
  closing: null,
  coverage: null,
  roles: [],
  above: [],
  risks: [],
  gaps: [],
  plan: toCardPlan(null),
  brief: [],
  plays: [],
  playsRest: null,
  resting: [],
};

export interface AccountCardInput {
  company: { id: string; name: string };
  /** `null` where the account is not computed (yet). */
  snapshot: AccountSnapshot | null;
  list: AccountCardData['list'];
  syncing: boolean;
  progress: AccountCardData['progress'];
  /** Nobody can act while it lasts: what people do here ends in HubSpot. */
  pause: Pause | null;
  /** Who acts on this company's cards, where the reader may not. */
  ownedBy: string | null;
  /** The active one. */
  model: Model | null;
  /** What the portal calls its properties and their values, by the property's name. */
  fitWords: ReadonlyMap<string, PropertyWords>;
  /** Fit seven days ago, `null` where the account was not scored then. */
  fitWeekAgo: { fit: number | null } | null;
  runs: readonly PlayRun[];
  putOff: readonly PutOffPlay[];
  /** The portal's plays, with its own names. */
  playDefinitions: readonly WordedPlay[];
  placeholders: readonly PlaceholderFact[];
  /** Empty where the portal does not keep who reports to whom. */
  reporting: readonly ReportingFact[];
  /** Of an account of the tier that is addressed in clusters. */
  cluster: Cluster | null;
  /** What the portal calls the roles. */
  roleLabels: RoleLabels;
  plan: AccountPlan | null;
  technologies: readonly Technology[];
  enrolling: EnrolContext;
  /** Names of users, by address in lower case. */
  colleagues: ReadonlyMap<string, string>;
  owners: OwnerNames;
  /** Epoch ms. */
  now: number;
}

/** What is shown of an account, from what was computed before anybody looked. */
export function buildAccountCard(input: AccountCardInput): AccountCardData {
  const { company, snapshot, runs, now, pause, ownedBy, colleagues } = input;
  const running = runs
    .filter((run) => isShown(run, now))
    .map((run) => toCardRun(run, input.playDefinitions, input.enrolling, colleagues, input.owners));
  const putOff = listPutOff(input.putOff, input.playDefinitions, colleagues, now);
  const may = { act: pause === null && ownedBy === null, ownedBy };
  const paused = pause?.reason === 'daily_limit' ? { ...pause, until: iso(pause.until) } : pause;
  if (snapshot === null) return { ...NOT_COMPUTED, company, progress: input.progress, paused, running, putOff, may };
  const { result, plays, scoredAt } = snapshot;
  return {
    company,
    state: result.tier === null ? 'not_target' : 'on_list',
    progress: input.syncing ? input.progress : null,
    asOf: iso(scoredAt),
    paused,
    tier: { value: result.tier, reason: result.tierReason },
    ranking: hasRank(result.tierReason) ? toRanking(input.model?.tiering ?? null) : [],
    list: input.list,
    cluster: toCardCluster(input.cluster),
    stage: toCardStage(snapshot, input.model?.stage ?? null),
    ...toStanding(snapshot, input),
    coverage: toCardScore(result.committee.coverage),
    ...addReporting(
      toCardRoles(result.committee.roles, input.placeholders, input.roleLabels),
      input.reporting,
      result.engagement.byPerson,
    ),
    risks: result.committee.risks.map(toCardRisk),
    gaps: listGaps(result.committee, input.placeholders, input.roleLabels),
    plan: toCardPlan(input.plan),
    brief: buildBrief({ ...input, snapshot, results: describeResults(running) }),
    playsRest: snapshot.rests,
    resting: snapshot.resting
      .filter((play) => !isRunning(play, runs))
      .map(({ playId, name, why }) => ({ playId, name, why })),
    plays: plays
      .filter((play) => !isRunning(play, runs))
      .map((play) => toCardPlay(play, input.playDefinitions, now, input.placeholders)),
    running: running.map((run) => withNext(run, snapshot)),
    putOff,
    may,
  };
}

/** The run with what others did since, whose turn is once it is over. */
function withNext(run: CardPlayRun, { resting }: AccountSnapshot): CardPlayRun {
  const waiting = run.status === 'running' ? resting.find(({ playId }) => playId === run.playId) : undefined;
  return waiting?.next === undefined ? run : { ...run, next: [...waiting.next] };
}

function toCardRisk({ id, sentence }: Risk): AccountCardData['risks'][number] {
  const role = TOLD_BY[id];
  return { id, sentence, ...(role === undefined ? {} : { role }) };
}

function hasRank(tierReason: string): boolean {
  return withoutPlace(tierReason) !== tierReason;
}

/** What the order of accounts weighs, but what weighs nothing. */
function toRanking(model: TieringModel | null): AccountCardData['ranking'] {
  if (model === null) return [];
  const { fit, engagement, intent, dealPotential } = model.priorityWeights;
  const weights = [fit, engagement, intent, dealPotential];
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const percents = roundToTotal(
    weights.map((weight) => withoutNoise((100 * weight) / sum)),
    100,
  );
  const names = ['fit', 'engagement', 'intent', 'dealPotential'] as const;
  return names
    .map((by, index) => ({ by, percent: percents[index] ?? 0 }))
    .filter(({ percent }) => percent > 0)
    .sort((a, b) => b.percent - a.percent);
}

function toCardCluster(cluster: Cluster | null): AccountCardData['cluster'] {
  if (cluster === null) return null;
  return { name: cluster.name, accounts: cluster.members.length, warm: listWarm(cluster).length };
}

type StandingData = Pick<AccountCardData, 'fit' | 'engagement' | 'intent' | 'week' | 'forecast' | 'fall' | 'closing'>;

/** The scores, what moved them in a week, and what becomes of them and of the stage. */
function toStanding(
  { result, outlook }: AccountSnapshot,
  { fitWeekAgo, fitWords, model, now }: AccountCardInput,
): StandingData {
  const { fit, engagement, intent } = result;
  const exit = outlook?.exit ?? null;
  const fall = outlook?.fall ?? null;
  const closing = outlook?.closing ?? null;
  return {
    fit: nameProperties(toMovingScore(fit, fitWeekAgo?.fit ?? null), model?.fit ?? null, fitWords),
    engagement: { ...toMovingScore(engagement, engagement.weekAgo), surging: engagement.surging },
    intent: toMovingScore(intent, outlook?.intentWeekAgo ?? null),
    week: outlook === null ? null : toCardWeek(outlook.week),
    forecast: exit === null ? null : { leavesAt: iso(exit.leavesAt), to: labelOfStage(exit.to, model?.stage ?? null) },
    fall: fall === null ? null : toCardFall(fall, result.stage.id, model?.stage ?? null),
    // What closed meanwhile is scored within a minute; what passed its day is told by nobody.
    closing: closing === null || closing.at < now ? null : { deal: closing.deal, at: iso(closing.at) },
  };
}

/** Says what was read by the portal's own words, and of each line that only assumes which property would settle it. */
function nameProperties(
  score: MovingScore,
  model: FitModel | null,
  words: ReadonlyMap<string, PropertyWords>,
): MovingScore {
  const properties = new Map(model?.criteria.map(({ label, property }) => [label, property]));
  const lines = score.lines.map((line) => {
    const evidence = sayAsPortal(line.evidence, words);
    const property = line.kind === 'assumed' ? properties.get(line.label) : undefined;
    return { ...line, evidence, ...(property === undefined ? {} : { property }) };
  });
  return { ...score, lines };
}

/** Evidence as `describePropertyValue` words it, with what HubSpot shows in the place of names and stored values. */
function sayAsPortal(evidence: string, words: ReadonlyMap<string, PropertyWords>): string {
  const [, name = '', verb = '', stored = ''] = /^(\w+)( = | is unknown)(.*)$/s.exec(evidence) ?? [];
  const known = words.get(name);
  if (known === undefined) return evidence;
  // Several values of one property are stored with a semicolon between them.
  const said = stored.split(';').map((value) => known.values.get(value.trim()) ?? value);
  return `${known.label}${verb}${said.join(known.values.size === 0 ? ';' : ', ')}`;
}

function toCardWeek({ gained, decayed, people, acts }: WeekChange): AccountCardData['week'] {
  return { gained, lost: decayed, people, acts: [...acts] };
}

function toMovingScore(score: Explained, weekAgo: number | null): MovingScore {
  const { total } = score;
  const change = total === null || weekAgo === null ? null : total - weekAgo;
  return { ...toCardScore(score), trend: change === null ? null : nameTrend(change), changeThisWeek: change };
}

function toCardFall({ at, under }: ScoreFall, held: StageId, model: StageModel | null): AccountCardData['fall'] {
  return { at: iso(at), under, askedBy: model === null ? null : labelOfStage(held, model) };
}

function labelOfStage(id: string, model: StageModel | null): string {
  return model?.stages.find((stage) => stage.id === id)?.label ?? id;
}

function toCardStage({ result }: AccountSnapshot, model: StageModel | null): AccountCardData['stage'] {
  const definition = model?.stages.find((stage) => stage.id === result.stage.id);
  if (model === null || definition === undefined) return null;
  return {
    id: definition.id,
    label: definition.label,
    definition: definition.definition,
    definitionVersion: model.version,
    since: iso(result.stage.since),
  };
}

function toCardScore({ total, lines }: Explained): CardScore {
  return { total, lines: lines.map(({ kind, label, points, evidence }) => ({ kind, label, points, evidence })) };
}

function isShown(run: PlayRun, now: number): boolean {
  return run.finishedAt === null || now - run.finishedAt < SHOW_FINISHED_MS;
}
