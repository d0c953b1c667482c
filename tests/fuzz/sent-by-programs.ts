import type { FuzzRequest } from './fuzz-request.ts';

/** Batches of HubSpot's webhooks. */
export function webhooks(portalId: number): FuzzRequest[] {
  const common = { subscriptionId: 7, portalId, appId: 4242, occurredAt: Date.now(), attemptNumber: 0 };
  const source = { changeSource: 'CRM_UI', sourceId: 'userId:77' };
  const batches = [
    [
      {
        ...common,
        ...source,
        eventId: 1,
        subscriptionType: 'object.propertyChange',
        objectTypeId: '0-2',
        objectId: 101,
        propertyName: 'industry',
        propertyValue: 'RETAIL',
      },
      { ...common, ...source, eventId: 2, subscriptionType: 'object.creation', objectTypeId: '0-1', objectId: 9 },
    ],
    [
      {
        ...common,
        eventId: 3,
        subscriptionType: 'object.associationChange',
        fromObjectId: 1,
        toObjectId: 101,
        associationType: 'CONTACT_TO_COMPANY',
        associationRemoved: false,
      },
    ],
    [
      {
        ...common,
        eventId: 4,
        subscriptionType: 'object.merge',
        objectTypeId: '0-2',
        objectId: 900,
        primaryObjectId: 101,
        mergedObjectIds: [102],
        newObjectId: 900,
      },
    ],
    [{ ...common, eventId: 5, subscriptionType: 'contact.privacyDeletion', objectId: 1 }],
  ];
  return batches.map((body) => ({ method: 'POST', path: '/webhooks', body, signed: 'v3' }));
}

/** The workflow actions, as HubSpot calls them. */
export function actions(portalId: number): FuzzRequest[] {
  const execution = {
    callbackId: 'ap-102670506-56776413549-7-0',
    origin: { portalId, actionDefinitionId: 1, actionDefinitionVersion: 1 },
    context: { source: 'WORKFLOWS', workflowId: 12 },
    object: { objectId: 101, objectType: 'COMPANY', properties: {} },
  };
  const propose = { ...execution, inputFields: { place: 'tier_1', reason: 'They asked for us' } };
  const start = { ...execution, inputFields: { play: 'surge', play_id: 'surge' } };
  return [
    { method: 'POST', path: '/workflow-actions/refresh-account', body: execution, signed: 'v2' },
    { method: 'POST', path: '/workflow-actions/propose-for-list', body: propose, signed: 'v2' },
    { method: 'POST', path: '/workflow-actions/start-play', body: start, signed: 'v2' },
    {
      method: 'POST',
      path: '/workflow-actions/start-play/options',
      body: { origin: { portalId }, inputFieldName: 'play', fetchOptions: { q: 'surge' } },
      signed: 'v2',
    },
  ];
}

/** Signals of a tool. */
export function signals(): FuzzRequest {
  const occurredAt = new Date().toISOString();
  const intent = { id: 's-1', occurredAt, kind: 'intent', companyId: '101', source: 'G2', topic: 'crm', strength: 70 };
  const visit = { id: 's-2', occurredAt, kind: 'activity', contactId: '1', type: 'page_view', detail: '/pricing' };
  return { method: 'POST', path: '/signals', body: { signals: [intent, visit] }, signed: 'key' };
}
