import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const FILES: Record<string, string[]> = {
  'owners.csv': ['Record ID,Name,Email', '9000,Olga Owner,olga@vendor.example'],
  'companies.csv': [
    'Record ID,Company name,Company Domain Name,Industry,Number of Employees,Annual Revenue,Lifecycle Stage,Company owner,Create Date',
    '100,Alpha,alpha.example,Technology,2500,900000000,Lead,Olga Owner,2025-01-01T00:00:00Z',
    '101,Beta,beta.example,Technology,3000,500000000,Lead,,2025-01-01T00:00:00Z',
    '102,"Gamma, Inc.",gamma.example,,12,,Lead,,2025-01-01T00:00:00Z',
  ],
  'contacts.csv': [
    'Record ID,First Name,Last Name,Email,Job Title,Buying Role,Create Date,Associated Company IDs',
    '1,Ana,Ruiz,ana@alpha.example,COO,Decision Maker,2025-01-02T00:00:00Z,100',
    '2,Max,Okafor,max@alpha.example,VP Finance,,2025-01-02T00:00:00Z,100',
    '3,Eva,Klein,eva@beta.example,Software Engineer,,2025-01-02T00:00:00Z,101',
    '4,No,Company,no@where.example,CEO,,2025-01-02T00:00:00Z,',
  ],
  'deals.csv': [
    'Record ID,Deal Name,Pipeline,Deal Stage,Amount,Create Date,Close Date,Associated Company IDs,Associated Contact IDs',
    '500,Alpha deal,Sales Pipeline,Contract Sent,40000,2026-09-01T00:00:00Z,2026-12-20T00:00:00Z,100,1',
  ],
  'activities.csv': [
    'Record ID,Type,Timestamp,Associated Contact IDs,Associated Company IDs',
    '900,MEETING,2026-11-10T10:00:00Z,1,100',
    '901,PRICING_PAGE_VIEW,2026-11-15T10:00:00Z,2,100',
    '902,EMAIL_OPEN,2026-11-16T10:00:00Z,2,100',
    '903,DEMO_REQUEST,2026-11-17T10:00:00Z,3,101',
    '904,AD_CLICK,2026-11-17T11:00:00Z,3,101',
    '905,EVENT_ATTENDED,2026-11-12T10:00:00Z,1,100',
    '906,EMAIL_REPLY,2026-11-12T12:00:00Z,1,100',
    '907,CALL_CONNECTED,2026-11-13T12:00:00Z,1,100',
    '908,CALL_CONNECTED,2026-11-19T00:00:00Z,4,',
  ],
};

/** A portal of three companies as HubSpot exports one; `changes` replaces whole files. */
export async function writeSmallExport(folder: string, changes: Record<string, string[]> = {}): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const [file, lines] of Object.entries({ ...FILES, ...changes })) {
    await writeFile(join(folder, file), `${lines.join('\n')}\n`);
  }
  return folder;
}
