import { memoryDatabase } from '../fixtures/empty-cluster.ts';
import { describeQueue } from './queue-contract.ts';
import { describeTurns } from './turns-contract.ts';

describeQueue('the queue on the embedded database', () => Promise.resolve(memoryDatabase()));
describeTurns('turns on the embedded database', () => Promise.resolve(memoryDatabase()));
