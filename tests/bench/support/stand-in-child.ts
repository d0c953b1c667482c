import { fileURLToPath } from 'node:url';
import { createFaultPlan } from '../../../src/sandbox/hubspot/faults/fault-plan.ts';
import { readHubSpotProject } from '../../../src/sandbox/hubspot/hubspot-project.ts';
import { startStandInGateway } from '../../../src/sandbox/hubspot/stand-in-gateway.ts';
import { startStandIn, type StandIn } from '../../../src/sandbox/hubspot/stand-in.ts';
import { generatePortal, type GeneratePortalOptions } from './generate-portal.ts';
import { BENCH_APP } from './stand-in-process.ts';
import type { ChildMessage, InStandIn, ParentMessage, StandInProcessOptions } from './stand-in-process.ts';

const EXTENSIONS = fileURLToPath(new URL('../../../extensions', import.meta.url));
let standIns: StandIn[] = [];

const post = (message: ChildMessage): void => void process.send?.(message);
const messageOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/** @returns where all portals are found */
async function start(options: StandInProcessOptions): Promise<string> {
  const { portal, others = [] } = options;
  standIns = await Promise.all([portal, ...others].map((each) => startOne(each, options)));
  if (others.length > 0) return (await startStandInGateway(standIns)).url;
  return standIns[0]?.url ?? '';
}

async function startOne(
  portal: GeneratePortalOptions,
  { appUrl, behaviour, faults, webhooks = true }: StandInProcessOptions,
): Promise<StandIn> {
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
    return post({ kind: 'started', url: await start(message.options) });
  }
  const { id, module, name, input } = message;
  try {
    const [standIn] = standIns;
    if (standIn === undefined) throw new Error('The stand-in has not started.');
    const run = ((await import(module)) as Record<string, InStandIn<unknown, unknown>>)[name];
    if (run === undefined) throw new Error(`${module} exports no "${name}".`);
    post({ kind: 'result', id, result: await run(standIn, input, standIns) });
  } catch (error) {
    post({ kind: 'error', id, message: messageOf(error) });
  }
}

process.on('message', (message: ParentMessage) => {
  answer(message).catch((error: unknown) => post({ kind: 'failed', message: messageOf(error) }));
});
// Whoever started it is gone: nobody is left to stop it.
process.on('disconnect', () => process.exit(0));
