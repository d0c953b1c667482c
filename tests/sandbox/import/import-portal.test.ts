import { expect, test } from 'vitest';
import { importPortal } from '../../../src/sandbox/import/import-portal.ts';
import { activitiesCsv, writeExport } from './export-folder.ts';

test('reads labels as headers, resolves owners by name and keeps ids', async () => {
  const { data } = await importPortal(await writeExport());
  expect(data.owners[0]).toEqual({
    id: '9000',
    email: 'ana@vendor.example',
    firstName: 'Ana',
    lastName: 'Ruiz',
    userId: 9000,
  });
  expect(data.objects.companies[0]).toEqual({
    id: '100',
    properties: { name: 'Orbis', hubspot_owner_id: '9000', createdate: '2025-01-02T00:00:00.000Z' },
    createdAt: '2025-01-02T00:00:00.000Z',
    updatedAt: '2025-01-02T00:00:00.000Z',
  });
});

test('leaves properties that are not on hand absent', async () => {
  const { data } = await importPortal(await writeExport());
  expect(data.objects.companies[1]?.properties).toEqual({ name: 'Lumen' });
});

test('reads internal names, any column order, a byte order mark, CRLF and quoted line breaks alike', async () => {
  const companies =
    '\uFEFFname,numberofemployees,hs_object_id,description\r\n' +
    '"Orbis, Inc.",3400,100,"two\r\nlines, ""quoted"""\r\n' +
    'Lumen,x,101,\r\n';
  const { data, summary } = await importPortal(await writeExport({ 'companies.csv': companies }));
  expect(data.objects.companies[0]?.properties).toEqual({
    name: 'Orbis, Inc.',
    numberofemployees: '3400',
    description: 'two\r\nlines, "quoted"',
  });
  expect(summary.files[1]?.cellsLeftOut[0]?.examples).toEqual([{ line: 4, value: 'x' }]);
});

test('turns columns HubSpot does not bring along into custom properties', async () => {
  const companies = 'Record ID,Company name,Sub-industry,priority_score\n100,Orbis,Banks,7\n101,Lumen,,\n';
  const { data } = await importPortal(await writeExport({ 'companies.csv': companies }));
  expect(data.customProperties['companies']).toEqual([
    { name: 'sub_industry', label: 'Sub-industry', type: 'string', fieldType: 'text' },
    { name: 'priority_score', label: 'priority_score', type: 'string', fieldType: 'text' },
  ]);
  expect(data.objects.companies[0]?.properties).toMatchObject({ sub_industry: 'Banks', priority_score: '7' });
});

test('maps labels of default options to their values and adds the others to the portal once', async () => {
  const companies =
    'Record ID,Company name,Industry,Lifecycle Stage\n' +
    '100,Orbis,Computer Software,Marketing Qualified Lead\n101,Lumen,Space Tourism,Lead\n102,Nova,space tourism,Lead\n';
  const contacts =
    'Record ID,Buying Role,Associated Company IDs\n1,Decision Maker;Legal & Compliance,100\n2,Procurement,100\n';
  const { data } = await importPortal(await writeExport({ 'companies.csv': companies, 'contacts.csv': contacts }));
  const industries = data.objects.companies.map(({ properties }) => properties['industry']);
  expect(industries).toEqual(['COMPUTER_SOFTWARE', 'Space Tourism', 'Space Tourism']);
  expect(data.objects.companies[0]?.properties['lifecyclestage']).toBe('marketingqualifiedlead');
  expect(data.objects.contacts[0]?.properties['hs_buying_role']).toBe('DECISION_MAKER;LEGAL_AND_COMPLIANCE');
  expect(data.addedOptions).toEqual({
    companies: { industry: [{ label: 'Space Tourism', value: 'Space Tourism' }] },
    contacts: { hs_buying_role: [{ label: 'Procurement', value: 'Procurement' }] },
  });
});

