import { Client } from 'pg';
import { KEEP_ALIVE } from './postgres-pool.ts';

export interface Listening {
  close: () => Promise<void>;
}

const RECONNECT_MS = 1_000;

/**
 * Listens to a channel on a connection of its own and connects anew whenever that breaks; `onConnect` is called each
 * time, since notifications sent meanwhile are lost.
 * @throws what the first connection throws
 */
export async function listen(
  databaseUrl: string,
  channel: string,
  onNotification: (payload: string) => void,
  onConnect: () => void,
): Promise<Listening> {
  let client: Client | null = null;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  const connectLater = (): void => {
    if (closed) return;
    timer ??= setTimeout(() => {
      timer = null;
      connect().catch(connectLater);
    }, RECONNECT_MS);
  };
  const connect = async (): Promise<void> => {
    const next = new Client({ connectionString: databaseUrl, application_name: 'roundtable', ...KEEP_ALIVE });
    // A connection that breaks says so by `end`; without a listener its `error` would end the process.
    next.on('error', () => undefined);
    next.on('notification', ({ payload }) => onNotification(payload ?? ''));
    try {
      await next.connect();
      await next.query(`listen ${next.escapeIdentifier(channel)}`);
    } catch (error) {
      void next.end();
      throw error;
    }
    if (closed) return next.end();
    client = next;
    next.once('end', connectLater);
    onConnect();
  };
  await connect();
  return {
    close: async () => {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      await client?.end();
    },
  };
}
