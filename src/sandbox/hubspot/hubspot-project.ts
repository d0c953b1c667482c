import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What the stand-in reads from `app-hsmeta.json`, as HubSpot does when a project is uploaded. */
const appFile = z.object({
  type: z.literal('app'),
  config: z.object({
    name: z.string(),
    description: z.string().default(''),
    auth: z.object({
      redirectUrls: z.array(z.string()).min(1),
      requiredScopes: z.array(z.string()),
      optionalScopes: z.array(z.string()).default([]),
      conditionallyRequiredScopes: z.array(z.string()).default([]),
    }),
    permittedUrls: z.object({ fetch: z.array(z.string()).default([]) }).default({ fetch: [] }),
  }),
});

const subscription = z.object({
  subscriptionType: z.string(),
  objectType: z.string().optional(),
  propertyName: z.string().optional(),
  active: z.boolean().default(true),
});

const webhooksFile = z.object({
  type: z.literal('webhooks'),
  config: z.object({
    settings: z.object({ targetUrl: z.string(), maxConcurrentRequests: z.number().int().min(1).default(10) }),
    subscriptions: z.object({
      crmObjects: z.array(subscription).default([]),
      legacyCrmObjects: z.array(subscription).default([]),
      hubEvents: z.array(subscription).default([]),
    }),
  }),
});

export type AppFile = z.infer<typeof appFile>;
export type WebhooksFile = z.infer<typeof webhooksFile>;
export type Subscription = z.infer<typeof subscription>;

/** An uploaded developer project with the variables of its profile filled in. */
export interface HubSpotProject {
  app: AppFile['config'];
  /** null if the project subscribes to nothing. */
  webhooks: WebhooksFile['config'] | null;
}

/** Replaces `${NAME}` in every string and validates the parts the stand-in needs. Throws an Error naming what is wrong in the file. */
export function parseHubSpotProject(
  files: { app: unknown; webhooks?: unknown },
  variables: Record<string, string>,
): HubSpotProject {
  const app = check(appFile, fillVariables(files.app, variables), 'app-hsmeta.json');
  const webhooks =
    files.webhooks === undefined ? null : check(webhooksFile, fillVariables(files.webhooks, variables), 'webhooks');
  return { app: app.config, webhooks: webhooks?.config ?? null };
}

/** Reads `app/app-hsmeta.json` and `app/webhooks/*-hsmeta.json` of a project folder. */
export async function readHubSpotProject(
  extensionsFolder: string,
  variables: Record<string, string>,
): Promise<HubSpotProject> {
  const folder = join(extensionsFolder, 'app');
  const names = await readdir(join(folder, 'webhooks')).catch(() => []);
  const webhooks = names.find((name) => name.endsWith('-hsmeta.json'));
  return parseHubSpotProject(
    {
      app: await readJson(join(folder, 'app-hsmeta.json')),
      ...(webhooks === undefined ? {} : { webhooks: await readJson(join(folder, 'webhooks', webhooks)) }),
    },
    variables,
  );
}

const readJson = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'));

function check<T>(schema: z.ZodType<T>, value: unknown, file: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Error(`${file} is not what HubSpot expects: ${z.prettifyError(result.error)}`);
}

function fillVariables(value: unknown, variables: Record<string, string>): unknown {
  const text = JSON.stringify(value).replaceAll(/\$\{(\w+)\}/g, (whole, name: string) => {
    const found = variables[name];
    if (found === undefined) throw new Error(`The project uses ${whole}, which the profile does not define.`);
    return JSON.stringify(found).slice(1, -1);
  });
  return JSON.parse(text);
}
