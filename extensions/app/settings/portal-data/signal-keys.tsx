import {
  Accordion,
  Alert,
  Button,
  DescriptionList,
  DescriptionListItem,
  Flex,
  Heading,
  Inline,
  LoadingButton,
  TableCell,
  TableRow,
  Text,
  TextArea,
} from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { CopyButton, type Copy } from 'roundtable-ui/copy-button.tsx';
import { formatDay } from 'roundtable-ui/formats.ts';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import { RelativeTime } from 'roundtable-ui/relative-time.tsx';
import type { Actions } from 'roundtable-ui/use-actions.ts';
import type { HeldKey } from '../held-key.ts';
import type { SettingsClient } from '../settings-client.ts';
import { MakeKey } from '../make-key.tsx';
import { SecretField } from '../secret-field.tsx';
import type { SignalKey, SignalsData } from './signals-data.ts';
import { exampleOfSending } from './signals-example.ts';
import { SIGNALS } from './signals-texts.ts';

interface KeysProps {
  client: SettingsClient;
  data: SignalsData;
  actions: Actions<SignalsData>;
  now: number;
  copy: Copy | undefined;
}

const { keys: WORDS } = SIGNALS;

/** The keys: made with a name, shown once, and revoked once the tool has a new one. */
export function SignalKeys({ client, data, actions, now, copy }: KeysProps) {
  const [made, setMade] = useState<SignalKey | null>(null);
  const [asked, setAsked] = useState<HeldKey | null>(null);
  const make = (label: string, done: () => void): void => {
    const send = client.prepareSignalKey(label);
    const show = async (): Promise<SignalsData> => {
      setMade(await send());
      return client.readSignals();
    };
    actions.act('make', show, done);
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
      <Text>{WORDS.explain}</Text>
      <Sending endpoint={data.endpoint} />
      {made === null ? null : <Made made={made} endpoint={data.endpoint} copy={copy} onHide={() => setMade(null)} />}
      {data.keys.length === 0 ? <Text>{WORDS.none}</Text> : <KeyTable data={data} now={now} onAsk={setAsked} />}
      {asked === null ? null : (
        <Revoking held={asked} isBusy={actions.busy !== null} onYes={revoke} onNo={() => setAsked(null)} />
      )}
      {data.mayChange && asked === null ? (
        <MakeKey name="signal-key-label" words={WORDS} isMaking={actions.busy === 'make'} onMake={make} />
      ) : null}
    </Flex>
  );
}

/** For whoever sets up the tool: where it sends signals to, and what is in them. */
function Sending({ endpoint }: { endpoint: string }) {
  const { title, address, type, headers, body, ...parts } = WORDS.sending;
  const request = [{ label: address, is: endpoint }, type, ...headers, body];
  return (
    <Accordion title={title} size="sm">
      <Flex direction="column" gap="small">
        <Fields fields={request} />
        {[parts.intent, parts.activity, parts.answer].map((part) => (
          <Flex key={part.title} direction="column" gap="flush">
            <Text format={{ fontWeight: 'demibold' }}>{part.title}</Text>
            <Fields fields={part.fields} />
          </Flex>
        ))}
      </Flex>
    </Accordion>
  );
}

function Fields({ fields }: { fields: readonly { label: string; is: string }[] }) {
  return (
    <DescriptionList direction="row">
      {fields.map(({ label, is }) => (
        <DescriptionListItem key={label} label={label}>
          <Text>{is}</Text>
        </DescriptionListItem>
      ))}
    </DescriptionList>
  );
}

function KeyTable({ data, now, onAsk }: Pick<KeysProps, 'data' | 'now'> & { onAsk: (held: HeldKey) => void }) {
  return (
    <HeadedTable columns={WORDS.columns}>
      {data.keys.map((held) => (
        <TableRow key={held.keyId}>
          <TableCell>
            <Text>{held.label === '' ? WORDS.nameless : held.label}</Text>
            <Text variant="microcopy">{held.keyId}</Text>
          </TableCell>
          <TableCell>
            <RelativeTime at={held.createdAt} now={now} />
            {held.createdBy === null ? null : <Text variant="microcopy">{WORDS.madeBy(held.createdBy)}</Text>}
          </TableCell>
          <TableCell>{held.lastUsedAt === null ? WORDS.neverUsed : formatDay(held.lastUsedAt)}</TableCell>
          <TableCell>
            {data.mayChange ? (
              <Button size="xs" onClick={() => onAsk(held)}>
                {WORDS.revoke}
              </Button>
            ) : null}
          </TableCell>
        </TableRow>
      ))}
    </HeadedTable>
  );
}

interface MadeProps {
  made: SignalKey;
  endpoint: string;
  copy: Copy | undefined;
  onHide: () => void;
}

function Made({ made, endpoint, copy, onHide }: MadeProps) {
  const example = exampleOfSending(endpoint, made);
  return (
    <Alert title={WORDS.made.title} variant="warning">
      <Flex direction="column" gap="small" align="stretch">
        <SecretField name="made-key" label={WORDS.made.key} value={made.keyId} copy={copy} />
        <SecretField name="made-secret" label={WORDS.made.secret} value={made.secret} copy={copy} />
        <TextArea
          name="made-example"
          label={WORDS.made.example}
          description={WORDS.made.exampleHelp}
          value={example}
          rows={16}
          cols={80}
          readOnly
        />
        <CopyButton copy={copy} text={() => example} words={WORDS.made.copyExample} size="sm" />
        <Inline>
          <Button onClick={() => onHide()}>{WORDS.made.hide}</Button>
        </Inline>
      </Flex>
    </Alert>
  );
}

interface RevokingProps {
  held: HeldKey;
  isBusy: boolean;
  onYes: (keyId: string) => void;
  onNo: () => void;
}

function Revoking({ held, isBusy, onYes, onNo }: RevokingProps) {
  const { title, text, yes, no } = WORDS.revoking(held);
  return (
    <Alert title={title} variant="warning">
      <Text>{text}</Text>
      <Inline gap="small">
        <LoadingButton variant="destructive" loading={isBusy} onClick={() => onYes(held.keyId)}>
          {yes}
        </LoadingButton>
        <Button onClick={() => onNo()}>{no}</Button>
      </Inline>
    </Alert>
  );
}
