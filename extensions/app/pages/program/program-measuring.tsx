import { Alert, Button, Flex, Inline, LoadingButton, Text } from '@hubspot/ui-extensions';
import React, { useEffect, useState } from 'react';
import type { App } from 'roundtable-ui/call-app.ts';
import { formatExact } from 'roundtable-ui/formats.ts';
import { RelativeTime } from 'roundtable-ui/relative-time.tsx';
import { useActions, type Actions } from 'roundtable-ui/use-actions.ts';
import type { Loaded } from 'roundtable-ui/use-loaded.ts';
import type { MeasuredProgram, ProgramData } from './program-data.ts';
import { MEASURING } from './program-texts.ts';

/** The pause between an answer and the next poll; a program of many accounts takes a minute. */
const LOOK_AGAIN_MS = 5_000;
const MOST_LOOKS = 60;

/** Has the program measured, and polls until it is. */
export interface Measuring {
  isWorking: boolean;
  /** It was polled many times and is not measured yet. */
  isLate: boolean;
  failed: Actions<ProgramData>['failed'];
  start: () => void;
}

export function useMeasuring(app: App, { data, isLoading, reload, replace }: Loaded<ProgramData>): Measuring {
  const { busy, failed, act } = useActions(replace);
  /** The measuring time of the program that is to be measured again. */
  const [asked, setAsked] = useState<string | null>(null);
  const [looks, setLooks] = useState(0);
  const isUnmeasured = asked !== null && asked === data?.measuredAt;
  const isWaiting = isUnmeasured && looks < MOST_LOOKS;
  useEffect(() => {
    if (!isWaiting || isLoading) return undefined;
    const timer = setTimeout(() => {
      setLooks((former) => former + 1);
      reload();
    }, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [isWaiting, isLoading, reload]);
  const start = (): void => {
    const before = data?.measuredAt ?? null;
    act(
      'measure',
      () => app.send<ProgramData>('/api/program/measure', {}),
      () => {
        setLooks(0);
        setAsked(before);
      },
    );
  };
  return { isWorking: isWaiting || busy !== null, isLate: isUnmeasured && !isWaiting, failed, start };
}

interface MeasuredAtProps {
  program: MeasuredProgram;
  measuring: Measuring;
  now: number;
}

/** When the program was measured and will be next; authorised users can have it measured at once. */
export function MeasuredAt({ program, measuring, now }: MeasuredAtProps) {
  const { isWorking, isLate, failed, start } = measuring;
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
      {isLate ? <Text variant="microcopy">{MEASURING.late}</Text> : null}
      {failed === null ? null : (
        <Alert title={MEASURING.failed} variant="danger">
          <Text>{failed.message}</Text>
          <Button onClick={() => failed.retry()}>{MEASURING.retry}</Button>
        </Alert>
      )}
    </Flex>
  );
}
