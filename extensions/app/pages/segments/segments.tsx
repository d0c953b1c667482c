import {
  Alert,
  Button,
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
import { AskedButton } from 'roundtable-ui/asked-button.tsx';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import { Loading } from 'roundtable-ui/loading.tsx';
import { useActions, type Actions } from 'roundtable-ui/use-actions.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import type { PageProps } from '../page-frame.tsx';
import type { SegmentData, SegmentsData } from './segments-data.ts';
import { SEGMENTS } from './segments-texts.ts';

/** Segments of accounts that HubSpot keeps, made on request. */
export function SegmentsPage({ app, portalId }: PageProps) {
  const loaded = useLoaded(useCallback(() => app.read<SegmentsData>('/api/segments'), [app]));
  const actions = useActions(loaded.replace);
  const send = (action: 'make' | 'remove', kind: string): void => {
    const body = { kind, requestId: crypto.randomUUID() };
    actions.act(`${action} ${kind}`, () => app.send<SegmentsData>(`/api/segments/${action}`, body));
  };
  const makeMissing = (): void => {
    const body = { requestId: crypto.randomUUID() };
    actions.act('make-missing', () => app.send<SegmentsData>('/api/segments/make-missing', body));
  };
  return (
    <Loading loaded={loaded} reading={SEGMENTS.reading} unreadable={SEGMENTS.unreadable}>
      {(data) => (
        <Flex direction="column" gap="medium">
          <Heading>{SEGMENTS.title}</Heading>
          <Text>{SEGMENTS.about}</Text>
          <Hindrances data={data} actions={actions} />
          <MakeMissing data={data} actions={actions} onMake={makeMissing} />
          <HeadedTable columns={COLUMNS}>
            {data.segments.map((segment) => (
              <SegmentRow key={segment.kind} {...{ segment, data, portalId, actions, send }} />
            ))}
          </HeadedTable>
        </Flex>
      )}
    </Loading>
  );
}

const COLUMNS = [
  { label: SEGMENTS.columns.segment, width: 200 },
  { label: SEGMENTS.columns.size, align: 'right', width: 'min' },
  { label: SEGMENTS.columns.action, width: 170 },
] as const;

/** What keeps the viewer from making one, and what did not work. */
function Hindrances({ data, actions }: { data: SegmentsData; actions: Actions<SegmentsData> }) {
  const { allowed, mayChange, reconnectUrl, unavailable } = data;
  const { failed } = actions;
  return (
    <>
      {allowed ? null : (
        <Alert title={SEGMENTS.notAllowed.title} variant="warning">
          <Text>{SEGMENTS.notAllowed.text}</Text>
          <Link href={{ url: reconnectUrl, external: true }}>{SEGMENTS.notAllowed.link}</Link>
        </Alert>
      )}
      {mayChange ? null : <Text variant="microcopy">{SEGMENTS.ask}</Text>}
      {unavailable === null ? null : <Text>{SEGMENTS.unavailable(unavailable)}</Text>}
      {failed === null ? null : (
        <Alert title={SEGMENTS.failed} variant="danger">
          <Text>{failed.message}</Text>
          <Button onClick={() => failed.retry()}>{SEGMENTS.retry}</Button>
        </Alert>
      )}
    </>
  );
}

/** One click for all that are not there; nothing where all are. */
function MakeMissing(props: { data: SegmentsData; actions: Actions<SegmentsData>; onMake: () => void }) {
  const { segments, mayChange, allowed, refused } = props.data;
  const missing = segments.filter(({ list }) => list === null).length;
  return (
    <>
      {refused.length === 0 ? null : (
        <Alert title={SEGMENTS.refused} variant="warning">
          {refused.map((why) => (
            <Text key={why}>{why}</Text>
          ))}
        </Alert>
      )}
      {missing === 0 || !mayChange || !allowed ? null : (
        <Inline>
          <LoadingButton
            variant="primary"
            loading={props.actions.busy === 'make-missing'}
            disabled={props.actions.busy !== null}
            onClick={() => props.onMake()}
          >
            {SEGMENTS.makeMissing(missing, segments.length)}
          </LoadingButton>
        </Inline>
      )}
    </>
  );
}

interface RowProps {
  segment: SegmentData;
  data: SegmentsData;
  portalId: number;
  actions: Actions<SegmentsData>;
  send: (action: 'make' | 'remove', kind: string) => void;
}

function SegmentRow(props: RowProps) {
  const { name, description, list } = props.segment;
  const note = SEGMENTS.sizeNote(props.segment);
  return (
    <TableRow>
      <TableCell>
        <Text format={{ fontWeight: 'demibold' }}>{name}</Text>
        <Text variant="microcopy">{description}</Text>
      </TableCell>
      <TableCell align="right">
        <Text>{SEGMENTS.size(props.segment)}</Text>
        {note === null ? null : <Text variant="microcopy">{note}</Text>}
      </TableCell>
      <TableCell>{list === null ? <Make {...props} /> : <Made {...props} listId={list.listId} />}</TableCell>
    </TableRow>
  );
}

function Make({ segment: { kind }, data, actions, send }: RowProps) {
  if (!data.mayChange || !data.allowed) return <Text variant="microcopy">{SEGMENTS.notMade}</Text>;
  return (
    <LoadingButton
      size="sm"
      loading={actions.busy === `make ${kind}`}
      disabled={actions.busy !== null}
      onClick={() => send('make', kind)}
    >
      {SEGMENTS.make}
    </LoadingButton>
  );
}

/** The way to the segment in HubSpot; deleting it there takes a second click, which says what it means. */
function Made({ segment: { kind, name }, listId, data, portalId, actions, send }: RowProps & { listId: string }) {
  const [isLeaving, setIsLeaving] = useState(false);
  return (
    <Flex direction="column" gap="flush">
      <Inline gap="small" align="center">
        <Link href={listPath(portalId, listId)}>{SEGMENTS.open}</Link>
        {data.mayChange ? (
          <AskedButton
            words={SEGMENTS.removal}
            isAsked={isLeaving}
            setIsAsked={setIsLeaving}
            isBusy={actions.busy !== null}
            onYes={() => send('remove', kind)}
          />
        ) : null}
      </Inline>
      {isLeaving ? <Text variant="microcopy">{SEGMENTS.removing(name)}</Text> : null}
    </Flex>
  );
}

/** HubSpot's address of a list. */
function listPath(portalId: number, listId: string): string {
  return `/contacts/${portalId}/objectLists/${encodeURIComponent(listId)}`;
}
