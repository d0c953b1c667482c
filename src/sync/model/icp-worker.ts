import { parentPort, workerData } from 'node:worker_threads';
import type { ClosedDeal, IcpAttribute } from '../../domain/icp/icp-types.ts';
import { learnIcp } from '../../domain/icp/learn-icp.ts';

/** What the thread is given. */
export interface IcpTask {
  deals: readonly ClosedDeal[];
  attributes: readonly IcpAttribute[];
}

const { deals, attributes } = workerData as IcpTask;
parentPort?.postMessage(learnIcp(deals, attributes));
