import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { InvalidInputError } from '../errors.ts';

const uid = z.string().regex(/^[a-z][a-z0-9_-]*$/, 'must be lower case letters, digits, - and _');
/** Listing rule (HubSpot): a card's or an action's name does not contain "HubSpot". */
const visibleName = z
  .string()
  .min(1)
  .max(50)
  .refine((name) => !/hubspot/i.test(name), 'must not contain "HubSpot"');
/** A URL of the app itself; the profile's variable is put in by HubSpot at upload. */
const appUrl = z.string().startsWith('${APP_BASE_URL}', 'must begin with ${APP_BASE_URL}');
const entrypoint = z
  .string()
  .regex(/^\/app\/(cards|settings|pages)\/\w+\.tsx$/, 'must be /app/<cards|settings|pages>/X.tsx');

const scopes = z.array(z.string().regex(/^[a-z._-]+$/));

const authSchema = z
  .strictObject({ redirectUrls: z.array(appUrl).min(1), requiredScopes: scopes, optionalScopes: scopes })
  .refine((auth) => auth.requiredScopes.includes('oauth'), {
    path: ['requiredScopes'],
    message: 'must contain "oauth"',
  })
  .refine((auth) => isUnique([...auth.requiredScopes, ...auth.optionalScopes]), 'a scope is named twice');

const webhooksSchema = z.strictObject({
  targetUrl: appUrl,
  maxConcurrentRequests: z.int().min(1),
  /** Subscriptions in HubSpot's generic format: `object.creation` with the object's type. */
  objects: z.array(
    z.strictObject({
      objectType: z.enum(['company', 'contact', 'deal', 'meeting_event', 'call', 'email']),
      events: z.array(z.enum(['creation', 'deletion', 'restore', 'merge', 'associationChange'])),
      /** Each becomes a subscription of its own to `object.propertyChange`. */
      properties: z.array(z.string().min(1)),
    }),
  ),
  /** Subscriptions without a generic form. */
  hubEvents: z.array(z.enum(['contact.privacyDeletion'])),
});

const cardSchema = z.strictObject({
  uid,
  name: visibleName,
  description: z.string().min(1),
  location: z.enum(['crm.record.tab', 'crm.record.sidebar', 'crm.preview']),
  entrypoint,
  objectTypes: z.array(z.string()).min(1),
});

const fieldName = z.string().regex(/^[a-z][a-z_]*$/);
const workflowInputSchema = z.strictObject({
  name: fieldName,
  label: z.string().min(1),
  description: z.string(),
  /** A choice where there are options, or an address that gives them, else a text. */
  options: z.array(z.strictObject({ value: z.string().min(1), label: z.string().min(1) })).optional(),
  /** A choice that differs from portal to portal: HubSpot asks here for the options. */
  optionsUrl: appUrl.optional(),
});
const workflowActionSchema = z.strictObject({
  uid,
  actionUrl: appUrl,
  objectTypes: z.array(z.string()).min(1),
  /** What whoever builds the workflow fills in. */
  inputs: z.array(workflowInputSchema).default([]),
  /** What later steps of the workflow can use; all are text. */
  outputs: z.array(z.strictObject({ name: fieldName, label: z.string().min(1) })).default([]),
  labels: z.strictObject({ actionName: visibleName, actionDescription: z.string(), actionCardContent: z.string() }),
});

const propertyBase = {
  name: z.string().regex(/^roundtable_[a-z_]+$/),
  label: z.string().min(1),
  description: z.string(),
};
const options = z
  .array(z.strictObject({ value: z.string().min(1), label: z.string().min(1) }))
  .min(2)
  .refine((list) => isUnique(list.map((option) => option.value)), 'an option is named twice');

const propertySchema = z.discriminatedUnion('type', [
  z.strictObject({
    ...propertyBase,
    type: z.literal('enumeration'),
    fieldType: z.enum(['select', 'checkbox']),
    options,
  }),
  z.strictObject({ ...propertyBase, type: z.literal('bool'), fieldType: z.literal('booleancheckbox'), options }),
  z.strictObject({ ...propertyBase, type: z.literal('number'), fieldType: z.literal('number') }),
  z.strictObject({ ...propertyBase, type: z.literal('string'), fieldType: z.enum(['text', 'textarea']) }),
  z.strictObject({ ...propertyBase, type: z.literal('datetime'), fieldType: z.literal('date') }),
]);

