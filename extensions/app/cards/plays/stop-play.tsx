import { Button, Flex, Form, Inline, Input, LoadingButton } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import type { AccountClient } from '../account-client.ts';
import type { CardPlayRun } from '../card-data.ts';
import { MOST_STOP_REASON } from '../card-requests.ts';
import { COMMITTEE, RUNS } from '../work-texts.ts';
import type { Account } from '../use-account.ts';

interface StopPlayProps {
  run: CardPlayRun;
  account: Account;
  client: AccountClient;
}

/** Ends a running play, once its reason is said. */
export function StopPlay({ run, account, client }: StopPlayProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState('');
  if (!isOpen) {
    return (
      <Inline>
        <Button size="xs" variant="transparent" truncate onClick={() => setIsOpen(true)}>
          {RUNS.stop.open(run.name)}
        </Button>
      </Inline>
    );
  }
  const action = `stop ${run.runId}`;
  const { length } = reason.trim();
  const isTooLong = length > MOST_STOP_REASON;
  const submit = (): void => {
    if (length > 0 && !isTooLong) account.act(action, client.stopPlay(run.runId, reason.trim()));
  };
  return (
    <Form onSubmit={submit} preventDefault>
      <Flex direction="column" gap="xs">
        <Input
          label={RUNS.stop.label(run.name)}
          name={`stop-${run.runId}`}
          description={RUNS.stop.help}
          required
          {...(isTooLong ? { error: true, validationMessage: RUNS.stop.tooLong(length) } : {})}
          value={reason}
          onInput={setReason}
          onChange={setReason}
        />
        <Inline gap="small">
          <LoadingButton
            type="submit"
            size="xs"
            truncate
            loading={account.busy === action}
            disabled={account.busy !== null || length === 0 || isTooLong}
          >
            {RUNS.stop.open(run.name)}
          </LoadingButton>
          <Button size="xs" variant="transparent" onClick={() => setIsOpen(false)}>
            {COMMITTEE.cancel}
          </Button>
        </Inline>
      </Flex>
    </Form>
  );
}
