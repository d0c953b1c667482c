import type { CrmRecord } from '../../../hubspot/records/record.ts';

/** Records of one type as one read found them; `readAt` (epoch ms, `readClock`) is when it began. */
export interface RecordsRead {
  records: readonly CrmRecord[];
  readAt: number;
}
