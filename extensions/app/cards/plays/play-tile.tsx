import { Flex, Heading, Inline, List, Text, Tile } from '@hubspot/ui-extensions';
import React from 'react';
import { RelativeDay, RelativeTime } from 'roundtable-ui/relative-time.tsx';
import type { CardPlay } from '../card-data.ts';
import { PlayButtons } from './play-buttons.tsx';
import { PlayTexts } from './play-texts.tsx';
import type { PlayTileProps } from './play-tile-props.ts';
import { PLAYS } from '../work-texts.ts';

/** One recommended play. */
export function PlayTile(props: PlayTileProps) {
  const { play, rank, mayAct, now } = props;
  return (
    <Tile compact>
      <Flex direction="column" gap="small">
        <Flex direction="column" gap="flush">
          <Heading>{PLAYS.title(rank, play.name)}</Heading>
          <Text variant="microcopy">{PLAYS.aim(play, now)}</Text>
        </Flex>
        <WhyNow whyNow={play.whyNow} now={now} />
        <Who play={play} />
        <Text variant="microcopy">{PLAYS.success(play.success)}</Text>
        <Steps steps={play.steps} mayStart={mayAct} now={now} />
        <PlayTexts {...props} steps={play.steps} />
        {mayAct ? <PlayButtons {...props} /> : null}
      </Flex>
    </Tile>
  );
}

function WhyNow({ whyNow, now }: { whyNow: CardPlay['whyNow']; now: number }) {
  return (
    <Flex direction="column" gap="flush">
      <Text format={{ fontWeight: 'demibold' }}>{PLAYS.whyNow}</Text>
      <List>
        {whyNow.map(({ sentence, at }, index) => (
          <Inline key={index} gap="xs" align="center">
            <Text>{sentence}</Text>
            {at === null ? null : <RelativeTime at={at} now={now} />}
          </Inline>
        ))}
      </List>
    </Flex>
  );
}

/** Whom it is run with, a line each, since titles are long; and through whom they are reached. */
function Who({ play: { who, nobody, notYet, via } }: { play: CardPlay }) {
  return (
    <Flex direction="column" gap="flush">
      <Text format={{ fontWeight: 'demibold' }}>{PLAYS.who}</Text>
      {nobody === null ? null : <Text>{notYet === undefined ? PLAYS.nobody[nobody] : PLAYS.notYet(notYet)}</Text>}
      {who.map((person) => (
        <Text key={person.contactId}>{PLAYS.person(person)}</Text>
      ))}
      {via === null ? null : <Text variant="microcopy">{PLAYS.via(via)}</Text>}
    </Flex>
  );
}

function Steps({ steps, mayStart, now }: { steps: CardPlay['steps']; mayStart: boolean; now: number }) {
  return (
    <Flex direction="column" gap="flush">
      <Text format={{ fontWeight: 'demibold' }}>{PLAYS.steps(mayStart)}</Text>
      <List variant="ordered">
        {steps.map((step, index) => (
          <Inline key={index} gap="xs" align="center">
            <Text>{PLAYS.step(step)}</Text>
            <RelativeDay at={step.dueAt} now={now} />
          </Inline>
        ))}
      </List>
    </Flex>
  );
}
