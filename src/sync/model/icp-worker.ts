import { parentPort, workerData } from 'node:worker_threads';
import type { ClosedDeal, IcpAttribute, IcpReport } from '../../domain/icp/icp-types.ts';
import { learnIcp } from '../../domain/icp/learn-icp.ts';

/** What the thread is given. */
export interface IcpTask {
  deals: readonly ClosedDeal[];
  attributes: readonly IcpAttribute[];
}

if (parentPort === null) throw new Error('icp-worker.ts runs as a worker thread only');
const port = parentPort;
const { deals, attributes } = workerData as IcpTask;
port.postMessage(learnIcp(deals, attributes) satisfies IcpReport);
