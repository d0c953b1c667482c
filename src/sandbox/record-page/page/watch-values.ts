import type { Values } from './protocol.ts';

/**
 * Reads values now and at each call of the function it returns, one read at a time; calls `notify` if a read finds
 * values different from those before. A failed read is made up for by the next one.
 */
export function watchValues(read: () => Promise<Values>, notify: (values: Values) => void): () => Promise<void> {
  let known: string | null = null;
  let last = Promise.resolve();
  const look = async (): Promise<void> => {
    const values = await read();
    const found = JSON.stringify(values);
    if (known !== null && known !== found) notify(values);
    known = found;
  };
  const lookInTurn = (): Promise<void> => {
    last = last.then(look).catch(() => undefined);
    return last;
  };
  void lookInTurn();
  return lookInTurn;
}