test('puts deals into the default pipeline by label and makes a pipeline for the labels of a customer', async () => {
  const deals =
    'Record ID,Deal Name,Pipeline,Deal Stage,Amount,Close Date,Associated Company IDs,Associated Contact IDs\n' +
    '500,A,Sales Pipeline,Closed Won,1200.50,2026-01-31 09:30,100,1;2\n' +
    '501,B,Sales Pipeline,Contract Sent,,,101,\n' +
    '502,C,Renewals,Lost to churn,,,101,\n';
  const { data, summary } = await importPortal(await writeExport({ 'deals.csv': deals }));
  const [won, open, churned] = data.objects.deals;
  expect(won?.properties).toEqual({
    dealname: 'A',
    pipeline: 'default',
    dealstage: 'closedwon',
    amount: '1200.50',
    closedate: '2026-01-31T09:30:00.000Z',
  });
  expect(open?.properties).toMatchObject({ pipeline: 'default', dealstage: 'contractsent' });
  expect(churned?.properties).toMatchObject({ pipeline: 'pipeline_1', dealstage: 'pipeline_1_0' });
  expect(data.pipelines[1]?.stages).toEqual([
    { id: 'pipeline_1_0', label: 'Lost to churn', isClosed: true, probability: '0.0' },
  ]);
  expect(summary.assumptions).toHaveLength(2);
  expect(data.associations.filter(({ fromId }) => fromId === '500')).toEqual([
    { fromType: 'deals', fromId: '500', toType: 'companies', toId: '100', primary: true, label: null },
    { fromType: 'deals', fromId: '500', toType: 'contacts', toId: '1', primary: false, label: null },
    { fromType: 'deals', fromId: '500', toType: 'contacts', toId: '2', primary: false, label: null },
  ]);
});

test('makes the first company of a contact its primary one', async () => {
  const { data } = await importPortal(await writeExport());
  const ofJo = data.associations.filter(({ fromType, fromId }) => fromType === 'contacts' && fromId === '2');
  expect(ofJo.map(({ toId, primary }) => [toId, primary])).toEqual([
    ['101', true],
    ['100', false],
  ]);
  expect(data.objects.contacts[1]?.properties['associatedcompanyid']).toBe('101');
});

test('takes the primary company a row names, and leaves what HubSpot computes to the portal', async () => {
  const contacts =
    'Record ID,Associated Company IDs,Primary Associated Company ID,Number of Associated Deals\n1,101;100,100,7\n';
  const { data, summary } = await importPortal(await writeExport({ 'contacts.csv': contacts }));
  expect(data.objects.contacts[0]?.properties).toEqual({ associatedcompanyid: '100' });
  expect(data.associations.map(({ toId, primary }) => [toId, primary])).toContainEqual(['100', true]);
  expect(summary.assumptions).toEqual(['contacts.csv: computed anew, as HubSpot does: Number of Associated Deals']);
});

test('counts odd rows with reason, line and value, and leaves odd cells out of good rows', async () => {
  const contacts =
    'Record ID,First Name,Email,Marketing emails opened,Contact owner,Create Date,Associated Company IDs\n' +
    'abc,No,no@x.example,,,,100\n' +
    '1,Mia,not an address,many,Nobody,2025-02-30,100;999\n' +
    '1,Again,again@x.example,,,,100\n' +
    '3,Short\n';
  const { data, summary } = await importPortal(await writeExport({ 'contacts.csv': contacts }));
  const tally = summary.files.find(({ file }) => file === 'contacts.csv');
  expect(data.objects.contacts.map(({ properties }) => properties)).toEqual([
    { firstname: 'Mia', associatedcompanyid: '100' },
  ]);
  expect(tally?.skipped.map(({ reason, examples }) => [reason, examples])).toEqual([
    ['"Record ID": expected a HubSpot record id (digits)', [{ line: 2, value: 'abc' }]],
    ['Record ID: already taken by an earlier row', [{ line: 4, value: '1' }]],
    ['expected 7 cells, as in the header', [{ line: 5, value: '2 cells' }]],
  ]);
  expect(tally?.cellsLeftOut.map(({ examples }) => examples)).toEqual([
    [{ line: 3, value: 'not an address' }],
    [{ line: 3, value: 'many' }],
    [{ line: 3, value: 'Nobody' }],
    [{ line: 3, value: '2025-02-30' }],
    [{ line: 3, value: '999' }],
  ]);
});

test('shows at most five examples of a reason but counts them all', async () => {
  const rows = Array.from({ length: 7 }, (_, index) => `${index + 1},NAPPING,2026-01-01T00:00:00Z,1,100`);
  const { summary } = await importPortal(await writeExport({ 'activities.csv': activitiesCsv(...rows) }));
  const [skipped] = summary.files.find(({ file }) => file === 'activities.csv')?.skipped ?? [];
  expect(skipped?.count).toBe(7);
  expect(skipped?.examples).toHaveLength(5);
});
