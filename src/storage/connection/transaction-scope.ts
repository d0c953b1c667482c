import { AsyncLocalStorage } from 'node:async_hooks';
import { AppError } from '../../errors.ts';

interface Scope {
  open: boolean;
}

const scopes = new AsyncLocalStorage<Scope>();

/** Code inside a transaction asked for a second connection. */
export class OutsideTransactionError extends AppError {
  constructor() {
    super(
      'A query inside a transaction went past it: use the transaction that was handed in. On the embedded database, ' +
        'which has one connection, it would wait for itself for ever; on PostgreSQL it would not see what was written.',
      { code: 'OUTSIDE_TRANSACTION', retry: 'never' },
    );
  }
}

/** Runs `work` so that `assertOutsideTransaction` fails in everything it calls, until it has ended. */
export async function runInScope<T>(work: () => Promise<T>): Promise<T> {
  const scope = { open: true };
  return scopes.run(scope, async () => {
    try {
      return await work();
    } finally {
      scope.open = false;
    }
  });
}

/** @throws OutsideTransactionError */
export function assertOutsideTransaction(): void {
  if (scopes.getStore()?.open === true) throw new OutsideTransactionError();
}
