import type { PortalPipeline } from '../portal-data.ts';

type Stage = PortalPipeline['stages'][number];

/** The win probability of a custom stage that is neither won nor lost. */
const ASSUMED_PROBABILITY = '0.5';

/** Finds pipelines and stages by label or id, and adds custom ones to the portal. */
export class PipelineRegistry {
  readonly #pipelines: PortalPipeline[];
  readonly #assumptions: Set<string>;

  constructor(pipelines: PortalPipeline[], assumptions: Set<string>) {
    this.#pipelines = pipelines;
    this.#assumptions = assumptions;
  }

  /** The pipeline and stage of a deal; without a pipeline label, HubSpot's default pipeline. */
  resolve(pipelineLabel: string | undefined, stageLabel: string): { pipeline: PortalPipeline; stage: Stage } {
    const pipeline = pipelineLabel === undefined ? this.#pipelines[0] : findByName(this.#pipelines, pipelineLabel);
    const found = pipeline ?? this.#addPipeline(pipelineLabel ?? '');
    return { pipeline: found, stage: findByName(found.stages, stageLabel) ?? this.#addStage(found, stageLabel) };
  }

  #addPipeline(label: string): PortalPipeline {
    const pipeline: PortalPipeline = { id: `pipeline_${this.#pipelines.length}`, label, stages: [] };
    this.#pipelines.push(pipeline);
    this.#assumptions.add(`deals.csv: pipeline "${label}" has the stages its deals stand in, in the order they appear`);
    return pipeline;
  }

  /** Stage ids are unique in a portal. The meaning of a custom stage is inferred from its label. */
  #addStage(pipeline: PortalPipeline, label: string): Stage {
    const won = /\bwon\b/i.test(label);
    const isClosed = won || /\blost\b/i.test(label);
    const probability = won ? '1.0' : isClosed ? '0.0' : ASSUMED_PROBABILITY;
    const stage = { id: `${pipeline.id}_${pipeline.stages.length}`, label, isClosed, probability };
    pipeline.stages.push(stage);
    this.#assumptions.add(
      `deals.csv: stage "${label}" of pipeline "${pipeline.label}" is taken as ${isClosed ? 'closed' : 'open'} with win probability ${probability}`,
    );
    return stage;
  }
}

function findByName<T extends { id: string; label: string }>(items: readonly T[], name: string): T | undefined {
  const key = toKey(name);
  return items.find((item) => toKey(item.label) === key || item.id.toLowerCase() === name.toLowerCase());
}

function toKey(label: string): string {
  return label
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
