import { Alert, Inline, LoadingButton, Text } from '@hubspot/ui-extensions';
import React from 'react';
import { RelativeTime } from 'roundtable-ui/relative-time.tsx';
import type { AccountClient } from '../account-client.ts';
import type { CardEnrolment, CardPlayRun } from '../card-data.ts';
import type { Account } from '../use-account.ts';
import { RUNS } from '../work-texts.ts';

export interface EnrolProps {
  account: Account;
  client: AccountClient;
  mayAct: boolean;
  now: number;
}

/** The steps of a running play that enrol somebody in a sequence: one click each, and what HubSpot said. */
export function EnrolSteps({ run, ...props }: EnrolProps & { run: CardPlayRun }) {
  return run.steps.map(({ enrol }, step) =>
    enrol === undefined ? null : <EnrolStep key={step} {...props} runId={run.runId} step={step} enrol={enrol} />,
  );
}

interface EnrolStepProps extends EnrolProps {
  runId: string;
  step: number;
  enrol: CardEnrolment;
}

function EnrolStep({ runId, step, enrol, account, client, mayAct, now }: EnrolStepProps) {
  const { state, at, reason, person } = enrol;
  if (state === 'unavailable') return <Text variant="microcopy">{RUNS.byHand(enrol)}</Text>;
  if (state === 'asked') return <Alert title={RUNS.asked(enrol)} variant="warning" />;
  if (state === 'enrolled') {
    return (
      <Inline gap="xs" align="center">
        <Text>{RUNS.enrolled(enrol)}</Text>
        {at === null ? null : <RelativeTime at={at} now={now} />}
      </Inline>
    );
  }
  const action = `enrol ${runId} ${step}`;
  const click = (): void => account.act(action, client.enrol(runId, step));
  return (
    <>
      {state === 'refused' ? <Alert title={RUNS.refused(reason ?? '')} variant="warning" /> : null}
      <Inline>
        <LoadingButton
          size="sm"
          loading={account.busy === action}
          disabled={!mayAct || person === null || account.busy !== null}
          onClick={click}
        >
          {RUNS.enrol(enrol)}
        </LoadingButton>
      </Inline>
    </>
  );
}
