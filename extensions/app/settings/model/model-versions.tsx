import { Alert, Button, Flex, Inline, LoadingButton, TableCell, TableRow, Text } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import { formatExact } from 'roundtable-ui/formats.ts';
import type { ModelSummary } from './model-data.ts';
import { describeDifference } from './model-difference.ts';
import { ModelPreview } from './model-preview.tsx';
import type { ModelProps } from './model-props.ts';
import { MODEL, VERSIONS } from './model-texts.ts';

interface VersionsProps extends ModelProps {
  onReturn: (version: ModelSummary) => void;
}

/** The versions that scored before, each with the way back to it and what that would change. */
export function ModelVersions({ client, data, actions, portalId, now, onReturn }: VersionsProps) {
  const [asked, setAsked] = useState<number | null>(null);
  const chosen = data.earlier.find(({ version }) => version === asked);
  return (
    <Flex direction="column" gap="small">
      <Text format={{ fontWeight: 'demibold' }}>{VERSIONS.title}</Text>
      {data.earlier.length === 0 ? <Text>{VERSIONS.none}</Text> : null}
      {chosen === undefined ? null : (
        <Alert title={VERSIONS.confirm.title(chosen.version)} variant="info">
          <Flex direction="column" gap="small">
            <ModelPreview
              key={`${chosen.version} ${data.active.version}`}
              client={client.model}
              version={chosen.version}
              mayAsk={data.mayChange}
              portalId={portalId}
              now={now}
            />
            <Inline gap="small">
              <LoadingButton variant="primary" loading={actions.busy === 'activate'} onClick={() => onReturn(chosen)}>
                {VERSIONS.confirm.yes(chosen.version)}
              </LoadingButton>
              <Button onClick={() => setAsked(null)}>{VERSIONS.confirm.no}</Button>
            </Inline>
          </Flex>
        </Alert>
      )}
      {data.earlier.length === 0 ? null : (
        <VersionTable earlier={data.earlier} onAsk={data.mayChange ? setAsked : null} />
      )}
    </Flex>
  );
}

interface TableProps {
  earlier: readonly ModelSummary[];
  /** `null` for who may not. */
  onAsk: ((version: number) => void) | null;
}

function VersionTable({ earlier, onAsk }: TableProps) {
  return (
    <HeadedTable columns={VERSIONS.columns}>
      {earlier.map((version) => (
        <TableRow key={version.version}>
          <TableCell>{VERSIONS.name(version)}</TableCell>
          <TableCell>{describeDifference(version.difference)}</TableCell>
          <TableCell>{version.activatedAt === null ? null : formatExact(version.activatedAt)}</TableCell>
          <TableCell>{MODEL.by(version.activatedBy ?? version.changedBy)}</TableCell>
          <TableCell align="right">
            {onAsk === null ? null : (
              <Button size="xs" onClick={() => onAsk(version.version)}>
                {VERSIONS.back}
              </Button>
            )}
          </TableCell>
        </TableRow>
      ))}
    </HeadedTable>
  );
}
