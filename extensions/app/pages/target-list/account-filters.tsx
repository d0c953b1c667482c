import { Flex, Inline, Input, Link, LoadingButton, Select, Text } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { useActions } from 'roundtable-ui/use-actions.ts';
import type { AccountFilter, ExportedData } from './accounts-page-data.ts';
import type { TargetListClient } from './target-list-client.ts';
import type { Choice, TargetListData } from './target-list-data.ts';
import { TABLE } from './target-list-texts.ts';

interface FiltersProps {
  filter: AccountFilter;
  choices: TargetListData['choices'];
  onChange: (change: Partial<AccountFilter>) => void;
}

/** The filters of the table. */
export function AccountFilters({ filter, choices, onChange }: FiltersProps) {
  const { filters, tiers, watches } = TABLE;
  const selects = [
    { name: 'tier', options: tiers },
    { name: 'stage', options: withAny(choices.stages) },
    { name: 'owner', options: withAny(choices.owners) },
    { name: 'gap', options: withAny(choices.gaps) },
    { name: 'watch', options: watches },
  ] as const;
  return (
    <Flex direction="row" gap="small" wrap="wrap">
      {selects.map(({ name, options }) => (
        <Select
          key={name}
          label={filters[name]}
          name={name}
          options={[...options]}
          value={filter[name]}
          onChange={(value) => onChange({ [name]: String(value) })}
        />
      ))}
      <Input label={filters.text} name="text" value={filter.text} onChange={(text) => onChange({ text })} />
    </Flex>
  );
}

/** Makes a link to the accounts as they are filtered, which ends soon and is made anew: a page inside HubSpot cannot save a file itself. */
export function ExportLink({ client, filter }: { client: TargetListClient; filter: AccountFilter }) {
  const [made, setMade] = useState<(ExportedData & { filter: AccountFilter }) | null>(null);
  const actions = useActions(setMade);
  const link = made?.filter === filter ? made : null;
  const make = async () => ({ ...(await client.linkExport(filter)), filter });
  return (
    <Flex direction="column" gap="xs">
      <Inline gap="small" align="center">
        <LoadingButton loading={actions.busy !== null} onClick={() => actions.act('export', make)}>
          {link === null ? TABLE.export : TABLE.exportAgain}
        </LoadingButton>
        {link === null ? null : <Link href={{ url: link.url, external: true }}>{TABLE.exported}</Link>}
      </Inline>
      {link === null ? null : <Text variant="microcopy">{TABLE.exportedUntil(link.until)}</Text>}
      {actions.failed === null ? null : <Text>{actions.failed.message}</Text>}
    </Flex>
  );
}

function withAny(options: readonly Choice[]): Choice[] {
  return [{ label: TABLE.any, value: '' }, ...options];
}
