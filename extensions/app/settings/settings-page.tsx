import {
  Alert,
  Button,
  Flex,
  Heading,
  Inline,
  LoadingSpinner,
  StatusTag,
  Tab,
  Tabs,
  Text,
} from '@hubspot/ui-extensions';
import React, { useRef, useState } from 'react';
import { isUnknown } from 'roundtable-ui/call-app.ts';
import type { Copy } from 'roundtable-ui/copy-button.tsx';
import { LoadProblem } from 'roundtable-ui/load-problem.tsx';
import { formatExact } from 'roundtable-ui/formats.ts';
import { RelativeTime } from 'roundtable-ui/relative-time.tsx';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import { usePolling } from 'roundtable-ui/use-polling.ts';
import { ApiKeys } from './access/api-keys.tsx';
import { API } from './access/api-keys-texts.ts';
import { Acting } from './choices/acting.tsx';
import { ACTING } from './choices/acting-texts.ts';
import { Clusters } from './choices/clusters.tsx';
import { CLUSTERS } from './choices/clusters-texts.ts';
import { Comparison } from './portal-data/comparison.tsx';
import { ConfirmedRoles } from './choices/confirmed-roles.tsx';
import { AuditLog } from './access/audit-log.tsx';
import { Export } from './access/export.tsx';
import { EXPORT } from './access/export-texts.ts';
import { FirstThing } from './first-thing.tsx';
import { Guide } from './guide/guide.tsx';
import { GUIDE } from './guide/guide-texts.ts';
import { KeysAndPeople } from './access/keys-and-people.tsx';
import { AUDIT, KEYS } from './access/keys-texts.ts';
import { LEAVE } from './access/leave-texts.ts';
import { Leaving } from './access/leaving.tsx';
import { Slack } from './access/slack.tsx';
import { SLACK } from './access/slack-texts.ts';
import { MappedProperties } from './portal-data/mapped-properties.tsx';
import { IcpTab } from './model/model-icp-tab.tsx';
import { ICP } from './model/model-icp-texts.ts';
import { ModelTab } from './model/model-tab.tsx';
import { MODEL } from './model/model-texts.ts';
import { OutsideEdits } from './choices/outside-edits.tsx';
import { Problems } from './portal-data/problems.tsx';
import { Readiness } from './guide/readiness.tsx';
import { RecordNotesTab } from './choices/record-notes.tsx';
import { NOTES } from './choices/record-notes-texts.ts';
import type { SettingsClient } from './settings-client.ts';
import type { SyncData } from './portal-data/sync-data.ts';
import { Signals } from './portal-data/signals.tsx';
import { SIGNALS } from './portal-data/signals-texts.ts';
import { SyncState } from './portal-data/sync-state.tsx';
import { Unwritable } from './portal-data/unwritable.tsx';
import { Trust } from './portal-data/trust.tsx';
import { TRUST } from './portal-data/trust-texts.ts';
import { TargetFlags } from './choices/target-flags.tsx';
import { FLAGS } from './choices/target-flags-texts.ts';
import { BEHIND, NOT_PUBLISHED, PAGE, PARTLY_PUBLISHED, ROLES, STATUSES, SYNC, WAITING } from './texts.ts';

const POLL_MS = 5_000;
/** What HubSpot lacks is put right by hand, and noticed within ten minutes. */
const POLL_UNWRITABLE_MS = 60_000;

export interface SettingsProps {
  client: SettingsClient;
  portalId: number;
  /** Epoch ms, read at each rendering; relative times are computed from it. */
  clock?: () => number;
  copy?: Copy | undefined;
}

