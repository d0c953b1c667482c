import {
  Alert,
  Button,
  Flex,
  Heading,
  Inline,
  Input,
  LoadingButton,
  TableCell,
  TableRow,
  Text,
  TextArea,
} from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import { RelativeTime } from 'roundtable-ui/relative-time.tsx';
import type { Actions } from 'roundtable-ui/use-actions.ts';
import type { SettingsClient } from '../settings-client.ts';
import type { SignalKey, SignalsData } from './signals-data.ts';
import { exampleOfSending } from './signals-example.ts';
import { SIGNALS } from './signals-texts.ts';

interface KeysProps {
  client: SettingsClient;
  data: SignalsData;
  actions: Actions<SignalsData>;
  now: number;
}

const { keys: WORDS } = SIGNALS;

/** The keys: made, shown once, and revoked once the tool has another. */
export function SignalKeys({ client, data, actions, now }: KeysProps) {
  const [made, setMade] = useState<SignalKey | null>(null);
  const [asked, setAsked] = useState<string | null>(null);
  const make = (): void => {
    const requestId = crypto.randomUUID();
    actions.act('make', async () => {
      setMade(await client.makeSignalKey(requestId));
      return client.readSignals();
    });
  };
  const revoke = (keyId: string): void =>
    actions.act(
      'revoke',
      () => client.revokeSignalKey(keyId),
      () => setAsked(null),
    );
  return (
    <Flex direction="column" gap="small">
      <Heading>{WORDS.title}</Heading>
      <Text>{WORDS.explain(data.endpoint)}</Text>
      {made === null ? null : <Made made={made} endpoint={data.endpoint} onHide={() => setMade(null)} />}
      {data.keys.length === 0 ? <Text>{WORDS.none}</Text> : <KeyTable data={data} now={now} onAsk={setAsked} />}
      {asked === null ? null : (
        <Revoking keyId={asked} isBusy={actions.busy !== null} onYes={revoke} onNo={() => setAsked(null)} />
      )}
      {data.mayChange && asked === null ? (
        <Inline>
          <LoadingButton loading={actions.busy === 'make'} onClick={make}>
            {WORDS.make}
          </LoadingButton>
        </Inline>
      ) : null}
    </Flex>
  );
}

function KeyTable({ data, now, onAsk }: Pick<KeysProps, 'data' | 'now'> & { onAsk: (keyId: string) => void }) {
  return (
    <HeadedTable columns={WORDS.columns}>
      {data.keys.map(({ keyId, createdAt }) => (
        <TableRow key={keyId}>
          <TableCell>{keyId}</TableCell>
          <TableCell>
            <RelativeTime at={createdAt} now={now} />
          </TableCell>
          <TableCell align="right">
            {data.mayChange ? (
              <Button size="xs" onClick={() => onAsk(keyId)}>
                {WORDS.revoke}
              </Button>
            ) : null}
          </TableCell>
        </TableRow>
      ))}
    </HeadedTable>
  );
}

function Made({ made, endpoint, onHide }: { made: SignalKey; endpoint: string; onHide: () => void }) {
  return (
    <Alert title={WORDS.made.title} variant="warning">
      <Input name="made-key" label={WORDS.made.key} value={made.keyId} readOnly />
      <Input name="made-secret" label={WORDS.made.secret} value={made.secret} readOnly />
      <TextArea
        name="made-example"
        label={WORDS.made.example}
        description={WORDS.made.exampleHelp}
        value={exampleOfSending(endpoint, made)}
        rows={16}
        readOnly
      />
      <Button onClick={() => onHide()}>{WORDS.made.hide}</Button>
    </Alert>
  );
}

interface RevokingProps {
  keyId: string;
  isBusy: boolean;
  onYes: (keyId: string) => void;
  onNo: () => void;
}

function Revoking({ keyId, isBusy, onYes, onNo }: RevokingProps) {
  const { title, text, yes, no } = WORDS.revoking(keyId);
  return (
    <Alert title={title} variant="warning">
      <Text>{text}</Text>
      <Inline gap="small">
        <LoadingButton variant="destructive" loading={isBusy} onClick={() => onYes(keyId)}>
          {yes}
        </LoadingButton>
        <Button onClick={() => onNo()}>{no}</Button>
      </Inline>
    </Alert>
  );
}
