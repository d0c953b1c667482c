import { Button, Flex, Select, TableCell, TableRow, Text } from '@hubspot/ui-extensions';
import React from 'react';
import { STAGES } from 'roundtable-ui/condition-words.ts';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import { toOptions } from 'roundtable-ui/to-options.ts';
import type { LibraryPageData } from './library-data.ts';
import { countAccounts, judgePlace, listIndustries, wordIndustry, type Standing, type Wanted } from './library-fit.ts';
import { LIBRARY, MAP } from './library-texts.ts';
import { CHANNELS, listAims } from './plays-texts.ts';

interface MapProps {
  data: LibraryPageData;
  wanted: Wanted;
  onChange: (change: Partial<Wanted>) => void;
}

/** Which role at which stage has a text, in an industry that is chosen; one that is pressed is looked into, or written for where none is. */
export function LibraryMap({ data, wanted, onChange, onWrite }: MapProps & { onWrite: () => void }) {
  const stages = Object.entries(STAGES);
  const columns = [
    MAP.role,
    ...stages.map(([stage, label]) => MAP.stage(label, countAccounts(data.places, stage, wanted.industry))),
  ];
  const roles = listAims(data.roles);
  const places = roles.flatMap(({ value: role }) => stages.map(([stage]) => ({ ...wanted, role, stage })));
  const standings = places.map((place) => judgePlace(data.texts, place).standing);
  const none = standings.filter((standing) => standing === 'none').length;
  const open = (role: string, stage: string, standing: Standing): void => {
    onChange({ role, stage });
    if (standing === 'none' && data.mayChange) onWrite();
  };
  return (
    <Flex direction="column" gap="small">
      <Choices data={data} wanted={wanted} onChange={onChange} />
      <Text>{MAP.missing(none, places.length, CHANNELS[wanted.channel as keyof typeof CHANNELS])}</Text>
      <HeadedTable columns={columns}>
        {roles.map(({ value: role, label }) => (
          <TableRow key={role}>
            <TableCell>{label}</TableCell>
            {stages.map(([stage]) => {
              const { standing, count } = judgePlace(data.texts, { ...wanted, role, stage });
              return (
                <TableCell key={stage}>
                  <Button size="xs" variant="transparent" onClick={() => open(role, stage, standing)}>
                    {MAP.cell(standing, count, data.mayChange)}
                  </Button>
                </TableCell>
              );
            })}
          </TableRow>
        ))}
      </HeadedTable>
      <Text variant="microcopy">{MAP.legend(new Set(standings))}</Text>
    </Flex>
  );
}

function Choices({ data, wanted, onChange }: MapProps) {
  const industries = listIndustries(data).map(({ value, accounts }) => ({
    value,
    label: MAP.industry(wordIndustry(value), accounts),
  }));
  return (
    <Flex direction="row" gap="small" wrap="wrap">
      <Select
        label={LIBRARY.industry}
        name="map-industry"
        options={[{ value: '', label: MAP.anyIndustry }, ...industries]}
        value={wanted.industry ?? ''}
        onChange={(value) => onChange({ industry: value === '' ? null : String(value) })}
      />
      <Select
        label={MAP.channel}
        name="map-channel"
        options={toOptions(CHANNELS)}
        value={wanted.channel ?? ''}
        onChange={(value) => onChange({ channel: String(value) })}
      />
    </Flex>
  );
}