/** The state of the sync, above the tabs with an admin's views and settings. A tab is loaded when it is opened. */
export function SettingsPage({ client, portalId, clock = Date.now, copy }: SettingsProps) {
  const { data, problem, reload } = useLoaded(client.readSync);
  const [opened, setOpened] = useState<string | null>(null);
  const first = useRef<string | null>(null);
  usePolling(reload, findPollMs(data));

  if (data === null) {
    if (problem === null) return <LoadingSpinner label={PAGE.reading} showLabel layout="centered" />;
    const title = isUnknown(problem) ? PAGE.notConnected : PAGE.unreadable;
    return <LoadProblem title={title} message={problem.message} onRetry={reload} />;
  }
  const now = clock();
  const isSetUp = data.guide !== 'open' && !data.lacksApprovers;
  /** What is set up on one tab changes what another says is next. */
  const setTab = (id: string): void => {
    setOpened(id);
    if (!isSetUp) reload();
  };
  // A new account begins with the guided start, and stays with it when it is over.
  first.current ??= data.guide === 'open' ? 'guide' : 'sync';
  const tab = opened ?? first.current;
  const shown = { client, portalId, now, copy };
  const groups = listGroups({ ...shown, data, onOpenTab: setTab });
  const open = groups.find(({ tabs }) => tabs.some(({ id }) => id === tab));
  const rows = groups.map(({ title, tabs }) => ({
    id: tabs[0].id,
    title,
    content: <TabRow variant="enclosed" selected={tab} onSelect={setTab} tabs={tabs} />,
  }));
  return (
    <Flex direction="column" gap="medium">
      <Status data={data} now={now} onReload={reload} />
      <FirstThing data={data} tab={tab} onOpen={setTab} />
      {data.unwritable === null || data.status !== 'active' ? null : (
        <Unwritable client={client} unwritable={data.unwritable} onReload={reload} onShow={() => setTab('problems')} />
      )}
      {problem === null ? null : (
        <Alert title={PAGE.outdated} variant="warning">
          {problem.message}
        </Alert>
      )}
      <TabRow variant="default" selected={open?.tabs[0].id ?? tab} onSelect={setTab} tabs={rows} />
    </Flex>
  );
}

function findPollMs(data: SyncData | null): number | null {
  if (data === null || data.status === 'revoked') return null;
  if (data.status !== 'active') return POLL_MS;
  return data.unwritable === null ? null : POLL_UNWRITABLE_MS;
}

interface TabsOf {
  client: SettingsClient;
  portalId: number;
  now: number;
  copy: Copy | undefined;
  data: SyncData;
  onOpenTab: (id: string) => void;
}

interface TabContent {
  id: string;
  title: string;
  content: React.ReactNode;
}

/** Tabs in groups: a row of a dozen is wider than the page. A group opens with its first tab. */
function listGroups({ data, onOpenTab, ...shown }: TabsOf): { title: string; tabs: [TabContent, ...TabContent[]] }[] {
  const { client } = shown;
  const openModel = (): void => onOpenTab('model');
  return [
    {
      title: PAGE.groups.guide,
      tabs: [
        { id: 'guide', title: GUIDE.tab, content: <Guide {...shown} sync={data} /> },
        { id: 'readiness', title: PAGE.tabs.readiness, content: <Readiness client={client} /> },
      ],
    },
    {
      title: PAGE.groups.sync,
      tabs: [
        { id: 'sync', title: PAGE.tabs.sync, content: <SyncState data={data} /> },
        { id: 'problems', title: PAGE.tabs.problems(data.refused), content: <Problems {...shown} /> },
        { id: 'edits', title: PAGE.tabs.edits, content: <OutsideEdits {...shown} /> },
        { id: 'comparison', title: PAGE.tabs.comparison, content: <Comparison {...shown} /> },
      ],
    },
    {
      title: PAGE.groups.model,
      tabs: [
        {
          id: 'model',
          title: MODEL.tab,
          content: <ModelTab {...shown} />,
        },
        { id: 'icp', title: ICP.tab, content: <IcpTab client={client.model} onOpenModel={openModel} /> },
      ],
    },
    {
      title: PAGE.groups.people,
      tabs: [
        { id: 'keys', title: KEYS.tab, content: <KeysAndPeople client={client.keys} /> },
        { id: 'acting', title: ACTING.tab, content: <Acting client={client} /> },
        { id: 'roles', title: ROLES.tab, content: <ConfirmedRoles client={client} /> },
        { id: 'slack', title: SLACK.tab, content: <Slack client={client} /> },
        { id: 'audit', title: AUDIT.tab, content: <AuditLog client={client.keys} /> },
      ],
    },
    { title: PAGE.groups.data, tabs: listDataTabs({ ...shown, onOpenTab }) },
  ];
}

