import { Button, Flex, StatusTag, TableCell, TableRow, Text, Toggle } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import type { ListedPlay } from './plays-data.ts';
import { countReach, describeStages, describeTiers } from './play-reach.ts';
import { describeShare, describeVerdict, PLAYS } from './plays-texts.ts';
import type { ViewProps } from './view-props.ts';

interface PlaysTableProps extends ViewProps {
  onOpen: (playId: string) => void;
}

/** Every play in a row: when it is due, how often it worked with and without it, whether it is on. */
export function PlaysTable(props: PlaysTableProps) {
  const { client, data, actions } = props;
  /** The play that was switched last since the table is shown: of one before that nothing is said any more. */
  const [turned, setTurned] = useState<string | null>(null);
  const turn = (playId: string, on: boolean): void => {
    setTurned(playId);
    actions.act(nameAction(playId), client.switchPlay(playId, on));
  };
  return (
    <Flex direction="column" gap="small">
      {data.mayChange ? <Text variant="microcopy">{PLAYS.instant}</Text> : null}
      <HeadedTable columns={PLAYS.columns}>
        {data.plays.map((play) => (
          <PlayRow
            key={play.playId}
            {...props}
            play={play}
            isSaved={turned === play.playId && actions.done === nameAction(play.playId)}
            onTurn={turn}
          />
        ))}
      </HeadedTable>
      <Text variant="microcopy">{PLAYS.expected}</Text>
    </Flex>
  );
}

function nameAction(playId: string): string {
  return `switch ${playId}`;
}

interface RowProps extends PlaysTableProps {
  play: ListedPlay;
  isSaved: boolean;
  onTurn: (playId: string, on: boolean) => void;
}

function PlayRow({ data, actions, onOpen, play, isSaved, onTurn }: RowProps) {
  const { playId, enabled, edit, observed, trigger, autoStart, isOwn, isEdited, atWork } = play;
  const running = PLAYS.running(atWork);
  const marks = [
    ...(isOwn ? [PLAYS.own] : []),
    ...(isEdited ? [PLAYS.edited] : []),
    ...(enabled ? [] : [PLAYS.off]),
    ...(autoStart.length === 0 ? [] : [PLAYS.automatic(autoStart)]),
  ];
  return (
    <TableRow>
      <TableCell>
        <Flex direction="column" gap="flush" align="start">
          <Button size="extra-small" variant="transparent" onClick={() => onOpen(playId)}>
            {edit.name}
          </Button>
          <Text variant="microcopy">{PLAYS.when(trigger)}</Text>
          {marks.length === 0 ? null : <Text variant="microcopy">{marks.join(' · ')}</Text>}
        </Flex>
      </TableCell>
      <TableCell>
        <Text>{describeTiers(edit)}</Text>
        <Text variant="microcopy">{describeStages(edit)}</Text>
      </TableCell>
      <TableCell>
        <Text>{PLAYS.offered(play, data.isCounting)}</Text>
        {enabled ? <Text variant="microcopy">{PLAYS.reach(countReach(data.places, edit))}</Text> : null}
        {running === null ? null : <Text variant="microcopy">{running}</Text>}
      </TableCell>
      <TableCell>{describeShare(observed.run, 'runs')}</TableCell>
      <TableCell>{describeShare(observed.notRun, 'accounts')}</TableCell>
      <TableCell>
        <Verdict verdict={observed.verdict} />
      </TableCell>
      <TableCell>
        <Toggle
          name={`on-${playId}`}
          label={edit.name}
          labelDisplay="hidden"
          checked={enabled}
          readonly={!data.mayChange || actions.busy !== null}
          onChange={(on) => onTurn(playId, on)}
        />
        {isSaved ? <StatusTag variant="success">{PLAYS.saved}</StatusTag> : null}
      </TableCell>
    </TableRow>
  );
}

function Verdict({ verdict }: { verdict: string }) {
  const { label, variant } = describeVerdict(verdict);
  return <StatusTag variant={variant}>{label}</StatusTag>;
}
