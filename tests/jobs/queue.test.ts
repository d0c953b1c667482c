import { memoryDatabase } from '../fixtures/empty-cluster.ts';
import { describeQueue } from './queue-contract.ts';

describeQueue('the queue on the embedded database', () => Promise.resolve(memoryDatabase()));
