import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Manifest } from './manifest.ts';

/** The files HubSpot's CLI reads, by path relative to the repository's root; their content ends with a line break. */
export type ProjectFiles = ReadonlyMap<string, string>;

/** One file that is not as the manifest says. */
export interface Drift {
  file: string;
  problem: 'missing' | 'differs' | 'not in app.json';
}

/**
 * Derives the developer project's files from the manifest: `hsproject.json`, one `*-hsmeta.json` a component and one
 * `hsprofile.<name>.json` a profile, in the folders `@hubspot/project-parsing-lib` expects.
 */
export function generateProjectFiles(manifest: Manifest): ProjectFiles {
  const app = `${manifest.srcDir}/app`;
  const files: [string, object][] = [
    ['hsproject.json', { name: manifest.uid, srcDir: manifest.srcDir, platformVersion: manifest.platformVersion }],
    [`${app}/app-hsmeta.json`, describeApp(manifest)],
    [`${app}/webhooks/webhooks-hsmeta.json`, describeWebhooks(manifest.webhooks)],
    [`${app}/settings/settings-hsmeta.json`, describeComponent('settings', manifest.settings)],
    [`${app}/pages/pages-hsmeta.json`, describeComponent('page', manifest.page)],
    ...manifest.cards.map((card): [string, object] => [
      `${app}/cards/${card.uid}-hsmeta.json`,
      describeComponent('card', card),
    ]),
    ...manifest.workflowActions.map((action): [string, object] => [
      `${app}/workflow-actions/${action.uid}-hsmeta.json`,
      describeWorkflowAction(action),
    ]),
    ...Object.entries(manifest.profiles).map(([name, profile]): [string, object] => [
      `${manifest.srcDir}/hsprofile.${name}.json`,
      profile,
    ]),
  ];
  return new Map(files.map(([file, content]) => [file, `${JSON.stringify(content, null, 2)}\n`]));
}

function describeComponent(type: string, { uid, ...config }: { uid: string } & Record<string, unknown>): object {
  return { uid, type, config };
}

function describeApp(manifest: Manifest): object {
  const { name, description, distribution, auth, permittedUrls, support } = manifest;
  return describeComponent('app', {
    uid: manifest.uid,
    name,
    description,
    distribution,
    auth: { type: 'oauth', ...auth, conditionallyRequiredScopes: [] },
    permittedUrls,
    support,
  });
}

function describeWebhooks({ targetUrl, maxConcurrentRequests, objects, hubEvents }: Manifest['webhooks']): object {
  const crmObjects = objects.flatMap(({ objectType, events, properties }) => [
    ...events.map((event) => ({ subscriptionType: `object.${event}`, objectType, active: true })),
    ...properties.map((propertyName) => ({
      subscriptionType: 'object.propertyChange',
      objectType,
      propertyName,
      active: true,
    })),
  ]);
  return describeComponent('webhooks', {
    uid: 'webhooks',
    settings: { targetUrl, maxConcurrentRequests },
    subscriptions: {
      crmObjects,
      legacyCrmObjects: [],
      hubEvents: hubEvents.map((subscriptionType) => ({ subscriptionType, active: true })),
    },
  });
}

type WorkflowAction = Manifest['workflowActions'][number];

/** In HubSpot's form (https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions). */
function describeWorkflowAction({ uid, actionUrl, objectTypes, inputs, outputs, labels }: WorkflowAction): object {
  const labelled = {
    ...labels,
    ...(inputs.length === 0
      ? {}
      : {
          inputFieldLabels: Object.fromEntries(inputs.map(({ name, label }) => [name, label])),
          inputFieldDescriptions: Object.fromEntries(inputs.map(({ name, description }) => [name, description])),
        }),
    ...(outputs.length === 0
      ? {}
      : { outputFieldLabels: Object.fromEntries(outputs.map(({ name, label }) => [name, label])) }),
  };
  return describeComponent('workflow-action', {
    uid,
    actionUrl,
    isPublished: true,
    supportedClients: [{ client: 'WORKFLOWS' }],
    inputFields: inputs.map(describeWorkflowInput),
    ...(outputs.length === 0
      ? {}
      : { outputFields: outputs.map(({ name }) => ({ typeDefinition: { name, type: 'string', fieldType: 'text' } })) }),
    labels: { en: labelled },
    objectTypes,
  });
}

function describeWorkflowInput({ name, options, optionsUrl }: WorkflowAction['inputs'][number]): object {
  const isChoice = options !== undefined || optionsUrl !== undefined;
  const typeDefinition = isChoice
    ? { name, type: 'enumeration', fieldType: 'select', options: options ?? [], ...(optionsUrl && { optionsUrl }) }
    : { name, type: 'string', fieldType: 'text' };
  return { typeDefinition, supportedValueTypes: ['STATIC_VALUE'], isRequired: true };
}

/** Writes the files under `root`, making folders where they are absent; a file that already holds is left alone. */
export function writeProjectFiles(root: string, files: ProjectFiles): string[] {
  const changed = [...files].filter(([file, content]) => readIfPresent(path.join(root, file)) !== content);
  for (const [file, content] of changed) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  }
  return changed.map(([file]) => file);
}

/** Compares the files under `root` with what the manifest says; also finds components and profiles it does not name. */
export function findDrift(root: string, srcDir: string, files: ProjectFiles): Drift[] {
  const drift: Drift[] = [];
  for (const [file, content] of files) {
    const found = readIfPresent(path.join(root, file));
    if (found !== content) drift.push({ file, problem: found === null ? 'missing' : 'differs' });
  }
  for (const file of listGeneratedFiles(root, srcDir)) {
    if (!files.has(file)) drift.push({ file, problem: 'not in app.json' });
  }
  return drift;
}

function listGeneratedFiles(root: string, srcDir: string): string[] {
  return readdirSync(path.join(root, srcDir), { recursive: true, encoding: 'utf8' })
    .map((file) => path.posix.join(srcDir, file.replaceAll(path.sep, '/')))
    .filter((file) => /(-hsmeta|\/hsprofile\.[^/]*)\.json$/.test(file) && !file.includes('/node_modules/'));
}

function readIfPresent(file: string): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
