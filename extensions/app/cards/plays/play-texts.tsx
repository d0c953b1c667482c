import { Accordion, Button, Flex, Inline, Text } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import type { CardPlay } from '../card-data.ts';
import type { PlayTileProps } from './play-tile-props.ts';
import { PLAYS } from '../work-texts.ts';

type PlayTextsProps = Pick<PlayTileProps, 'account' | 'client' | 'mayAct' | 'rank'> & { steps: CardPlay['steps'] };

/** The texts of a play's steps; one of the library is rated by who used it. */
export function PlayTexts({ steps, ...given }: PlayTextsProps) {
  const worded = steps.map((step, index) => ({ ...step, number: index + 1 })).filter(({ text }) => text !== '');
  if (worded.length === 0) return null;
  return (
    <Accordion title={PLAYS.texts(given.rank)} size="xs">
      {worded.map((step) => (
        <Flex key={step.number} direction="column" gap="flush">
          <Text format={{ fontWeight: 'demibold' }}>{step.title}</Text>
          <Text>{step.text}</Text>
          {step.textId === null || !given.mayAct ? null : <Rating {...given} textId={step.textId} step={step.number} />}
        </Flex>
      ))}
    </Accordion>
  );
}

type RatingProps = Omit<PlayTextsProps, 'steps'> & { textId: string; step: number };

function Rating({ account, client, rank, textId, step }: RatingProps) {
  const [said, setSaid] = useState<boolean | null>(null);
  const rate = (helpful: boolean): void =>
    account.act(`rate ${textId}`, client.rateText(textId, helpful), () => setSaid(helpful));
  if (said !== null) {
    return <Text variant="microcopy">{PLAYS.rate.said(said)}</Text>;
  }
  return (
    <Inline gap="small" align="center">
      <Text variant="microcopy">{PLAYS.rate.question}</Text>
      <Button size="extra-small" disabled={account.busy !== null} onClick={() => rate(true)}>
        {PLAYS.rate.yes(rank, step)}
      </Button>
      <Button size="extra-small" disabled={account.busy !== null} onClick={() => rate(false)}>
        {PLAYS.rate.no(rank, step)}
      </Button>
    </Inline>
  );
}
