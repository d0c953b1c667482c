import {
  Accordion,
  Flex,
  Form,
  Inline,
  Input,
  LoadingButton,
  Select,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import React, { useCallback, useState } from 'react';
import { formatDay } from 'roundtable-ui/formats.ts';
import { useActions } from 'roundtable-ui/use-actions.ts';
import { Failed } from '../failed.tsx';
import type { ModelClient, PastDay } from './model-client.ts';
import type { ModelData } from './model-data.ts';
import type { PastScoreData } from './model-past-data.ts';
import { PAST } from './model-past-texts.ts';
import { tierName } from './model-texts.ts';

interface PastProps {
  client: ModelClient;
  data: ModelData;
}

/** What an account scored on an earlier day: as recorded then, and recomputed for it. */
export function PastScore({ client, data }: PastProps) {
  return (
    <Accordion title={PAST.title} size="sm">
      <Asked client={client} data={data} />
    </Accordion>
  );
}

function Asked({ client, data }: PastProps) {
  const [asked, setAsked] = useState<PastDay>({ companyId: '', day: '', model: 'then' });
  const [found, setFound] = useState<PastScoreData | null>(null);
  const replace = useCallback((score: PastScoreData) => setFound(score), []);
  const actions = useActions<PastScoreData>(replace);
  const isComplete = asked.companyId !== '' && asked.day !== '';
  const change = (part: Partial<PastDay>): void => setAsked((before) => ({ ...before, ...part }));
  const ask = (): void => {
    if (isComplete) actions.act('past', () => client.readPastScore(asked));
  };
  return (
    <Flex direction="column" gap="small">
      <Text>{PAST.explain}</Text>
      <Form onSubmit={ask} preventDefault>
        <Flex direction="row" gap="small" align="end" wrap>
          <Input
            label={PAST.company}
            name="company"
            value={asked.companyId}
            onChange={(text) => change({ companyId: text.trim() })}
          />
          <Input
            label={PAST.day}
            name="day"
            placeholder="2026-11-20"
            value={asked.day}
            onChange={(text) => change({ day: text.trim() })}
          />
          <Select
            label={PAST.model}
            name="model"
            value={asked.model}
            options={PAST.models}
            onChange={(model) => change({ model: model as PastDay['model'] })}
          />
          <LoadingButton type="submit" loading={actions.busy !== null} disabled={!isComplete}>
            {PAST.ask}
          </LoadingButton>
        </Flex>
      </Form>
      <Failed failed={actions.failed} />
      {found === null || actions.failed !== null ? null : <Found found={found} data={data} />}
    </Flex>
  );
}

function Found({ found, data }: { found: PastScoreData; data: ModelData }) {
  const { name, at, modelVersion, recorded, scores } = found;
  const stage = data.active.model.stage.stages.find(({ id }) => id === recorded?.stage)?.label ?? recorded?.stage ?? '';
  return (
    <Flex direction="column" gap="small">
      <Text format={{ fontWeight: 'demibold' }}>{PAST.found(name, formatDay(at))}</Text>
      <Text>
        {recorded === null ? PAST.notRecorded : PAST.recorded(tierName(recorded.tier), stage, recorded.modelVersion)}
      </Text>
      <Table density="condensed">
        <TableHead>
          <TableRow>
            {PAST.columns(modelVersion).map((label) => (
              <TableHeader key={label}>{label}</TableHeader>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {scores.map((line) => (
            <TableRow key={line.score}>
              <TableCell>{PAST.scores[line.score]}</TableCell>
              <TableCell>{PAST.total(line.recorded)}</TableCell>
              <TableCell>{PAST.total(line.total)}</TableCell>
              <TableCell>{line.reasons.map(PAST.reason).join(', ')}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Inline>
        <Text variant="microcopy">{PAST.undated}</Text>
      </Inline>
    </Flex>
  );
}
