import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EXTENSIONS } from '../fixtures/running-app.ts';
import { loadHubSpotSchemas } from './hubspot-schemas.ts';

const FOLDER = join(EXTENSIONS, 'app', 'workflow-actions');
const schemas = loadHubSpotSchemas();

interface Field {
  typeDefinition: { name: string; options?: object[]; optionsUrl?: string };
}

/**
 * HubSpot's client calls required what its documentation leaves out of a project's file and HubSpot answers with:
 * `externalOptions` of a field, how an option is shown.
 */
function complete(field: Field): object {
  const { options = [], ...type } = field.typeDefinition;
  const shown = { description: '', displayOrder: 0, doubleData: 0, hidden: false, readOnly: false };
  const externalOptions = type.optionsUrl !== undefined;
  const typeDefinition = { ...type, externalOptions, options: options.map((option) => ({ ...shown, ...option })) };
  return { ...field, typeDefinition };
}

const actions = readdirSync(FOLDER)
  .filter((file) => file.endsWith('-hsmeta.json'))
  .map((file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')));

function names(fields: readonly Field[]): string[] {
  return fields.map(({ typeDefinition }) => typeDefinition.name);
}

/** A project's action becomes a definition of HubSpot's API, whose schema is public; that of the project's file is not. */
describe.each(actions)('the workflow action $uid', ({ config }) => {
  test('is a definition that HubSpot takes', () => {
    const { isPublished: published, actionUrl, inputFields, outputFields = [], labels, objectTypes } = config;
    const fields = { inputFields: inputFields.map(complete), outputFields: outputFields.map(complete) };
    const definition = { published, actionUrl, ...fields, labels, objectTypes, functions: [] };
    expect(schemas.requestFaults('POST', '/automation/v4/actions/4242', definition)).toEqual([]);
    expect(schemas.requestFaults('POST', '/automation/v4/actions/4242', { ...definition, labels: null })).not.toEqual(
      [],
    );
  });

  test('labels each input and output', () => {
    const { inputFields, outputFields = [], labels } = config;
    expect(Object.keys(labels.en.inputFieldLabels ?? {})).toEqual(names(inputFields));
    expect(Object.keys(labels.en.outputFieldLabels ?? {})).toEqual(names(outputFields));
  });
});
