import { Button, Checkbox, Flex, Inline, LoadingButton, Text } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import type { Actions } from 'roundtable-ui/use-actions.ts';
import type { SettingsClient } from '../settings-client.ts';
import type { SlackData, SlackKinds, SlackTested } from './slack-data.ts';
import { SLACK } from './slack-texts.ts';

export interface SlackProps {
  client: SettingsClient;
  data: SlackData;
  actions: Actions<SlackData | SlackTested>;
}

/** Which kinds of messages go to the channel; says what a change does before it is saved. */
export function SlackKindsForm({ client, data, actions }: SlackProps) {
  const { kinds, report, mayChange } = data;
  const [draft, setDraft] = useState<SlackKinds | null>(null);
  const shown = draft ?? kinds;
  const isChanged = SLACK.kinds.some(({ kind }) => shown[kind] !== kinds[kind]);
  const isOn = SLACK.kinds.some(({ kind }) => shown[kind]);
  const save = (): void =>
    actions.act(
      'kinds',
      () => client.slack.chooseKinds(shown),
      () => setDraft(null),
    );
  return (
    <Flex direction="column" gap="small">
      <Text format={{ fontWeight: 'demibold' }}>{SLACK.kindsTitle}</Text>
      {SLACK.kinds.map(({ kind, label, description }) => (
        <Checkbox
          key={kind}
          name={`slack-${kind}`}
          checked={shown[kind]}
          readOnly={!mayChange}
          description={description}
          onChange={(checked) => setDraft({ ...shown, [kind]: checked })}
        >
          {label}
        </Checkbox>
      ))}
      {isChanged ? (
        <>
          <Text>{isOn ? SLACK.ifSaved(report) : SLACK.ifOff}</Text>
          <Inline gap="small">
            <LoadingButton variant="primary" loading={actions.busy === 'kinds'} onClick={save}>
              {SLACK.save}
            </LoadingButton>
            <Button onClick={() => setDraft(null)}>{SLACK.cancel}</Button>
          </Inline>
        </>
      ) : null}
      {report.written + report.waiting === 0 ? null : <Text variant="microcopy">{SLACK.week(report)}</Text>}
      {report.held === 0 ? null : <Text variant="microcopy">{SLACK.held(report)}</Text>}
      {report.failed === 0 ? null : <Text variant="microcopy">{SLACK.failed(report)}</Text>}
    </Flex>
  );
}
