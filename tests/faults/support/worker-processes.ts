import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));

export interface WorkerProcesses {
  /** SIGKILL to one of them, whatever it does; another takes its place. @returns since when none is left, if so (epoch ms) */
  killOne: (index: number) => Promise<number | null>;
  /** The same to all of them. */
  killAll: () => Promise<number | null>;
  stop: () => Promise<void>;
}

/**
 * Worker processes of the app, as an operator starts them. One that ends by itself is started again, as a supervisor
 * does: without its database the app may give up.
 */
export function startWorkers(count: number, environment: Record<string, string>, logFile: string): WorkerProcesses {
  const log = createWriteStream(logFile, { flags: 'a' });
  let stopping = false;
  const start = (): ChildProcess => {
    const child = spawn(process.execPath, [MAIN], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.pipe(log, { end: false });
    child.once('exit', () => {
      if (!stopping) setTimeout(() => (stopping ? undefined : replace(child)), 200);
    });
    return child;
  };
  const children = Array.from({ length: count }, start);
  // Whatever ends this process, none of them outlives it.
  process.once('exit', () => {
    for (const child of children) child.kill('SIGKILL');
  });
  const replace = (child: ChildProcess): void => {
    const index = children.indexOf(child);
    if (index >= 0) children[index] = start();
  };
  return {
    killOne: async (index) => {
      const child = children[index % count];
      if (child !== undefined) await endChild(child, 'SIGKILL');
      return count === 1 ? Date.now() : null;
    },
    killAll: async () => {
      await Promise.all(children.map((child) => endChild(child, 'SIGKILL')));
      return Date.now();
    },
    stop: async () => {
      stopping = true;
      await Promise.all(children.map((child) => endChild(child, 'SIGTERM')));
      log.end();
    },
  };
}

async function endChild(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await exited;
  clearTimeout(timer);
}
