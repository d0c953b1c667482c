import {
  Accordion,
  Alert,
  EmptyState,
  Flex,
  Heading,
  Inline,
  Link,
  List,
  LoadingButton,
  StatusTag,
  Text,
  Tile,
} from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { Loading } from 'roundtable-ui/loading.tsx';
import { recordPath } from 'roundtable-ui/record-path.ts';
import { RelativeTime } from 'roundtable-ui/relative-time.tsx';
import { useActions } from 'roundtable-ui/use-actions.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import { usePolling } from 'roundtable-ui/use-polling.ts';
import { Failed } from '../failed.tsx';
import type { SettingsClient } from '../settings-client.ts';
import type { TrustData, TrustExample, TrustGap } from './trust-data.ts';
import { CHECKS, effectOf, isByTier, TRUST } from './trust-texts.ts';
import { ToDo } from '../to-do.tsx';

interface TrustProps {
  client: SettingsClient;
  portalId: number;
  now: number;
}

const POLL_MS = 2_000;

/** What the records lack: how much, which score is affected, what to do, and the records concerned. */
export function Trust({ client, portalId, now }: TrustProps) {
  const loaded = useLoaded(client.readTrust);
  const actions = useActions(loaded.replace);
  const { data, reload } = loaded;
  /** The report shown when a new one was requested. */
  const [asked, setAsked] = useState<{ at: string | null } | null>(null);
  const isWorking = asked !== null && asked.at === (data?.at ?? null);
  usePolling(reload, isWorking ? POLL_MS : null);
  const examine = (): void => actions.act('examine', client.examineData, () => setAsked({ at: data?.at ?? null }));
  return (
    <Loading loaded={loaded} reading={TRUST.reading} unreadable={TRUST.unreadable}>
      {({ at, gaps }) => (
        <Flex direction="column" gap="medium">
          <Flex direction="column" gap="flush">
            <Heading>{TRUST.title}</Heading>
            <Text>{TRUST.explain}</Text>
          </Flex>
          <Inline gap="small">
            <LoadingButton loading={isWorking || actions.busy !== null} onClick={examine}>
              {isWorking ? TRUST.working : TRUST.again}
            </LoadingButton>
            {at === null ? null : <Text variant="microcopy">{TRUST.examined}</Text>}
            {at === null ? null : <RelativeTime at={at} now={now} />}
          </Inline>
          <Failed failed={actions.failed} />
          {at === null ? (
            <EmptyState title={TRUST.never.title} layout="vertical">
              <Text>{TRUST.never.text}</Text>
            </EmptyState>
          ) : (
            <Gaps gaps={gaps} portalId={portalId} />
          )}
        </Flex>
      )}
    </Loading>
  );
}

/** What lacks something, what distorts most first; what lacks nothing in one line. */
function Gaps({ gaps, portalId }: Pick<TrustData, 'gaps'> & { portalId: number }) {
  const found = gaps.filter(({ count }) => count > 0).sort((one, other) => effectOf(other) - effectOf(one));
  const good = gaps.filter(({ count }) => count === 0).map(({ check }) => CHECKS[check].title);
  return (
    <>
      {found.length === 0 ? (
        <Alert title={TRUST.nothing.title} variant="success">
          {TRUST.nothing.text}
        </Alert>
      ) : (
        <ToDo words={TRUST.order(found.length)} />
      )}
      {found.map((gap, index) => (
        <Gap key={gap.check} gap={gap} isFirst={index === 0} portalId={portalId} />
      ))}
      {good.length === 0 ? null : (
        <Text variant="microcopy">{`${TRUST.good}: ${good.map((title) => title.charAt(0).toLowerCase() + title.slice(1)).join('; ')}.`}</Text>
      )}
    </>
  );
}

interface GapProps {
  gap: TrustGap;
  isFirst: boolean;
  portalId: number;
}

function Gap({ gap: { check, count, examples }, isFirst, portalId }: GapProps) {
  const { why, todo } = CHECKS[check];
  return (
    <Tile compact>
      <Flex direction="column" gap="extra-small">
        {isFirst ? <StatusTag variant="warning">{TRUST.first}</StatusTag> : null}
        <Text format={{ fontWeight: 'demibold' }}>{TRUST.found(check, count)}</Text>
        <Text>{why}</Text>
        <Text>{todo}</Text>
        {examples.length === 0 ? null : (
          <Accordion title={TRUST.records(check, examples.length, count)} size="xs">
            <List variant="unordered-styled">
              {examples.map((example) => (
                <Example key={example.id} {...{ check, example, portalId }} />
              ))}
            </List>
          </Accordion>
        )}
      </Flex>
    </Tile>
  );
}

interface ExampleProps extends Pick<TrustGap, 'check'> {
  example: TrustExample;
  portalId: number;
}

function Example({ check, example, portalId }: ExampleProps) {
  const { id, name, detail, recordTypeId } = example;
  const words = name === '' ? id : name;
  return (
    <Inline gap="extra-small">
      {recordTypeId === null ? (
        <Text>{words}</Text>
      ) : (
        <Link href={recordPath(portalId, id, recordTypeId)}>{words}</Link>
      )}
      {isByTier(check) ? <Text variant="microcopy">{TRUST.tier(example.tier)}</Text> : null}
      {detail === null ? null : <Text variant="microcopy">{TRUST.detail(check, detail)}</Text>}
    </Inline>
  );
}
