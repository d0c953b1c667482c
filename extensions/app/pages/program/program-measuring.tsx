import { Alert, Button, Flex, Inline, LoadingButton, Text } from '@hubspot/ui-extensions';
import React, { useEffect, useState } from 'react';
import type { App } from 'roundtable-ui/call-app.ts';
import { formatExact } from 'roundtable-ui/formats.ts';
import { RelativeTime } from 'roundtable-ui/relative-time.tsx';
import { useActions, type Actions } from 'roundtable-ui/use-actions.ts';
import type { Loaded } from 'roundtable-ui/use-loaded.ts';
import type { MeasuredProgram, ProgramData } from './program-data.ts';
import { MEASURING } from './program-texts.ts';

const POLL_MS = 2_000;

/** Having the program measured, and reading it until it is. */
export interface Measuring {
  isWorking: boolean;
  failed: Actions<ProgramData>['failed'];
  start: () => void;
}

export function useMeasuring(app: App, { data, reload, replace }: Loaded<ProgramData>): Measuring {
  const { busy, failed, act } = useActions(replace);
  /** When the program was measured that is to be measured again. */
  const [asked, setAsked] = useState<string | null>(null);
  const isWaiting = asked !== null && asked === data?.measuredAt;
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setInterval(reload, POLL_MS);
    return () => clearInterval(timer);
  }, [isWaiting, reload]);
  const start = (): void => {
    const before = data?.measuredAt ?? null;
    act(
      'measure',
      () => app.send<ProgramData>('/api/program/measure', {}),
      () => setAsked(before),
    );
  };
  return { isWorking: isWaiting || busy !== null, failed, start };
}

interface MeasuredAtProps {
  program: MeasuredProgram;
  measuring: Measuring;
  now: number;
}

/** When the program was measured and when it is next, and for who may: at once. */
export function MeasuredAt({ program, measuring, now }: MeasuredAtProps) {
  const { isWorking, failed, start } = measuring;
  return (
    <Flex direction="column" gap="small">
      <Inline gap="small" align="center">
        <Text variant="microcopy">{MEASURING.measured}</Text>
        <RelativeTime at={program.measuredAt} now={now} />
        <Text variant="microcopy">{MEASURING.next(formatExact(program.nextAt))}</Text>
        {program.mayMeasure ? (
          <LoadingButton size="sm" loading={isWorking} onClick={start}>
            {isWorking ? MEASURING.working : MEASURING.again}
          </LoadingButton>
        ) : null}
      </Inline>
      {failed === null ? null : (
        <Alert title={MEASURING.failed} variant="danger">
          <Text>{failed.message}</Text>
          <Button onClick={() => failed.retry()}>{MEASURING.retry}</Button>
        </Alert>
      )}
    </Flex>
  );
}
