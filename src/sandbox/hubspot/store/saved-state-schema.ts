import { z } from 'zod';
import type {
  PortalAdActivity,
  PortalEvent,
  PortalMarketingEvent,
  PortalOwner,
  PortalPipeline,
  PortalTicketPipeline,
} from '../../portal-data.ts';
import type { PropertyDefinition, PropertyGroup } from '../default-properties/property-definition.ts';
import { OBJECT_TYPE_NAMES, type ObjectTypeName } from '../object-types.ts';
import type { AppJournal } from './app-journal.ts';
import type { SavedLink } from './association-store.ts';
import type { SavedLabel } from './association-types.ts';
import type { Grant, SavedTokens } from './grants.ts';
import type { StoredList } from './lists.ts';
import type { PortalStore, StoreParts } from './portal-store.ts';
import { PROPERTY_TYPES } from '../default-properties/property-definition.ts';
import type { SavedProperties } from './property-catalog.ts';
import type { StoredRecord } from './stored-record.ts';

/** The whole portal as JSON. */
export type SavedState = Pick<PortalStore, 'grant' | 'tokens' | 'lists' | 'adActivities'> & {
  /** Absent in a folder written by an earlier version. */
  journal?: PortalStore['journal'];
  /** Also absent there, as are the tickets among the records. */
  ticketPipelines?: PortalStore['ticketPipelines'];
} & Pick<StoreParts, 'portal' | 'owners' | 'pipelines'> & {
    format: number;
    properties: SavedProperties;
    records: Partial<Record<ObjectTypeName, StoredRecord[]>>;
    merged: Partial<Record<ObjectTypeName, [string, string][]>>;
    links: SavedLink[];
    labels: SavedLabel[];
    events: PortalEvent[];
    marketingEvents: PortalMarketingEvent[];
    extra: unknown;
  };

const text = z.string();
const objectType = z.enum(OBJECT_TYPE_NAMES);
const texts = z.record(text, text);

const owner: z.ZodType<PortalOwner> = z.object({
  id: text,
  email: text,
  firstName: text,
  lastName: text,
  userId: z.number(),
});

const stage = z.object({ id: text, label: text, isClosed: z.boolean() });
const pipeline: z.ZodType<PortalPipeline> = z.object({
  id: text,
  label: text,
  stages: z.array(stage.extend({ probability: text })),
});
const ticketPipeline: z.ZodType<PortalTicketPipeline> = z.object({ id: text, label: text, stages: z.array(stage) });

/** Loose: other fields that an app sets on a property are kept as they are. */
const definition: z.ZodType<PropertyDefinition> = z.looseObject({
  name: text,
  label: text,
  type: z.enum(PROPERTY_TYPES),
  fieldType: text,
  description: text,
  groupName: text,
  options: z.array(
    z.looseObject({
      label: text,
      value: text,
      description: text.exactOptional(),
      displayOrder: z.number(),
      hidden: z.boolean(),
    }),
  ),
  displayOrder: z.number(),
  calculated: z.boolean(),
  externalOptions: z.boolean(),
  hasUniqueValue: z.boolean(),
  hidden: z.boolean(),
  hubspotDefined: z.boolean().exactOptional(),
  archived: z.boolean().exactOptional(),
  formField: z.boolean(),
  dataSensitivity: text,
  createdAt: text,
  updatedAt: text,
  createdUserId: text.exactOptional(),
  updatedUserId: text.exactOptional(),
  modificationMetadata: z.looseObject({
    archivable: z.boolean(),
    readOnlyDefinition: z.boolean(),
    readOnlyOptions: z.boolean().exactOptional(),
    readOnlyValue: z.boolean(),
  }),
});

const group: z.ZodType<PropertyGroup> = z.looseObject({
  name: text,
  label: text,
  displayOrder: z.number(),
  archived: z.boolean(),
});

const storedValue = z.object({ value: text, timestamp: text, sourceType: text, sourceId: text.exactOptional() });
const record: z.ZodType<StoredRecord> = z.object({
  id: text,
  properties: texts,
  createdAt: text,
  updatedAt: text,
  archivedAt: text.exactOptional(),
  history: z.record(text, z.array(storedValue)),
});

const label: z.ZodType<SavedLabel> = z.object({
  fromType: objectType,
  toType: objectType,
  typeId: z.number(),
  inverseId: z.number(),
  name: text,
  label: text,
  inverseLabel: text,
});

const event: z.ZodType<PortalEvent> = z.object({
  id: text,
  eventType: text,
  contactId: text,
  occurredAt: text,
  properties: texts,
});

const marketingEvent: z.ZodType<PortalMarketingEvent> = z.object({
  id: text,
  name: text,
  startsAt: text,
  participations: z.array(z.object({ contactId: text, state: z.enum(['REGISTERED', 'ATTENDED']), occurredAt: text })),
});

const adActivity: z.ZodType<PortalAdActivity> = z.object({
  id: text,
  type: z.enum(['ad_click', 'ad_impression']),
  contactId: text,
  companyId: text,
  occurredAt: text,
});

const list: z.ZodType<StoredList> = z.object({
  listId: text,
  name: text,
  objectType,
  processingType: z.enum(['MANUAL', 'DYNAMIC', 'SNAPSHOT']),
  filterBranch: z.unknown(),
  createdAt: text,
  updatedAt: text,
  filtersUpdatedAt: text,
  deletedAt: text.nullable(),
  listVersion: z.number(),
  members: texts,
});

const grant: z.ZodType<Grant> = z.object({
  scopes: z.array(text),
  userId: z.number(),
  userEmail: text,
  installedAtMs: z.number(),
});

const tokens: z.ZodType<SavedTokens> = z.object({
  codes: z.record(
    text,
    z.object({
      redirectUri: text,
      scopes: z.array(text),
      userId: z.number(),
      userEmail: text,
      expiresAtMs: z.number(),
      codeChallenge: text.nullable(),
    }),
  ),
  access: z.record(text, z.number()),
  refresh: z.record(text, z.object({ issuedAtMs: z.number() })),
});

const journal: z.ZodType<AppJournal> = z.object({
  subscriptions: z.array(z.object({ id: z.number(), eventTypeId: text, createdAtMs: z.number() })),
  entries: z.array(
    z.object({ offset: text, action: z.enum(['APP_INSTALL', 'APP_UNINSTALL']), occurredAtMs: z.number() }),
  ),
  tokens: z.record(text, z.object({ scopes: z.array(text), expiresAtMs: z.number() })),
});

/** The format of a saved portal, whatever else it holds. */
export const savedFormatSchema = z.looseObject({ format: z.number() });

/** A saved portal of the format that this version writes. */
export const savedStateSchema: z.ZodType<SavedState> = z.object({
  format: z.number(),
  portal: z.object({ portalId: z.number(), name: text, timeZone: text, companyCurrency: text }),
  owners: z.array(owner),
  pipelines: z.array(pipeline),
  ticketPipelines: z.array(ticketPipeline).exactOptional(),
  properties: z.partialRecord(objectType, z.object({ definitions: z.array(definition), groups: z.array(group) })),
  records: z.partialRecord(objectType, z.array(record)),
  merged: z.partialRecord(objectType, z.array(z.tuple([text, text]))),
  links: z.array(z.tuple([objectType, text, objectType, text, z.array(z.number())])),
  labels: z.array(label),
  events: z.array(event),
  marketingEvents: z.array(marketingEvent),
  adActivities: z.array(adActivity),
  lists: z.array(list),
  grant: grant.nullable(),
  tokens,
  journal: journal.exactOptional(),
  extra: z.unknown(),
});
