import type { Values } from './protocol.ts';

/**
 * Looks at values now and at each call of what it returns, one look after the other; calls `tell` where a look finds
 * others than the look before. The next look makes up for one that failed.
 */
export function watchValues(read: () => Promise<Values>, tell: (values: Values) => void): () => Promise<void> {
  let known: string | null = null;
  let last = Promise.resolve();
  const look = async (): Promise<void> => {
    const values = await read();
    const found = JSON.stringify(values);
    if (known !== null && known !== found) tell(values);
    known = found;
  };
  const lookInTurn = (): Promise<void> => {
    last = last.then(look).catch(() => undefined);
    return last;
  };
  void lookInTurn();
  return lookInTurn;
}
