import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { FaultPlanOptions } from '../../../src/sandbox/hubspot/faults/fault-plan.ts';
import type { StandIn, StandInBehaviour } from '../../../src/sandbox/hubspot/stand-in.ts';
import type { GeneratePortalOptions } from './generate-portal.ts';

/** The app's credentials at a stand-in of a bench. */
export const BENCH_APP = { clientId: 'bench-client', clientSecret: 'bench-secret', appId: '4242' } as const;

export interface StandInProcessOptions {
  /** Where webhooks and the install's redirect go: the web process, which may start later. */
  appUrl: string;
  /** Generated in the child. */
  portal: GeneratePortalOptions;
  /** Others beside it, all at one address, as HubSpot's are; `behaviour` is that of each. */
  others?: GeneratePortalOptions[];
  /** Without `faults`: a plan cannot be sent to another process, what it is made from can. */
  behaviour?: Partial<Omit<StandInBehaviour, 'faults'>>;
  /** Switched off at the start. */
  faults?: FaultPlanOptions;
  /** `false`: the stand-in sends no webhooks of its own. */
  webhooks?: boolean;
}

/** HubSpot in a box in a process of its own, so that its work does not count for the app's. */
export interface StandInProcess {
  url: string;
  pid: number;
  /**
   * Runs the exported `name` (an `InStandIn`) of a module (an absolute URL) inside the process, with the stand-in and `input`; the module
   * stays loaded, so that what it keeps is there for the next call.
   * @throws Error with what the function threw
   */
  run: <Result>(module: string, name: string, input?: unknown) => Promise<Result>;
  stop: () => Promise<void>;
}

/** The shape of what `run` calls; `standIns` are all portals, the first of which is `standIn`. */
export type InStandIn<Input, Result> = (
  standIn: StandIn,
  input: Input,
  standIns: readonly StandIn[],
) => Result | Promise<Result>;

export type ParentMessage =
  | { kind: 'start'; options: StandInProcessOptions }
  | { kind: 'run'; id: number; module: string; name: string; input: unknown };
export type ChildMessage =
  | { kind: 'started'; url: string }
  | { kind: 'failed'; message: string }
  | { kind: 'result'; id: number; result: unknown }
  | { kind: 'error'; id: number; message: string };

const CHILD = fileURLToPath(new URL('stand-in-child.ts', import.meta.url));

/** @throws Error where the portal cannot be made or the stand-in does not start */
export async function startStandInProcess(options: StandInProcessOptions): Promise<StandInProcess> {
  const child = fork(CHILD, { serialization: 'advanced', execArgv: ['--max-old-space-size=8192'] });
  const calls = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  const post = (message: ParentMessage): void => void child.send(message);
  const started = Promise.withResolvers<string>();
  child.on('message', (message: ChildMessage) => {
    if (message.kind === 'started') return started.resolve(message.url);
    if (message.kind === 'failed') return started.reject(new Error(message.message));
    const call = calls.get(message.id);
    calls.delete(message.id);
    if (message.kind === 'result') call?.resolve(message.result);
    else call?.reject(new Error(message.message));
  });
  child.once('exit', (code) => {
    const error = new Error(`The stand-in's process ended with code ${code}.`);
    started.reject(error);
    for (const call of calls.values()) call.reject(error);
  });
  post({ kind: 'start', options });
  let lastCall = 0;
  return {
    url: await started.promise,
    pid: child.pid ?? 0,
    run: <Result>(module: string, name: string, input?: unknown) => {
      lastCall += 1;
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      calls.set(lastCall, { resolve, reject });
      post({ kind: 'run', id: lastCall, module, name, input });
      return promise as Promise<Result>;
    },
    stop: () => stopChild(child),
  };
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