const companyPropertiesSchema = z.strictObject({
  group: z.strictObject({ name: z.string(), label: z.string() }),
  /** At most 16: HubSpot's free portals have few custom properties, and each is one more column for the customer. */
  properties: z
    .array(propertySchema)
    .max(16)
    .refine((list) => isUnique(list.map((property) => property.name)), 'a property is named twice'),
});

const profileSchema = z.strictObject({
  /** The HubSpot account the project is uploaded to. */
  accountId: z.int().positive(),
  variables: z.strictObject({
    /** Where that environment's server is reached; HubSpot calls and allows https alone. */
    APP_BASE_URL: z
      .url({ protocol: /^https$/ })
      .refine((url) => new URL(url).origin === url, 'must be https://host without a path'),
  }),
});

/** One for each environment. In one account the project has one name: two profiles there would overwrite each other. */
const profilesSchema = z
  .record(z.string().regex(/^[a-z]+$/), profileSchema)
  .refine((profiles) => isUnique(accountIds(profiles)), 'an account is named twice')
  .refine((profiles) => isUnique(addresses(profiles)), 'an address is named twice');

type Profiles = Record<string, z.infer<typeof profileSchema>>;
const accountIds = (profiles: Profiles): string[] => Object.values(profiles).map(({ accountId }) => `${accountId}`);
const addresses = (profiles: Profiles): string[] =>
  Object.values(profiles).map(({ variables }) => variables.APP_BASE_URL);

const manifestSchema = z
  .strictObject({
    uid,
    name: visibleName,
    description: z.string().min(1),
    distribution: z.enum(['marketplace', 'private']),
    platformVersion: z.string().regex(/^\d{4}\.\d{2}$/),
    srcDir: z.string(),
    support: z.strictObject({ supportEmail: z.email(), documentationUrl: z.url(), supportUrl: z.url() }),
    auth: authSchema,
    permittedUrls: z.strictObject({
      fetch: z.array(z.string()),
      iframe: z.array(z.string()),
      img: z.array(z.string()),
    }),
    webhooks: webhooksSchema,
    cards: z.array(cardSchema),
    settings: z.strictObject({ uid, entrypoint }),
    page: z.strictObject({ uid, entrypoint }),
    workflowActions: z.array(workflowActionSchema),
    profiles: profilesSchema,
    companyProperties: companyPropertiesSchema,
  })
  .refine((manifest) => isUnique(componentUids(manifest)), { path: ['uid'], message: 'a uid is used twice' });

/** The whole of `app.json`: what HubSpot is told about the app, and the company properties it writes. */
export type Manifest = z.infer<typeof manifestSchema>;
/** A company property the app provisions; options in the order in which they sort. */
export type ManifestProperty = z.infer<typeof propertySchema>;

function componentUids(manifest: {
  uid: string;
  cards: { uid: string }[];
  settings: { uid: string };
  page: { uid: string };
  workflowActions: { uid: string }[];
}): string[] {
  const parts = [...manifest.cards, manifest.settings, manifest.page, ...manifest.workflowActions];
  return [manifest.uid, 'webhooks', ...parts.map((part) => part.uid)];
}

function isUnique(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

/**
 * Checks the content of an `app.json`.
 * @throws InvalidInputError naming every field at fault
 */
export function parseManifest(content: unknown): Manifest {
  const parsed = manifestSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), problem: issue.message }));
  const list = faults.map((fault) => `${fault.field}: ${fault.problem}`).join('; ');
  throw new InvalidInputError(`app.json does not hold: ${list}`, faults, parsed.error);
}

/**
 * Reads `app.json` of the repository's root.
 * @throws InvalidInputError where it is no JSON, or naming every field at fault
 */
export function readManifest(): Manifest {
  const text = readFileSync(new URL('../../app.json', import.meta.url), 'utf8');
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new InvalidInputError('app.json is no JSON: correct it, then run `npm run manifest`', [], cause);
  }
  return parseManifest(content);
}
