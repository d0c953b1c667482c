import { Alert, Button, Flex, Form, Heading, Inline, Input, LoadingButton, Text } from '@hubspot/ui-extensions';
import React, { useCallback, useState } from 'react';
import { formatDay } from 'roundtable-ui/formats.ts';
import { Loading } from 'roundtable-ui/loading.tsx';
import { useActions } from 'roundtable-ui/use-actions.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import { Failed } from '../failed.tsx';
import type { SettingsClient } from '../settings-client.ts';
import { PAGE } from '../texts.ts';
import { ToDo } from '../to-do.tsx';
import type { SlackData, SlackTested } from './slack-data.ts';
import { SlackKindsForm, type SlackProps } from './slack-kinds.tsx';
import { SLACK } from './slack-texts.ts';

/** The Slack channel for news about accounts: connecting, testing, choosing kinds, disconnecting. */
export function Slack({ client }: { client: SettingsClient }) {
  const loaded = useLoaded(client.slack.read);
  const [tested, setTested] = useState<SlackTested['tested']>(null);
  const { replace } = loaded;
  const take = useCallback(
    (data: SlackData | SlackTested) => {
      setTested('tested' in data ? data.tested : null);
      replace(data);
    },
    [replace],
  );
  const actions = useActions(take);
  return (
    <Loading loaded={loaded} reading={SLACK.reading} unreadable={SLACK.unreadable}>
      {(data) => (
        <Flex direction="column" gap="medium">
          {data.mayChange ? null : <Alert title={PAGE.readOnly(data.askWhom)} variant="info" />}
          <ToDo mayChange={data.mayChange} words={SLACK.toDo(data)} />
          <Flex direction="column" gap="flush">
            <Heading>{SLACK.title}</Heading>
            <Text>{SLACK.explain}</Text>
          </Flex>
          {data.channel === null ? null : <Channel {...{ client, data, actions }} />}
          {tested === null ? null : (
            <Alert title={SLACK.tested(tested)} variant={tested.result === 'sent' ? 'success' : 'warning'} />
          )}
          {data.mayChange && (data.channel === null || data.channel.stopped !== null) ? (
            <Connect {...{ client, data, actions }} />
          ) : null}
          {data.channel === null ? null : <SlackKindsForm {...{ client, data, actions }} />}
          <Failed failed={isAtField(actions.failed) ? null : actions.failed} />
        </Flex>
      )}
    </Loading>
  );
}

/** An error shown at the field is not repeated. */
function isAtField(failed: SlackProps['actions']['failed']): boolean {
  return failed?.faults.some(({ field }) => field === 'url') ?? false;
}

function Channel({ client, data, actions }: SlackProps) {
  const [isAsked, setIsAsked] = useState(false);
  const { channel } = data;
  if (channel === null) return null;
  const { ending, connectedAt, connectedBy, stopped } = channel;
  const test = (): void => actions.act('test', client.slack.prepareTest());
  const disconnect = (): void => actions.act('disconnect', client.slack.disconnect);
  return (
    <Flex direction="column" gap="small">
      {stopped === null ? (
        <Flex direction="column" gap="flush">
          <Text format={{ fontWeight: 'demibold' }}>{SLACK.connected(ending)}</Text>
          <Text variant="microcopy">{SLACK.by(formatDay(connectedAt), connectedBy)}</Text>
        </Flex>
      ) : (
        <Alert title={SLACK.stopped(stopped.reason)} variant="warning">
          {SLACK.stoppedText}
        </Alert>
      )}
      {isAsked ? (
        <Alert title={SLACK.disconnectText} variant="warning">
          <Inline gap="small">
            <LoadingButton variant="destructive" loading={actions.busy === 'disconnect'} onClick={disconnect}>
              {SLACK.yes}
            </LoadingButton>
            <Button onClick={() => setIsAsked(false)}>{SLACK.no}</Button>
          </Inline>
        </Alert>
      ) : data.mayChange ? (
        <Inline gap="small">
          {stopped === null ? (
            <LoadingButton loading={actions.busy === 'test'} disabled={actions.busy !== null} onClick={test}>
              {SLACK.test}
            </LoadingButton>
          ) : null}
          <Button onClick={() => setIsAsked(true)}>{SLACK.disconnect}</Button>
        </Inline>
      ) : null}
    </Flex>
  );
}

function Connect({ client, data, actions }: SlackProps) {
  const [url, setUrl] = useState('');
  const fault = actions.failed?.faults.find(({ field }) => field === 'url')?.problem ?? null;
  const connect = (): void => {
    const typed = url.trim();
    if (typed === '') return;
    actions.act(
      'connect',
      () => client.slack.connect(typed),
      () => setUrl(''),
    );
  };
  return (
    <Form onSubmit={connect} preventDefault>
      <Flex direction="column" gap="small">
        <Input
          type="password"
          name="slack-url"
          label={SLACK.url}
          description={SLACK.urlHelp}
          value={url}
          onInput={setUrl}
          {...(fault === null ? {} : { error: true, validationMessage: fault })}
        />
        <Inline>
          <LoadingButton
            type="submit"
            variant="primary"
            disabled={url.trim() === ''}
            loading={actions.busy === 'connect'}
          >
            {data.channel === null ? SLACK.connect : SLACK.another}
          </LoadingButton>
        </Inline>
      </Flex>
    </Form>
  );
}
