export interface Turn {
  /** Aborted once the turn is over. */
  signal: AbortSignal;
  close: () => void;
}

/** How often a job whose turn could end looks whether anybody waits. */
const LOOK_MS = 1_000;

/**
 * The turn of a job: at least `turnMs` long, and over as soon as `isWaitedFor` says so from then on. A look that fails is
 * taken for a no.
 */
export function beginTurn(turnMs: number, isWaitedFor: () => Promise<boolean>): Turn {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  const lookIn = (delayMs: number): void => {
    timer = setTimeout(() => void look(), delayMs);
  };
  const look = async (): Promise<void> => {
    const isOver = await isWaitedFor().catch(() => false);
    if (timer === null) return;
    if (isOver) controller.abort();
    else lookIn(LOOK_MS);
  };
  lookIn(turnMs);
  return {
    signal: controller.signal,
    close: () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
