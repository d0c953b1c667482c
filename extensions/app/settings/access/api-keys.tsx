import {
  Alert,
  Button,
  EmptyState,
  Flex,
  Heading,
  Inline,
  Link,
  LoadingButton,
  TableCell,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import React, { useCallback, useState } from 'react';
import type { Copy } from 'roundtable-ui/copy-button.tsx';
import { formatDay } from 'roundtable-ui/formats.ts';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import { Loading } from 'roundtable-ui/loading.tsx';
import { useActions, type Actions } from 'roundtable-ui/use-actions.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import type { ApiKeysData, MadeApiKey } from './api-keys-data.ts';
import { API } from './api-keys-texts.ts';
import { Failed } from '../failed.tsx';
import type { HeldKey } from '../held-key.ts';
import { MakeKey } from '../make-key.tsx';
import { SecretField } from '../secret-field.tsx';
import type { SettingsClient } from '../settings-client.ts';
import { PAGE } from '../texts.ts';
import { ToDo } from '../to-do.tsx';

/** The keys of programs that read the portal's accounts. */
export function ApiKeys({ client, copy }: { client: SettingsClient; copy: Copy | undefined }) {
  const loaded = useLoaded(client.readApiKeys);
  const [made, setMade] = useState<string | null>(null);
  const { replace } = loaded;
  const take = useCallback(
    (data: ApiKeysData | MadeApiKey) => {
      if ('made' in data) setMade(data.made);
      replace(data);
    },
    [replace],
  );
  const actions = useActions(take);
  return (
    <Loading loaded={loaded} reading={API.reading} unreadable={API.unreadable}>
      {(data) => (
        <Flex direction="column" gap="medium">
          {data.mayChange ? null : <Alert title={PAGE.readOnly(data.askWhom)} variant="info" />}
          <ToDo mayChange={data.mayChange} words={API.toDo} />
          <Heading>{API.title}</Heading>
          <Text>{API.explain}</Text>
          <Link href={{ url: data.documentUrl, external: true }}>{API.document}</Link>
          {made === null ? null : <Made apiKey={made} copy={copy} onHide={() => setMade(null)} />}
          <Keys {...{ client, data, actions }} />
          {data.mayChange ? (
            <MakeKey
              name="api-key-label"
              words={API}
              isMaking={actions.busy === 'make'}
              onMake={(label, done) => actions.act('make', client.prepareApiKey(label), done)}
            />
          ) : null}
          <Failed failed={actions.failed} />
        </Flex>
      )}
    </Loading>
  );
}

interface KeysProps {
  client: SettingsClient;
  actions: Actions<ApiKeysData | MadeApiKey>;
}

function Made({ apiKey, copy, onHide }: { apiKey: string; copy: Copy | undefined; onHide: () => void }) {
  return (
    <Alert title={API.made.title} variant="warning">
      <Flex direction="column" gap="small" align="stretch">
        <Text>{API.made.text}</Text>
        <SecretField name="made-api-key" label={API.made.key} value={apiKey} copy={copy} />
        <Inline>
          <Button onClick={() => onHide()}>{API.made.hide}</Button>
        </Inline>
      </Flex>
    </Alert>
  );
}

function Keys({ client, data, actions }: KeysProps & { data: ApiKeysData }) {
  if (data.keys.length === 0) {
    return (
      <EmptyState title={API.none.title} layout="vertical">
        <Text>{API.none.text}</Text>
      </EmptyState>
    );
  }
  return (
    <HeadedTable columns={API.columns}>
      {data.keys.map((held) => (
        <Row key={held.keyId} {...{ client, actions, held, mayChange: data.mayChange }} />
      ))}
    </HeadedTable>
  );
}

function Row({ client, actions, held, mayChange }: KeysProps & { held: HeldKey; mayChange: boolean }) {
  const [isSure, setSure] = useState(false);
  const { keyId, label, createdAt, createdBy, lastUsedAt } = held;
  const revoke = (): void => actions.act(`revoke ${keyId}`, () => client.revokeApiKey(keyId));
  return (
    <TableRow>
      <TableCell>
        <Text>{label}</Text>
        <Text variant="microcopy">{keyId}</Text>
      </TableCell>
      <TableCell>{API.madeBy(createdAt, createdBy)}</TableCell>
      <TableCell>{lastUsedAt === null ? API.never : formatDay(lastUsedAt)}</TableCell>
      <TableCell>
        {!mayChange ? null : isSure ? (
          <Inline gap="small">
            <Button size="xs" onClick={() => setSure(false)}>
              {API.keep}
            </Button>
            <LoadingButton size="xs" variant="destructive" loading={actions.busy !== null} onClick={revoke}>
              {API.revokeForGood}
            </LoadingButton>
          </Inline>
        ) : (
          <Button size="xs" onClick={() => setSure(true)}>
            {API.revoke}
          </Button>
        )}
      </TableCell>
    </TableRow>
  );
}
