import { Button, Flex, Inline, Input, Link, Select, Text } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import type { AccountFilter } from './accounts-page-data.ts';
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

/** Makes a link to the accounts as they are filtered: a page inside HubSpot cannot save a file itself. */
export function ExportLink({ client, filter }: { client: TargetListClient; filter: AccountFilter }) {
  const [made, setMade] = useState<{ filter: AccountFilter; url: string } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const make = async (): Promise<void> => {
    setProblem(null);
    try {
      const { url } = await client.linkExport(filter);
      setMade({ filter, url });
    } catch (failure) {
      setProblem((failure as Error).message);
    }
  };
  if (made !== null && made.filter === filter) {
    return (
      <Inline gap="xs">
        <Link href={{ url: made.url, external: true }}>{TABLE.exported}</Link>
        <Text variant="microcopy">{TABLE.exportHelp}</Text>
      </Inline>
    );
  }
  return (
    <Inline gap="xs">
      <Button onClick={() => void make()}>{TABLE.export}</Button>
      {problem === null ? null : <Text>{problem}</Text>}
    </Inline>
  );
}

function withAny(options: readonly Choice[]): Choice[] {
  return [{ label: TABLE.any, value: '' }, ...options];
}
