import {
  Alert,
  Button,
  DescriptionList,
  DescriptionListItem,
  Flex,
  Heading,
  Inline,
  LoadingButton,
  StepIndicator,
  Text,
} from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { Loading } from 'roundtable-ui/loading.tsx';
import { useActions } from 'roundtable-ui/use-actions.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import { Failed } from '../failed.tsx';
import { GUIDE_STEPS as STEPS, type GuideData } from './guide-data.ts';
import { GuideEnd } from './guide-end.tsx';
import type { GuideProps, Lead, StepProps } from './guide-props.ts';
import { StepContent } from './guide-steps.tsx';
import { describeSeats, GUIDE } from './guide-texts.ts';
import { FirstSync } from '../portal-data/sync-state.tsx';
import { PAGE } from '../texts.ts';

/** The guided start: is ABM right here, then four prefilled steps, then the first accounts. */
export function Guide(props: GuideProps) {
  const loaded = useLoaded(props.client.guide.read);
  const actions = useActions(loaded.replace);
  return (
    <Loading loaded={loaded} reading={GUIDE.reading} unreadable={GUIDE.unreadable}>
      {(data) =>
        data.mayChange ? <Steps {...props} data={data} actions={actions} /> : <Outcome {...props} data={data} />
      }
    </Loading>
  );
}

/** Continues with the first step that is not decided; the question before them is at 0. Once finished it opens on its last page. */
function Steps(props: StepProps) {
  const { data, actions, sync } = props;
  const undecided = STEPS.findIndex((step) => !data.settled.includes(step));
  const [at, setAt] = useState(undecided === -1 ? STEPS.length : undecided === 0 ? 0 : undecided + 1);
  const [isAtEnd, setIsAtEnd] = useState(data.finished !== null);
  if (isAtEnd) {
    return (
      <GuideEnd
        {...props}
        onAgain={() => {
          setAt(0);
          setIsAtEnd(false);
        }}
      />
    );
  }
  const isFirst = sync.status === 'installing' || sync.status === 'syncing';
  return (
    <Flex direction="column" gap="medium">
      <Flex direction="column" gap="flush">
        <Heading>{GUIDE.title}</Heading>
        <Text>{GUIDE.explain}</Text>
      </Flex>
      {isFirst ? (
        <Alert title={GUIDE.syncing.title} variant="info">
          <Flex direction="column" gap="small">
            <Text>{GUIDE.syncing.text}</Text>
            <FirstSync data={sync} />
          </Flex>
        </Alert>
      ) : null}
      <StepIndicator stepNames={GUIDE.steps} currentStep={at} onClick={setAt} />
      <StepContent key={at} step={STEPS[at - 1] ?? null} {...props}>
        {(save, lead) => <Ways {...props} {...{ at, save, lead }} onGo={setAt} onEnd={() => setIsAtEnd(true)} />}
      </StepContent>
      <Failed failed={actions.failed} />
    </Flex>
  );
}

interface WaysProps extends StepProps {
  at: number;
  /** Sends the unsent changes of the step; `null` if one of them is invalid. */
  save: (() => Promise<GuideData | null>) | null;
  /** Continuing with them is no longer the primary action. */
  lead: Lead | null;
  onGo: (at: number) => void;
  onEnd: () => void;
}

/** Back, next, or leave with the defaults. */
function Ways({ client, data, actions, at, save, lead, onGo, onEnd }: WaysProps) {
  const [isAsked, setIsAsked] = useState(false);
  const step = STEPS[at - 1];
  const isLast = at === STEPS.length;
  const finish = async (): Promise<GuideData> => {
    if (data.draft !== null) await client.model.activate(crypto.randomUUID(), data.draft);
    await client.guide.settle({ step: 'keys' });
    return client.guide.settle({ finished: 'done' });
  };
  const goOn = (): void => {
    if (step === undefined) return onGo(1);
    if (isLast) return actions.act('finish', finish, onEnd);
    const settle = async (): Promise<GuideData> => {
      await save?.();
      return client.guide.settle({ step });
    };
    return actions.act('next', settle, () => onGo(at + 1));
  };
  if (isAsked) return <Skip {...{ client, data, actions, onEnd }} onStay={() => setIsAsked(false)} />;
  return (
    <Inline gap="small">
      {at === 0 ? null : <Button onClick={() => onGo(at - 1)}>{GUIDE.back}</Button>}
      {lead === null || lead.button === null ? null : (
        <Button variant="primary" onClick={lead.button.take}>
          {lead.button.words}
        </Button>
      )}
      {lead === null || lead.mayGoOn ? (
        <LoadingButton
          variant={lead === null ? 'primary' : 'secondary'}
          loading={actions.busy !== null}
          disabled={save === null}
          onClick={goOn}
        >
          {at === 0 ? GUIDE.begin : isLast ? GUIDE.finish(data.draft !== null) : GUIDE.next(lead !== null)}
        </LoadingButton>
      ) : null}
      <Button variant="transparent" onClick={() => setIsAsked(true)}>
        {GUIDE.skip}
      </Button>
    </Inline>
  );
}

interface SkipProps extends Pick<WaysProps, 'client' | 'data' | 'actions' | 'onEnd'> {
  onStay: () => void;
}

function Skip({ client, data, actions, onEnd, onStay }: SkipProps) {
  const skip = (): void => actions.act('skip', () => client.guide.settle({ finished: 'skipped' }), onEnd);
  return (
    <Alert title={GUIDE.skipping.title} variant="info">
      <Text>{GUIDE.skipping.text(data.draft !== null)}</Text>
      {data.draft !== null || data.math.fits ? null : <Text>{GUIDE.skipping.seats(data.math)}</Text>}
      <Inline gap="small">
        <LoadingButton variant="primary" loading={actions.busy !== null} onClick={skip}>
          {GUIDE.skipping.yes}
        </LoadingButton>
        <Button onClick={() => onStay()}>{GUIDE.skipping.no}</Button>
      </Inline>
    </Alert>
  );
}

/** For users who may not change it: its progress and the choices made. */
function Outcome({ data, sync }: Pick<StepProps, 'data' | 'sync'>) {
  const { start, own, seats, roles, state } = GUIDE.readOnly;
  const isFirst = sync.status === 'installing' || sync.status === 'syncing';
  const required = data.roles.filter(({ tiers }) => tiers.includes(1)).map(({ label }) => label);
  return (
    <Flex direction="column" gap="medium">
      <Alert title={PAGE.readOnly(data.askWhom)} variant="info" />
      <DescriptionList direction="row">
        <DescriptionListItem label={state}>{GUIDE.states[data.finished ?? 'open']}</DescriptionListItem>
        <DescriptionListItem label={start}>
          {data.starts.find(({ id }) => id === data.start)?.label ?? own}
        </DescriptionListItem>
        <DescriptionListItem label={seats}>{describeSeats(data)}</DescriptionListItem>
        <DescriptionListItem label={roles}>{required.join(', ')}</DescriptionListItem>
      </DescriptionList>
      {isFirst ? <FirstSync data={sync} /> : null}
    </Flex>
  );
}
