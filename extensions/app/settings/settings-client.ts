import type { App } from 'roundtable-ui/call-app.ts';
import type { ApiKeysData, MadeApiKey } from './access/api-keys-data.ts';
import type {
  ChoicesData,
  ClustersData,
  ContactProperty,
  MappableProperty,
  MappedProperty,
  OutsideEdits,
  PropertySample,
  RecordNotes,
} from './choices/choices-data.ts';
import type { ExportLink } from './access/export-data.ts';
import { createGuideClient, type GuideClient } from './guide/guide-client.ts';
import { createKeysClient, type KeysClient } from './access/keys-client.ts';
import type { LeaveData } from './access/leave-data.ts';
import { createSlackClient, type SlackClient } from './access/slack-client.ts';
import type { ProgramSettings, ReadinessData } from './guide/readiness-data.ts';
import { createModelClient, type ModelClient } from './model/model-client.ts';
import type { ComparisonData, ProblemGroup } from './portal-data/report-data.ts';
import { createSignalsClient, type SignalsClient } from './portal-data/signals-client.ts';
import type { SyncData } from './portal-data/sync-data.ts';
import type { TrustData } from './portal-data/trust-data.ts';
import type { VendorOffer } from './portal-data/vendor-data.ts';

/** What the settings ask of the app. Every change sets a value, so that it may be sent twice, and answers with all choices. */
export interface SettingsClient extends SignalsClient {
  /** The versions of the scoring model. */
  model: ModelClient;
  /** Requests about rights, and about the audit log. */
  keys: KeysClient;
  guide: GuideClient;
  slack: SlackClient;
  readSync: () => Promise<SyncData>;
  /** Has HubSpot looked at again, for what changed and for properties that could not be written. */
  sweep: () => Promise<unknown>;
  readProblems: () => Promise<ProblemGroup[]>;
  /** `null` before the first comparison. */
  readComparison: () => Promise<ComparisonData | null>;
  readTrust: () => Promise<TrustData>;
  /** Has the records examined again; answers with what is known so far. */
  examineData: () => Promise<TrustData>;
  readChoices: () => Promise<ChoicesData>;
  chooseOutsideEdits: (outsideEdits: OutsideEdits) => Promise<ChoicesData>;
  chooseActing: (onlyOwnersAct: boolean) => Promise<ChoicesData>;
  chooseConfirmedRoles: (writeConfirmedRoles: boolean) => Promise<ChoicesData>;
  chooseRecordNotes: (recordNotes: RecordNotes) => Promise<ChoicesData>;
  chooseTargetAccounts: (keepTargetAccounts: boolean) => Promise<ChoicesData>;
  chooseClusters: (clusterBy: string | null) => Promise<ChoicesData>;
  chooseManagers: (managerProperty: string | null) => Promise<ChoicesData>;
  listManagerProperties: () => Promise<ContactProperty[]>;
  /** As they are by what is chosen now. */
  readClusters: () => Promise<ClustersData>;
  listProperties: () => Promise<MappableProperty[]>;
  sampleProperty: (name: string) => Promise<PropertySample>;
  /** Properties that other tools' apps seem to write. */
  readVendorOffers: () => Promise<VendorOffer[]>;
  mapProperty: (mapped: MappedProperty) => Promise<ChoicesData>;
  unmapProperty: (name: string) => Promise<ChoicesData>;
  readReadiness: () => Promise<ReadinessData>;
  changeCapacity: (change: Pick<ProgramSettings, 'capacity' | 'dealValueFloor'>) => Promise<ReadinessData>;
  changeGoal: (revenueGoal: ProgramSettings['revenueGoal']) => Promise<ReadinessData>;
  /** A link to a file with all data stored for the account. */
  exportEverything: () => Promise<ExportLink>;
  readApiKeys: () => Promise<ApiKeysData>;
  /** One key, however often what it gives is called. */
  prepareApiKey: (label: string) => () => Promise<MadeApiKey>;
  revokeApiKey: (keyId: string) => Promise<ApiKeysData>;
  readLeave: () => Promise<LeaveData>;
  leave: (choice: { removeProperties: boolean; confirm: number }) => Promise<LeaveData>;
}

export function createSettingsClient(app: App): SettingsClient {
  const path = '/api/settings';
  return {
    model: createModelClient(app),
    keys: createKeysClient(app),
    guide: createGuideClient(app),
    slack: createSlackClient(app),
    readSync: () => app.read(`${path}/sync`),
    sweep: () => app.send(`${path}/sync`, {}),
    readProblems: () => app.read(`${path}/problems`),
    readComparison: () => app.read(`${path}/comparison`),
    readTrust: () => app.read(`${path}/data-trust`),
    examineData: () => app.send(`${path}/data-trust/examine`, {}),
    readChoices: () => app.read(`${path}/choices`),
    chooseOutsideEdits: (outsideEdits) => app.send(`${path}/choices/outside-edits`, { outsideEdits }),
    chooseActing: (onlyOwnersAct) => app.send(`${path}/choices/acting`, { onlyOwnersAct }),
    chooseConfirmedRoles: (writeConfirmedRoles) => app.send(`${path}/choices/confirmed-roles`, { writeConfirmedRoles }),
    chooseRecordNotes: (recordNotes) => app.send(`${path}/choices/record-notes`, { recordNotes }),
    chooseTargetAccounts: (keepTargetAccounts) => app.send(`${path}/choices/target-accounts`, { keepTargetAccounts }),
    chooseClusters: (clusterBy) => app.send(`${path}/choices/clusters`, { clusterBy }),
    chooseManagers: (managerProperty) => app.send(`${path}/choices/managers`, { managerProperty }),
    listManagerProperties: () => app.read(`${path}/contact-properties`),
    readClusters: () => app.read(`${path}/clusters`),
    listProperties: () => app.read(`${path}/company-properties`),
    sampleProperty: (name) => app.read(`${path}/company-properties/sample?property=${encodeURIComponent(name)}`),
    readVendorOffers: () => app.read(`${path}/vendor-properties`),
    mapProperty: (mapped) => app.send(`${path}/choices/map-property`, { ...mapped }),
    unmapProperty: (property) => app.send(`${path}/choices/unmap-property`, { property }),
    readReadiness: () => app.read('/api/program/readiness'),
    changeCapacity: (change) => app.send('/api/program/capacity', change),
    changeGoal: (revenueGoal) => app.send('/api/program/goal', { revenueGoal }),
    exportEverything: () => app.send(`${path}/export`, {}),
    readApiKeys: () => app.read(`${path}/api-keys`),
    prepareApiKey: (label) => {
      const request = { requestId: crypto.randomUUID(), label };
      return () => app.send(`${path}/api-keys`, request);
    },
    revokeApiKey: (keyId) => app.send(`${path}/api-keys/revoke`, { keyId }),
    ...createSignalsClient(app),
    readLeave: () => app.read(`${path}/leave`),
    leave: (choice) => app.send(`${path}/leave`, choice),
  };
}
