import { Router, type Response } from 'express';
import { z } from 'zod';
import type {
  ChoicesData,
  ClustersData,
  ContactProperty,
  MappableProperty,
  Overwritten,
  PropertySample,
} from '../../../extensions/app/settings/choices/choices-data.ts';
import type { VendorOffer as VendorOfferData } from '../../../extensions/app/settings/portal-data/vendor-data.ts';
import { WEEK_MS } from '../../domain/day-ms.ts';
import { listWarm } from '../../domain/plays/clusters.ts';
import { countNotes } from '../../storage/portal/record-notes.ts';
import { MOST_NOTES_A_DAY } from '../../sync/notes/write-notes.ts';
import { listClusters } from '../../sync/plays/load-clusters.ts';
import { findWritable } from '../../sync/publish/target-properties.ts';
import { readOutsideEdits } from '../../sync/publish/read-outside-edits.ts';
import { readChangeRight } from '../../sync/settings/change-right.ts';
import { chooseClusters } from '../../sync/settings/choose-clusters.ts';
import { chooseManagers, listManagerProperties } from '../../sync/settings/choose-managers.ts';
import {
  listMappableProperties,
  mapProperty,
  samplePropertyValues,
  unmapProperty,
} from '../../sync/settings/mappable-properties.ts';
import { changeSettings } from '../../sync/settings/change-settings.ts';
import {
  mappedPropertySchema,
  portalSettingsSchema,
  readSettings,
  type PortalSettings,
  TARGET_NAMES,
  recordNotesSchema,
} from '../../sync/settings/portal-settings.ts';
import { listVendorOffers, type VendorOffer } from '../../sync/settings/vendor-offers.ts';
import type { HttpContext } from '../http-context.ts';
import { parseBody, parseInput } from '../parse-input.ts';
import { rawBodyOf } from '../raw-body.ts';
import { callerWhoMayChange } from '../require-right.ts';
import { callerOf, type Caller } from '../require-signature.ts';
import { iso } from '../iso.ts';

const SHOWN_EDITS = 10;
const SHOWN_CLUSTERS = 10;
const NOTES_SHOWN_MS = WEEK_MS;

const outsideEditsBody = z.strictObject({ outsideEdits: portalSettingsSchema.shape.outsideEdits.unwrap() });
const actingBody = z.strictObject({ onlyOwnersAct: portalSettingsSchema.shape.onlyOwnersAct.unwrap() });
const confirmedRolesBody = z.strictObject({
  writeConfirmedRoles: portalSettingsSchema.shape.writeConfirmedRoles.unwrap(),
});
const recordNotesBody = z.strictObject({ recordNotes: recordNotesSchema });
const targetAccountsBody = z.strictObject({
  keepTargetAccounts: portalSettingsSchema.shape.keepTargetAccounts.unwrap(),
});
/** Choices that are one setting each, by route. */
const PLAIN_CHOICES = {
  'outside-edits': outsideEditsBody,
  acting: actingBody,
  'confirmed-roles': confirmedRolesBody,
  'record-notes': recordNotesBody,
  'target-accounts': targetAccountsBody,
};
const clustersBody = z.strictObject({ clusterBy: portalSettingsSchema.shape.clusterBy.unwrap() });
const managersBody = z.strictObject({ managerProperty: portalSettingsSchema.shape.managerProperty.unwrap() });
const propertyBody = mappedPropertySchema.pick({ property: true });
/** Not strict: HubSpot appends the caller. */
const propertyQuery = z.object(propertyBody.shape);

