import {
  Alert,
  Button,
  Flex,
  Inline,
  Link,
  LoadingSpinner,
  Statistics,
  StatisticsItem,
  TableCell,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import React, { useCallback, useState } from 'react';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import { LoadProblem } from 'roundtable-ui/load-problem.tsx';
import { recordPath } from 'roundtable-ui/record-path.ts';
import { RelativeTime } from 'roundtable-ui/relative-time.tsx';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import { usePolling } from 'roundtable-ui/use-polling.ts';
import type { ModelClient } from './model-client.ts';
import type { Preview, PreviewData } from './model-data.ts';
import { PREVIEW, tierName } from './model-texts.ts';

const POLL_MS = 1_500;

interface PreviewProps {
  client: ModelClient;
  version: number;
  mayAsk: boolean;
  portalId: number;
  now: number;
}

/** The effect of a version, requested if nobody has yet, and polled while it is being computed. */
export function ModelPreview({ client, version, mayAsk, portalId, now }: PreviewProps) {
  const load = useCallback(async (): Promise<PreviewData> => {
    const held = await client.readPreview(version);
    return held.state === 'none' && mayAsk ? client.askPreview(version) : held;
  }, [client, version, mayAsk]);
  const { data, problem, reload, replace } = useLoaded(load);
  const isOnItsWay = data !== null && (data.state === 'working' || (data.preview?.unread.length ?? 0) > 0);
  usePolling(reload, isOnItsWay ? POLL_MS : null);

  if (problem !== null) return <LoadProblem title={PREVIEW.unreadable} message={problem.message} onRetry={reload} />;
  if (data === null || data.preview === null) {
    const waiting = data ?? { state: 'working', done: 0, total: null, at: null, preview: null };
    return <LoadingSpinner label={PREVIEW.working(waiting)} showLabel layout="inline" />;
  }
  const again = (): void => void client.askPreview(version).then(replace, reload);
  return <Found preview={data.preview} at={data.at} portalId={portalId} now={now} onAgain={mayAsk ? again : null} />;
}

interface FoundProps {
  preview: Preview;
  at: string | null;
  portalId: number;
  now: number;
  onAgain: (() => void) | null;
}

function Found({ preview, at, portalId, now, onAgain }: FoundProps) {
  const [isOpen, setIsOpen] = useState(false);
  const more = [PREVIEW.stages(preview), PREVIEW.fit(preview)].filter((sentence) => sentence !== '').join(' ');
  return (
    <Flex direction="column" gap="small">
      <Text format={{ fontWeight: 'demibold' }}>{preview.summary}</Text>
      {preview.proposed === null ? null : <Text>{PREVIEW.byKeys(preview.tiers, preview.proposed)}</Text>}
      <Statistics>
        {preview.tiers.map(({ tier, before, after, enter, leave }) => (
          <StatisticsItem
            key={tier ?? 'none'}
            label={tierName(tier)}
            number={before === after ? `${after}` : `${before} → ${after}`}
          >
            <Text variant="microcopy">{PREVIEW.moved(enter, leave)}</Text>
          </StatisticsItem>
        ))}
      </Statistics>
      {more === '' ? null : <Text>{more}</Text>}
      {preview.unread.length === 0 ? null : (
        <Alert title={PREVIEW.unread(preview).title} variant="info">
          {PREVIEW.unread(preview).text}
        </Alert>
      )}
      <Inline gap="small">
        {preview.tierMovesTotal === 0 ? null : (
          <Button size="sm" onClick={() => setIsOpen(!isOpen)}>
            {isOpen ? PREVIEW.hide : PREVIEW.see}
          </Button>
        )}
        {onAgain === null ? null : (
          <Button size="sm" variant="transparent" onClick={() => onAgain()}>
            {PREVIEW.again}
          </Button>
        )}
        {at === null ? null : <RelativeTime at={at} now={now} />}
      </Inline>
      {isOpen ? <Moves preview={preview} portalId={portalId} /> : null}
    </Flex>
  );
}

function Moves({ preview, portalId }: { preview: Preview; portalId: number }) {
  const { tierMoves, tierMovesTotal } = preview;
  return (
    <Flex direction="column" gap="extra-small">
      <HeadedTable columns={PREVIEW.columns}>
        {tierMoves.map(({ companyId, name, from, to }) => (
          <TableRow key={companyId}>
            <TableCell>
              <Link href={recordPath(portalId, companyId)}>{name}</Link>
            </TableCell>
            <TableCell>{tierName(from)}</TableCell>
            <TableCell>{tierName(to)}</TableCell>
          </TableRow>
        ))}
      </HeadedTable>
      <Text variant="microcopy">{PREVIEW.shown(tierMoves.length, tierMovesTotal)}</Text>
    </Flex>
  );
}
