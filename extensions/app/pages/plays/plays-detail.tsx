import {
  Alert,
  Button,
  DescriptionList,
  DescriptionListItem,
  Flex,
  Heading,
  Inline,
  List,
  LoadingButton,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
  ToggleGroup,
} from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { countReach, describeStages, describeTiers } from './play-reach.ts';
import type { ListedPlay, PlayEditData } from './plays-data.ts';
import { findDraft } from './plays-drafts.tsx';
import {
  CHANNELS,
  describeShare,
  describeVerdict,
  DETAIL,
  EDITOR,
  PLAYS,
  RETIRE,
  SEQUENCE,
  WORKERS,
} from './plays-texts.ts';
import { KeepButton } from './plays-proposal.tsx';
import type { ViewProps } from './view-props.ts';

interface PlayDetailProps extends ViewProps {
  play: ListedPlay;
  onBack: () => void;
  onEdit: () => void;
}

/** One play: when it is due, what it aims at and what came of it, its steps, and what may be changed. */
export function PlayDetail(props: PlayDetailProps) {
  const { data, play, onBack } = props;
  const { edit } = play;
  const aimed = PLAYS.aimed(describeTiers(edit), describeStages(edit));
  const others = DETAIL.others(play, data.isCounting);
  return (
    <Flex direction="column" gap="medium">
      <Inline>
        <Button size="small" onClick={() => onBack()}>
          {PLAYS.back}
        </Button>
      </Inline>
      <Heading>{edit.name}</Heading>
      {data.mayChange ? <Change {...props} /> : null}
      <DescriptionList direction="row">
        <DescriptionListItem label={DETAIL.due}>
          <Text>{play.trigger}</Text>
        </DescriptionListItem>
        <DescriptionListItem label={DETAIL.reach}>
          <Text>{DETAIL.reachOf(aimed, countReach(data.places, edit))}</Text>
        </DescriptionListItem>
        <DescriptionListItem label={DETAIL.now}>
          <Text>
            {[PLAYS.offered(play, data.isCounting), PLAYS.running(play.atWork)]
              .filter((each) => each !== null)
              .join(', ')}
          </Text>
          {others === null ? null : <Text variant="microcopy">{others}</Text>}
        </DescriptionListItem>
        <DescriptionListItem label={DETAIL.aim}>
          <Text>{play.outcome}</Text>
        </DescriptionListItem>
      </DescriptionList>
      <Outcomes play={play} />
      <Steps steps={edit.steps} />
      <AutoStart {...props} />
    </Flex>
  );
}

/** To the editor, off and on, or back to the play as it ships, which is asked first: what was written is not kept. */
function Change({ client, data, actions, play, onEdit }: PlayDetailProps) {
  const { playId, isEdited, enabled } = play;
  const [isAsked, setIsAsked] = useState(false);
  const { resetting } = DETAIL;
  const reset = (): void => actions.act(`reset ${playId}`, client.reset(playId), () => setIsAsked(false));
  const isDrafted = findDraft(data, playId) !== null;
  const isProposed = play.observed.retire !== null;
  const turn = (): void => actions.act(`switch ${playId}`, client.switchPlay(playId, !enabled));
  if (!isAsked) {
    return (
      <Flex direction="column" gap="small">
        <Text>{DETAIL.lead(play, isDrafted)}</Text>
        {play.observed.kept === null ? null : <Text variant="microcopy">{RETIRE.kept(play.observed.kept)}</Text>}
        <Inline gap="small">
          <Button variant={isDrafted ? 'primary' : 'secondary'} onClick={() => onEdit()}>
            {isDrafted ? DETAIL.goOn : DETAIL.edit}
          </Button>
          <LoadingButton
            variant={isProposed && !isDrafted ? 'primary' : 'secondary'}
            loading={actions.busy === `switch ${playId}`}
            disabled={actions.busy !== null}
            onClick={turn}
          >
            {enabled ? DETAIL.switchOff : DETAIL.switchOn}
          </LoadingButton>
          {isProposed ? <KeepButton client={client} actions={actions} playId={playId} /> : null}
          {isEdited ? <Button onClick={() => setIsAsked(true)}>{DETAIL.reset}</Button> : null}
        </Inline>
      </Flex>
    );
  }
  return (
    <Alert title={resetting.title} variant="warning">
      <Text>{resetting.text}</Text>
      <Inline gap="small">
        <LoadingButton variant="destructive" loading={actions.busy === `reset ${playId}`} onClick={reset}>
          {resetting.yes}
        </LoadingButton>
        <Button onClick={() => setIsAsked(false)}>{resetting.no}</Button>
      </Inline>
    </Alert>
  );
}

