import { z } from 'zod';
import type { HubSpotClient } from '../client/client.ts';

export interface PipelineStage {
  id: string;
  label: string;
  displayOrder: number;
  /** 0–1, `null` where the pipeline does not say. */
  probability: number | null;
  isClosed: boolean;
}

export interface Pipeline {
  id: string;
  label: string;
  stages: PipelineStage[];
}

/**
 * HubSpot sends numbers and booleans of a stage as strings: `"probability": "0.2"`, `"isClosed": "false"`. A stage of
 * tickets has `ticketState` `OPEN` or `CLOSED` (doc), or none, which is open.
 */
const stageSchema = z
  .looseObject({
    id: z.string(),
    label: z.string(),
    displayOrder: z.number(),
    metadata: z.record(z.string(), z.string().nullable()).nullish(),
  })
  .transform(({ id, label, displayOrder, metadata }): PipelineStage => {
    const probability = readProbability(metadata?.['probability']);
    const isClosed = metadata?.['isClosed'];
    const isTicketClosed = metadata?.['ticketState'] === 'CLOSED';
    return {
      id,
      label,
      displayOrder,
      probability,
      isClosed: isTicketClosed || (isClosed ? isClosed === 'true' : probability === 0 || probability === 1),
    };
  });

export const pipelinesSchema = z.looseObject({
  results: z.array(
    z
      .looseObject({ id: z.string(), label: z.string(), stages: z.array(stageSchema) })
      .transform(({ id, label, stages }): Pipeline => ({ id, label, stages })),
  ),
});

/** The pipelines of an object type with their stages. */
export async function listPipelines(client: HubSpotClient, objectType: 'deals' | 'tickets'): Promise<Pipeline[]> {
  const { results } = await client.request({
    method: 'GET',
    path: `/crm/pipelines/2026-09/${objectType}`,
    schema: pipelinesSchema,
    repeatable: true,
  });
  return results;
}

function readProbability(value: string | null | undefined): number | null {
  const probability = Number(value);
  return value && probability >= 0 && probability <= 1 ? probability : null;
}