/** What an admin chooses. Each change may be repeated, is made as the signed user and answers with all choices. */
export function choiceRoutes(context: HttpContext): Router {
  const router = Router();
  const answer = async (response: Response): Promise<void> => {
    response.json(await readChoices(context, callerOf(response)));
  };
  router.get('/choices', (_request, response) => answer(response));
  for (const [name, body] of Object.entries(PLAIN_CHOICES)) {
    router.post(`/choices/${name}`, async (request, response) => {
      const { portalId, userEmail } = await callerWhoMayChange(context, response);
      await changeSettings(context, portalId, parseBody<Partial<PortalSettings>>(body, rawBodyOf(request)), userEmail);
      await answer(response);
    });
  }
  router.post('/choices/clusters', async (request, response) => {
    const { portalId, userEmail } = await callerWhoMayChange(context, response);
    await chooseClusters(context, portalId, parseBody(clustersBody, rawBodyOf(request)).clusterBy, userEmail);
    await answer(response);
  });
  router.get('/clusters', async (_request, response) => {
    const { clusters, inNone } = await listClusters(context.db.kysely, callerOf(response).portalId);
    const shown = clusters.slice(0, SHOWN_CLUSTERS).map((cluster) => {
      return { name: cluster.name, accounts: cluster.members.length, warm: listWarm(cluster).length };
    });
    response.json({ count: clusters.length, shown, inNone } satisfies ClustersData);
  });
  router.post('/choices/managers', async (request, response) => {
    const { portalId, userEmail } = await callerWhoMayChange(context, response);
    const { managerProperty } = parseBody(managersBody, rawBodyOf(request));
    await chooseManagers(context, portalId, managerProperty, userEmail);
    await answer(response);
  });
  router.post('/choices/map-property', async (request, response) => {
    const { portalId, userEmail } = await callerWhoMayChange(context, response);
    await mapProperty(context, portalId, parseBody(mappedPropertySchema, rawBodyOf(request)), userEmail);
    await answer(response);
  });
  router.post('/choices/unmap-property', async (request, response) => {
    const { portalId, userEmail } = await callerWhoMayChange(context, response);
    await unmapProperty(context, portalId, parseBody(propertyBody, rawBodyOf(request)).property, userEmail);
    await answer(response);
  });
  addPropertyLists(router, context);
  return router;
}

/** The properties to choose from; read from HubSpot, so only for those who may choose. */
function addPropertyLists(router: Router, context: HttpContext): void {
  router.get('/company-properties', async (_request, response) => {
    const { portalId } = await callerWhoMayChange(context, response);
    response.json((await listMappableProperties(context, portalId)) satisfies MappableProperty[]);
  });
  router.get('/contact-properties', async (_request, response) => {
    const { portalId } = await callerWhoMayChange(context, response);
    const properties = await listManagerProperties(context, portalId);
    response.json(properties.map(({ name, label }): ContactProperty => ({ name, label })));
  });
  router.get('/vendor-properties', async (_request, response) => {
    const { portalId } = await callerWhoMayChange(context, response);
    response.json((await listVendorOffers(context, portalId)).map(toOffer));
  });
  router.get('/company-properties/sample', async (request, response) => {
    const { portalId } = await callerWhoMayChange(context, response);
    const { property } = parseInput(propertyQuery, request.query);
    response.json((await samplePropertyValues(context, portalId, property)) satisfies PropertySample);
  });
}

function toOffer({ name, label, known, sample }: VendorOffer): VendorOfferData {
  const { vendor, use, meaning, scale, nameSource, scaleSource } = known;
  return { property: name, label, vendor, use, meaning, scale, nameSource, scaleSource, sample };
}

async function readChoices(context: HttpContext, { portalId, userEmail }: Caller): Promise<ChoicesData> {
  const { kysely } = context.db;
  const right = await readChangeRight(kysely, portalId, userEmail);
  const settings = await readSettings(kysely, portalId);
  const { outsideEdits, onlyOwnersAct, writeConfirmedRoles, keepTargetAccounts, ...others } = settings;
  const { clusterBy, managerProperty, recordNotes, mappedProperties } = others;
  const switches = { outsideEdits, onlyOwnersAct, writeConfirmedRoles, keepTargetAccounts, recordNotes };
  const chosen = { ...switches, clusterBy, managerProperty, mappedProperties };
  const writable = await findWritable(kysely, portalId);
  const unwritableTargets = TARGET_NAMES.filter((name) => !writable.has(name));
  const overwritten = await readOverwritten(context, portalId);
  return { ...chosen, unwritableTargets, overwritten, notes: await readNotes(context, portalId), ...right };
}

async function readNotes({ db, now }: HttpContext, portalId: number): Promise<ChoicesData['notes']> {
  const {
    written = 0,
    waiting = 0,
    held = 0,
    failed = 0,
  } = await countNotes(db.kysely, portalId, now() - NOTES_SHOWN_MS);
  return { written, waiting, held, failed, mostADay: MOST_NOTES_A_DAY };
}

async function readOverwritten(context: HttpContext, portalId: number): Promise<Overwritten> {
  const { latest, ...counts } = await readOutsideEdits(context, portalId, SHOWN_EDITS);
  const { properties } = context.manifest.companyProperties;
  const labels = new Map<string, string>(properties.map(({ name, label }) => [name, label]));
  return {
    ...counts,
    latest: latest.map(({ property, noticedAt, restoredAt, ...edit }) => ({
      ...edit,
      property: labels.get(property) ?? property,
      noticedAt: iso(noticedAt),
      restoredAt: iso(restoredAt),
    })),
  };
}
