import {
  Accordion,
  EmptyState,
  Flex,
  Inline,
  Link,
  List,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import React from 'react';
import { formatNumber } from 'roundtable-ui/formats.ts';
import { Loading } from 'roundtable-ui/loading.tsx';
import { recordPath } from 'roundtable-ui/record-path.ts';
import { RelativeTime } from 'roundtable-ui/relative-time.tsx';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import type { ComparedType, ComparisonData } from './report-data.ts';
import type { SettingsClient } from '../settings-client.ts';
import { COMPARISON } from '../texts.ts';

interface ComparisonProps {
  client: SettingsClient;
  portalId: number;
  now: number;
}

/** Whether what is held here agrees with HubSpot, by type. */
export function Comparison({ client, portalId, now }: ComparisonProps) {
  const loaded = useLoaded(client.readComparison);
  return (
    <Loading loaded={loaded} reading={COMPARISON.reading} unreadable={COMPARISON.unreadable}>
      {(comparison) =>
        comparison === null ? (
          <EmptyState title={COMPARISON.never.title} layout="vertical" imageName="emptyStateCharts">
            <Text>{COMPARISON.never.text}</Text>
          </EmptyState>
        ) : (
          <Report comparison={comparison} portalId={portalId} now={now} />
        )
      }
    </Loading>
  );
}

function Report({ comparison, portalId, now }: Omit<ComparisonProps, 'client'> & { comparison: ComparisonData }) {
  const { at, types, repaired } = comparison;
  const agrees = types.every((type) => type.inHubSpot === type.mirrored && type.differing === 0);
  const differing = types.filter((type) => type.named.length > 0);
  const { type, inHubSpot, held, sampled, differing: differ } = COMPARISON.columns;
  return (
    <Flex direction="column" gap="medium">
      <Inline gap="small" align="center">
        <StatusTag variant={agrees || repaired ? 'success' : 'warning'}>
          {agrees ? COMPARISON.agrees : COMPARISON.differs(repaired)}
        </StatusTag>
        <Text variant="microcopy">{COMPARISON.compared}</Text>
        <RelativeTime at={at} now={now} />
      </Inline>
      <Table density="condensed">
        <TableHead>
          <TableRow>
            <TableHeader>{type}</TableHeader>
            {[inHubSpot, held, sampled, differ].map((label) => (
              <TableHeader key={label} align="right">
                {label}
              </TableHeader>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {types.map((each) => (
            <Row key={each.type} compared={each} />
          ))}
        </TableBody>
      </Table>
      {differing.length === 0 ? null : (
        <Accordion title={COMPARISON.which} size="xs">
          <List>
            {differing.flatMap((each) =>
              each.named.map(({ id, fields }) => (
                <Text key={`${each.type} ${id}`} variant="microcopy">
                  {`${each.label} `}
                  <RecordLink portalId={portalId} id={id} typeId={each.recordTypeId} />
                  {`: ${fields.join(', ')}`}
                </Text>
              )),
            )}
          </List>
        </Accordion>
      )}
    </Flex>
  );
}

function RecordLink({ portalId, id, typeId }: { portalId: number; id: string; typeId: string | null }) {
  return typeId === null ? <>{id}</> : <Link href={recordPath(portalId, id, typeId)}>{id}</Link>;
}

function Row({ compared }: { compared: ComparedType }) {
  const { label, inHubSpot, mirrored, sampled, differing } = compared;
  return (
    <TableRow>
      <TableCell>{label}</TableCell>
      {[inHubSpot, mirrored, sampled, differing].map((value, index) => (
        <TableCell key={index} align="right">
          {formatNumber(value)}
        </TableCell>
      ))}
    </TableRow>
  );
}
