import { EmptyState, Flex, Link, TableCell, TableRow, Text } from '@hubspot/ui-extensions';
import React from 'react';
import { formatNumber } from 'roundtable-ui/formats.ts';
import { Loading } from 'roundtable-ui/loading.tsx';
import { recordPath } from 'roundtable-ui/record-path.ts';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import { RelativeTime } from 'roundtable-ui/relative-time.tsx';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import type { Problem, ProblemGroup } from './report-data.ts';
import type { SettingsClient } from '../settings-client.ts';
import { PROBLEMS } from '../texts.ts';
import { ToDo } from '../to-do.tsx';
import { TO_DO } from '../to-do-texts.ts';

interface ProblemsProps {
  client: SettingsClient;
  portalId: number;
  now: number;
}

/** What needs a person, by kind: what it is, what to do, and each with HubSpot's own words. */
export function Problems({ client, portalId, now }: ProblemsProps) {
  const loaded = useLoaded(client.readProblems);
  return (
    <Loading loaded={loaded} reading={PROBLEMS.reading} unreadable={PROBLEMS.unreadable}>
      {(groups) =>
        groups.length === 0 ? (
          <EmptyState title={PROBLEMS.empty.title} layout="vertical" imageName="successfullyConnectedEmail">
            <Text>{PROBLEMS.empty.text}</Text>
          </EmptyState>
        ) : (
          <Flex direction="column" gap="large">
            <ToDo words={TO_DO.problems} />
            {groups.map((group) => (
              <Group key={group.kind} group={group} portalId={portalId} now={now} />
            ))}
          </Flex>
        )
      }
    </Loading>
  );
}

function Group({ group, portalId, now }: { group: ProblemGroup; portalId: number; now: number }) {
  const { title, help, what } = PROBLEMS.kinds[group.kind];
  const { count, shown } = group;
  const hasProperties =
    group.kind !== 'properties' && group.kind !== 'unknown' && shown.some(({ property }) => property !== null);
  const { words, property, when } = PROBLEMS.columns;
  return (
    <Flex direction="column" gap="small">
      <Flex direction="column" gap="flush">
        <Text format={{ fontWeight: 'demibold' }}>{`${title}: ${formatNumber(count)}`}</Text>
        <Text variant="microcopy">{help}</Text>
      </Flex>
      <HeadedTable
        columns={[
          { label: what, width: 160 },
          ...(hasProperties ? [{ label: property, width: 140 }] : []),
          { label: words, width: 280 },
          { label: when, width: 100 },
        ]}
      >
        {shown.map((each) => (
          <TableRow key={`${each.recordTypeId} ${each.id} ${each.property}`}>
            <TableCell>
              <Subject problem={each} portalId={portalId} />
            </TableCell>
            {hasProperties ? <TableCell>{each.property}</TableCell> : null}
            <TableCell>{each.message}</TableCell>
            <TableCell>
              <RelativeTime at={each.at} now={now} />
            </TableCell>
          </TableRow>
        ))}
      </HeadedTable>
      {shown.length < count ? <Text variant="microcopy">{PROBLEMS.newest(shown.length, count)}</Text> : null}
    </Flex>
  );
}

function Subject({ problem, portalId }: { problem: Problem; portalId: number }) {
  const { id, name, recordTypeId } = problem;
  if (recordTypeId === null) return <Text>{name ?? id}</Text>;
  return <Link href={recordPath(portalId, id, recordTypeId)}>{name ?? id}</Link>;
}
