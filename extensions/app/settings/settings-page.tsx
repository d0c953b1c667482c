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
import React, { useEffect, useState } from 'react';
import { LoadProblem } from 'roundtable-ui/load-problem.tsx';
import { formatExact } from 'roundtable-ui/formats.ts';
import { RelativeTime } from 'roundtable-ui/relative-time.tsx';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import { Comparison } from './comparison.tsx';
import { ConfirmedRoles } from './confirmed-roles.tsx';
import { AuditLog } from './audit-log.tsx';
import { KeysAndPeople } from './keys-and-people.tsx';
import { AUDIT, KEYS } from './keys-texts.ts';
import { LEAVE } from './leave-texts.ts';
import { Leaving } from './leaving.tsx';
import { MappedProperties } from './mapped-properties.tsx';
import { IcpTab } from './model-icp-tab.tsx';
import { ICP } from './model-icp-texts.ts';
import { ModelTab } from './model-tab.tsx';
import { MODEL } from './model-texts.ts';
import { OutsideEdits } from './outside-edits.tsx';
import { Problems } from './problems.tsx';
import { Readiness } from './readiness.tsx';
import type { SettingsClient } from './settings-client.ts';
import type { SyncData } from './sync-data.ts';
import { SyncState } from './sync-state.tsx';
import { PAGE, ROLES, STATUSES, SYNC, WAITING } from './texts.ts';

const POLL_MS = 5_000;

export interface SettingsProps {
  client: SettingsClient;
  portalId: number;
  /** Epoch ms, read at each rendering, from which relative times are counted. */
  clock?: () => number;
}

/** How the sync stands, above the tabs with what an admin sees and chooses. A tab is read when it is opened. */
export function SettingsPage({ client, portalId, clock = Date.now }: SettingsProps) {
  const { data, problem, reload } = useLoaded(client.readSync);
  const [tab, setTab] = useState('sync');
  const isAtWork = data !== null && ['installing', 'syncing', 'leaving'].includes(data.status);
  useEffect(() => {
    if (!isAtWork) return undefined;
    const timer = setInterval(reload, POLL_MS);
    return () => clearInterval(timer);
  }, [isAtWork, reload]);

  if (data === null) {
    if (problem === null) return <LoadingSpinner label={PAGE.reading} showLabel layout="centered" />;
    return <LoadProblem title={PAGE.unreadable} message={problem.message} onRetry={reload} />;
  }
  const now = clock();
  const shown = { client, portalId, now };
  const tabs = listTabs({ ...shown, data, onOpenTab: setTab });
  return (
    <Flex direction="column" gap="medium">
      <Status data={data} now={now} onReload={reload} />
      {problem === null ? null : (
        <Alert title={PAGE.outdated} variant="warning">
          {problem.message}
        </Alert>
      )}
      <Tabs selected={tab} onSelectedChange={(id: string | number) => setTab(String(id))}>
        {tabs.map(({ id, title, content }) => (
          <Tab key={id} tabId={id} title={title}>
            {id === tab ? content : null}
          </Tab>
        ))}
      </Tabs>
    </Flex>
  );
}

interface TabsOf {
  client: SettingsClient;
  portalId: number;
  now: number;
  data: SyncData;
  onOpenTab: (id: string) => void;
}

function listTabs({ data, onOpenTab, ...shown }: TabsOf): { id: string; title: string; content: React.ReactNode }[] {
  const { client, portalId, now } = shown;
  return [
    { id: 'sync', title: PAGE.tabs.sync, content: <SyncState data={data} /> },
    { id: 'readiness', title: PAGE.tabs.readiness, content: <Readiness client={client} /> },
    { id: 'model', title: MODEL.tab, content: <ModelTab {...shown} /> },
    {
      id: 'icp',
      title: ICP.tab,
      content: <IcpTab client={client.model} onOpenModel={() => onOpenTab('model')} />,
    },
    { id: 'keys', title: KEYS.tab, content: <KeysAndPeople client={client.keys} /> },
    { id: 'edits', title: PAGE.tabs.edits, content: <OutsideEdits {...shown} /> },
    { id: 'roles', title: ROLES.tab, content: <ConfirmedRoles client={client} /> },
    { id: 'mapping', title: PAGE.tabs.mapping, content: <MappedProperties client={client} /> },
    { id: 'problems', title: PAGE.tabs.problems(data.refused), content: <Problems {...shown} /> },
    { id: 'comparison', title: PAGE.tabs.comparison, content: <Comparison {...shown} /> },
    { id: 'audit', title: AUDIT.tab, content: <AuditLog client={client.keys} now={now} /> },
    { id: 'leaving', title: PAGE.tabs.leaving, content: <Leaving client={client} portalId={portalId} /> },
  ];
}

function Status({ data, now, onReload }: { data: SyncData; now: number; onReload: () => void }) {
  const isCutOff = data.status === 'revoked';
  const held = data.heldUntil === null || isCutOff ? null : SYNC.held(formatExact(data.heldUntil));
  const { word, variant } = held === null ? STATUSES[data.status] : WAITING;
  return (
    <Flex direction="column" gap="small">
      <Inline gap="small" align="center">
        <Heading inline>{PAGE.tabs.sync}</Heading>
        <StatusTag variant={variant}>{word}</StatusTag>
        {data.asOf === null ? null : <Text variant="microcopy">as of</Text>}
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
