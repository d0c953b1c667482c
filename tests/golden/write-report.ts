import type { ScoreLine } from '../../src/domain/explanation.ts';
import type { AccountResult } from '../../src/domain/scores.ts';
import { markDay } from '../../src/domain/marked-values.ts';
import { writePlain } from '../../src/domain/write-plain.ts';

export interface GoldenResult extends AccountResult {
  name: string;
  /** 0–100, by which accounts compete for tiers. */
  priority: number | null;
}

/** What the app says of each account with every line of it, as a person reads it in a diff. */
export function writeReport(results: readonly GoldenResult[]): string {
  return writePlain(results.map(describe).join('\n'), 'UTC');
}

function describe(result: GoldenResult, index: number): string {
  const { name, priority, fit, engagement, intent, dealPotential, committee, stage, tierReason } = result;
  const others = committee.roles.filter(({ required }) => !required);
  const failing = stage.failingSince === null ? '' : `, failing since ${markDay(stage.failingSince)}`;
  const lines = [
    `${index + 1}. ${name}`,
    `  ${tierReason}; priority ${priority}, deal potential ${dealPotential}`,
    `  stage ${stage.id} since ${markDay(stage.since)}${failing}`,
    ...list(`fit ${fit.total} (confidence ${Math.round(100 * fit.confidence)} %)`, fit.lines),
    ...list(
      `engagement ${engagement.total} (${engagement.trend} from ${engagement.weekAgo}${engagement.surging ? ', surging' : ''})`,
      engagement.lines,
    ),
    ...list(`intent ${intent.total}`, intent.lines),
    ...list(`coverage ${committee.coverage.total}`, committee.coverage.lines),
    ...committee.roles.flatMap(({ role, candidates }) =>
      candidates.map(
        ({ name: who, state, confidence, evidence }) =>
          `  ${role}: ${who}, ${state}, ${Math.round(100 * confidence)} % (${evidence.map(({ source, stale }) => `${source}${stale ? ', stale' : ''}`).join('; ')})`,
      ),
    ),
    ...others.filter(({ candidates }) => candidates.length === 0).map(({ role, state }) => `  ${role}: ${state}`),
    ...committee.risks.map(({ sentence }) => `  risk: ${sentence}`),
  ];
  return `${lines.join('\n')}\n`;
}

function list(title: string, lines: readonly ScoreLine[]): string[] {
  return [
    `  ${title}`,
    ...lines.map(
      ({ kind, label, points, evidence }) => `  ${String(points).padStart(5)}  ${label} [${kind}]: ${evidence}`,
    ),
  ];
}