function listDataTabs({ onOpenTab, ...shown }: Omit<TabsOf, 'data'>): [TabContent, ...TabContent[]] {
  const { client, portalId, copy } = shown;
  const openModel = (): void => onOpenTab('model');
  return [
    { id: 'trust', title: TRUST.tab, content: <Trust {...shown} /> },
    { id: 'clusters', title: CLUSTERS.tab, content: <Clusters client={client} /> },
    {
      id: 'signals',
      title: SIGNALS.tab,
      content: <Signals {...shown} onOpenModel={openModel} onOpenMapping={() => onOpenTab('mapping')} />,
    },
    { id: 'mapping', title: PAGE.tabs.mapping, content: <MappedProperties client={client} /> },
    { id: 'targets', title: FLAGS.tab, content: <TargetFlags client={client} /> },
    { id: 'notes', title: NOTES.tab, content: <RecordNotesTab client={client} /> },
    { id: 'api', title: API.tab, content: <ApiKeys client={client} copy={copy} /> },
    { id: 'export', title: EXPORT.tab, content: <Export client={client} /> },
    {
      id: 'leaving',
      title: PAGE.tabs.leaving,
      content: <Leaving {...{ client, portalId }} onExport={() => onOpenTab('export')} />,
    },
  ];
}

interface TabRowProps {
  variant: 'default' | 'enclosed';
  selected: string;
  onSelect: (id: string) => void;
  tabs: readonly TabContent[];
}

/** Only the tab that is open is drawn, and so read. */
function TabRow({ variant, selected, onSelect, tabs }: TabRowProps) {
  return (
    <Tabs variant={variant} selected={selected} onSelectedChange={(id: string | number) => onSelect(String(id))}>
      {tabs.map(({ id, title, content }) => (
        <Tab key={id} tabId={id} title={title}>
          {id === selected ? content : null}
        </Tab>
      ))}
    </Tabs>
  );
}

function statusOf({ status, waiting, unwritable }: SyncData): {
  word: string;
  variant: (typeof STATUSES)[SyncData['status']]['variant'];
} {
  if (status === 'active' && unwritable !== null)
    return unwritable.count < unwritable.of ? PARTLY_PUBLISHED : NOT_PUBLISHED;
  const isBehind = status === 'active' && waiting.stale + waiting.unpublished > 0;
  return isBehind ? BEHIND : STATUSES[status];
}

function Status({ data, now, onReload }: { data: SyncData; now: number; onReload: () => void }) {
  const isCutOff = data.status === 'revoked';
  const held = data.heldUntil === null || isCutOff ? null : SYNC.held(formatExact(data.heldUntil));
  const { word, variant } = held === null ? statusOf(data) : WAITING;
  return (
    <Flex direction="column" gap="small">
      <Inline gap="small" align="center">
        <Heading inline>{PAGE.groups.sync}</Heading>
        <StatusTag variant={variant}>{word}</StatusTag>
        {data.asOf === null ? null : <Text variant="microcopy">{PAGE.asOf}</Text>}
        {data.asOf === null ? null : <RelativeTime at={data.asOf} now={now} />}
        <Button size="xs" onClick={() => onReload()}>
          {PAGE.again}
        </Button>
      </Inline>
      {isCutOff ? (
        <Alert title={SYNC.revoked.title} variant="danger">
          {SYNC.revoked.text}
        </Alert>
      ) : null}
      {data.status === 'leaving' ? (
        <Alert title={LEAVE.leaving.title} variant="info">
          {LEAVE.leaving.text}
        </Alert>
      ) : null}
      {held === null ? null : (
        <Alert title={held.title} variant="warning">
          {held.text}
        </Alert>
      )}
      {data.problem && !isCutOff ? (
        <Alert title={SYNC.problem} variant="warning">
          {data.problem}
        </Alert>
      ) : null}
    </Flex>
  );
}
