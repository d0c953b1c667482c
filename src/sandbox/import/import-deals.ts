import type { PortalAssociation } from '../portal-data.ts';
import {
  addCustomProperties,
  claimRecordId,
  createRowReader,
  type ImportContext,
  keepKnownIds,
  noteCalculated,
  startTally,
  toRecord,
} from './import-context.ts';
import { parseRow, type ParsedRow } from './parse-row.ts';
import { PipelineRegistry } from './pipeline-registry.ts';
import { openTable } from './read-table.ts';
import { DEALS } from './table-spec.ts';

/** Reads deals.csv after companies and contacts; the pipelines say what a stage means (closed, won). Throws ImportError if the file is invalid. */
export async function importDeals(context: ImportContext): Promise<void> {
  const tally = startTally(context, DEALS.file);
  const reader = createRowReader(context, 'deals', tally);
  const pipelines = new PipelineRegistry(context.data.pipelines, context.assumptions);
  const { columns, rows } = await openTable(context.folder, DEALS, tally);
  addCustomProperties(context.data, 'deals', columns);
  noteCalculated(context, DEALS.file, columns);
  for await (const row of rows) {
    const parsed = parseRow(row, ['hs_object_id', 'dealstage'], reader);
    if (parsed === null) continue;
    const id = claimRecordId(context.known.deals, parsed, tally);
    if (id === null) continue;
    const deal = toRecord(parsed, id);
    Object.assign(deal.properties, resolveStage(pipelines, parsed));
    context.data.objects.deals.push(deal);
    const companies = keepKnownIds(context, 'companies', parsed, tally);
    const contacts = keepKnownIds(context, 'contacts', parsed, tally);
    context.data.associations.push(
      ...companies.map((toId, index) => toAssociation(id, 'companies', toId, index === 0)),
      ...contacts.map((toId) => toAssociation(id, 'contacts', toId, false)),
    );
    tally.countImported('deal', 'deals');
  }
}

function resolveStage(pipelines: PipelineRegistry, row: ParsedRow): Record<string, string> {
  const { pipeline, stage } = pipelines.resolve(row.values['pipeline'], row.values['dealstage'] ?? '');
  return { pipeline: pipeline.id, dealstage: stage.id };
}

function toAssociation(
  fromId: string,
  toType: 'companies' | 'contacts',
  toId: string,
  primary: boolean,
): PortalAssociation {
  return { fromType: 'deals', fromId, toType, toId, primary, label: null };
}
