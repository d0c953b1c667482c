import { Flex, Text } from '@hubspot/ui-extensions';
import React from 'react';
import type { Actions } from 'roundtable-ui/use-actions.ts';
import { KindsForm } from '../kinds-form.tsx';
import type { SettingsClient } from '../settings-client.ts';
import type { SlackData, SlackTested } from './slack-data.ts';
import { SLACK } from './slack-texts.ts';

export interface SlackProps {
  client: SettingsClient;
  data: SlackData;
  actions: Actions<SlackData | SlackTested>;
}

/** Which kinds of messages go to the channel, and what happened to those of the week. */
export function SlackKindsForm({ client, data, actions }: SlackProps) {
  const { kinds, report, mayChange } = data;
  return (
    <Flex direction="column" gap="small">
      <Text format={{ fontWeight: 'demibold' }}>{SLACK.kindsTitle}</Text>
      <KindsForm
        name="slack"
        words={SLACK}
        chosen={kinds}
        mayChange={mayChange}
        isBusy={actions.busy === 'kinds'}
        describeEffect={(isOn) => (isOn ? SLACK.ifSaved(report) : SLACK.ifOff)}
        save={(chosen, onDone) => actions.act('kinds', () => client.slack.chooseKinds(chosen), onDone)}
      />
      {report.written + report.waiting === 0 ? null : <Text variant="microcopy">{SLACK.week(report)}</Text>}
      {report.held === 0 ? null : <Text variant="microcopy">{SLACK.held(report)}</Text>}
      {report.failed === 0 ? null : <Text variant="microcopy">{SLACK.failed(report)}</Text>}
    </Flex>
  );
}
