import { describeStorage } from './storage-contract.ts';

describeStorage('storage on the embedded database', () => Promise.resolve({ folder: 'memory' }));
