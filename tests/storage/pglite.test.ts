import { memoryDatabase } from '../fixtures/empty-cluster.ts';
import { describeStorage } from './storage-contract.ts';

describeStorage('storage on the embedded database', () => Promise.resolve(memoryDatabase()));
