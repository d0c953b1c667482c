export interface Turn {
  /** Aborted once the turn is over. */
  signal: AbortSignal;
  close: () => void;
}

/** How often a job that has turns looks whether anybody waits. */
const LOOK_MS = 1_000;

/**
 * Begins a job's turn of `turnMs`. From time to time `isWaitedFor` is asked whether the job has to give way to waiting
 * ones, and receives whether the time is up; once it says yes, the turn is over. If asking fails, the job goes on.
 */
export function beginTurn(turnMs: number, isWaitedFor: (isUp: boolean) => Promise<boolean>): Turn {
  const controller = new AbortController();
  const upAt = performance.now() + turnMs;
  let timer: NodeJS.Timeout | null = null;
  const lookAgain = (): void => {
    const untilUp = upAt - performance.now();
    timer = setTimeout(() => void look(), untilUp > 0 ? Math.min(LOOK_MS, untilUp) : LOOK_MS);
  };
  const look = async (): Promise<void> => {
    const isOver = await isWaitedFor(performance.now() >= upAt).catch(() => false);
    if (timer === null) return;
    if (isOver) controller.abort();
    else lookAgain();
  };
  lookAgain();
  return {
    signal: controller.signal,
    close: () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