function Steps({ steps }: Pick<PlayEditData, 'steps'>) {
  return (
    <Flex direction="column" gap="flush">
      <Text format={{ fontWeight: 'demibold' }}>{EDITOR.steps}</Text>
      <List variant="ordered">
        {steps.map(({ title, channel, who, dueInDays }, index) => (
          <Text key={index}>
            {DETAIL.step(
              title,
              CHANNELS[channel as keyof typeof CHANNELS] ?? SEQUENCE.channel,
              WORKERS[who as keyof typeof WORKERS],
              dueInDays,
            )}
          </Text>
        ))}
      </List>
    </Flex>
  );
}

function Outcomes({ play: { observed } }: { play: ListedPlay }) {
  const rows = [
    { label: DETAIL.reached, run: observed.run, notRun: observed.notRun },
    { label: DETAIL.stageUp, ...observed.stageUp },
    { label: DETAIL.won, ...observed.won },
  ];
  return (
    <Flex direction="column" gap="small">
      <Table density="condensed">
        <TableHead>
          <TableRow>
            <TableHeader>{DETAIL.measure}</TableHeader>
            <TableHeader>{DETAIL.run}</TableHeader>
            <TableHeader>{DETAIL.notRun}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map(({ label, run, notRun }) => (
            <TableRow key={label}>
              <TableCell>{label}</TableCell>
              <TableCell>{describeShare(run, 'runs')}</TableCell>
              <TableCell>{describeShare(notRun, 'accounts')}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Text variant="microcopy">{DETAIL.brackets}</Text>
      <Text variant="microcopy">{describeVerdict(observed.verdict).says}</Text>
      <Sources observed={observed} />
    </Flex>
  );
}

/** What of it this app saw, and what a table told of. */
function Sources({ observed }: Pick<ListedPlay, 'observed'>) {
  if (observed.imported.run + observed.imported.notRun === 0) return null;
  return (
    <Flex direction="column" gap="flush">
      {DETAIL.sources(observed).map((sentence) => (
        <Text key={sentence} variant="microcopy">
          {sentence}
        </Text>
      ))}
      <Text variant="microcopy">{DETAIL.importedHelp}</Text>
    </Flex>
  );
}

function AutoStart({ client, data, actions, play: { playId, autoStart } }: PlayDetailProps) {
  const action = `start ${playId}`;
  /** Whether it was changed since the play is shown. */
  const [isChanged, setChanged] = useState(false);
  const start = (tiers: readonly string[]): void => {
    setChanged(true);
    actions.act(action, client.setAutoStart(playId, tiers.map(Number)));
  };
  const isFixed = !data.mayChange || actions.busy !== null;
  return (
    <Flex direction="column" gap="flush">
      <ToggleGroup
        toggleType="checkboxList"
        name="auto-start"
        label={DETAIL.automatic}
        inline
        options={(['1', '2', '3'] as const).map((value) => ({
          value,
          label: DETAIL.tiers[value] ?? value,
          readonly: isFixed,
          readOnly: isFixed,
        }))}
        value={autoStart.map(String)}
        onChange={start}
      />
      <Text variant="microcopy">{DETAIL.automaticHelp}</Text>
      {isChanged && actions.done === action ? (
        <StatusTag variant="success">{DETAIL.automaticSaved(autoStart)}</StatusTag>
      ) : null}
    </Flex>
  );
}
