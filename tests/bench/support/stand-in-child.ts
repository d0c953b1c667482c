import { fileURLToPath } from 'node:url';
import { createFaultPlan } from '../../../src/sandbox/hubspot/faults/fault-plan.ts';
import { readHubSpotProject } from '../../../src/sandbox/hubspot/hubspot-project.ts';
import { startStandIn, type StandIn } from '../../../src/sandbox/hubspot/stand-in.ts';
import { generatePortal } from './generate-portal.ts';
import { BENCH_APP } from './stand-in-process.ts';
import type { ChildMessage, InStandIn, ParentMessage, StandInProcessOptions } from './stand-in-process.ts';

const EXTENSIONS = fileURLToPath(new URL('../../../extensions', import.meta.url));
let standIn: StandIn | null = null;

const post = (message: ChildMessage): void => void process.send?.(message);
const messageOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

async function start({ appUrl, portal, behaviour, faults, webhooks = true }: StandInProcessOptions): Promise<StandIn> {
  const project = await readHubSpotProject(EXTENSIONS, { APP_BASE_URL: appUrl });
  const plan = createFaultPlan(faults ?? { seed: 0, rates: {} });
  plan.enabled = false;
  return startStandIn({
    port: 0,
    folder: null,
    data: generatePortal(portal),
    app: BENCH_APP,
    project: webhooks ? project : { ...project, webhooks: null },
    behaviour: { ...behaviour, faults: plan },
  });
}

async function answer(message: ParentMessage): Promise<void> {
  if (message.kind === 'start') {
    standIn = await start(message.options);
    return post({ kind: 'started', url: standIn.url });
  }
  const { id, module, name, input } = message;
  try {
    if (standIn === null) throw new Error('The stand-in has not started.');
    const run = ((await import(module)) as Record<string, InStandIn<unknown, unknown>>)[name];
    if (run === undefined) throw new Error(`${module} exports no "${name}".`);
    post({ kind: 'result', id, result: await run(standIn, input) });
  } catch (error) {
    post({ kind: 'error', id, message: messageOf(error) });
  }
}

process.on('message', (message: ParentMessage) => {
  answer(message).catch((error: unknown) => post({ kind: 'failed', message: messageOf(error) }));
});
// Whoever started it is gone: nobody is left to stop it.
process.on('disconnect', () => process.exit(0));
