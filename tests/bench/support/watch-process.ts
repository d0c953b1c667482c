export interface ProcessUse {
  /** Of all threads. */
  processorMs: number;
  /** The most processor time that this thread spent between two looks, while a timer of {@link LOOK_MS} waited. */
  longestTurnMs: number;
  /** The longest by the clock that a look came late: what others on the machine took is in it. */
  longestWaitMs: number;
  /** The most that the process held in memory, its threads with it. */
  memoryMb: number;
  /** The same less what it held at the beginning. */
  grownMb: number;
}

const LOOK_MS = 5;

/** What a piece of work takes of this process: time, the event loop's longest turn, memory (looked at every 5 ms). */
export async function watchProcess(work: () => Promise<unknown>): Promise<ProcessUse & { wallMs: number }> {
  globalThis.gc?.();
  const memoryBefore = process.memoryUsage.rss();
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  const look = beginLooks();
  try {
    await work();
  } finally {
    look.end();
  }
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    wallMs: performance.now() - startedAt,
    processorMs: (user + system) / 1000,
    longestTurnMs: look.longestTurnMs,
    longestWaitMs: look.longestWaitMs,
    memoryMb: look.memory / 2 ** 20,
    grownMb: Math.max(0, look.memory - memoryBefore) / 2 ** 20,
  };
}

function beginLooks() {
  let cpu = process.threadCpuUsage();
  let at = performance.now();
  const seen = { longestTurnMs: 0, longestWaitMs: 0, memory: 0, end: () => {} };
  const look = (): void => {
    const { user, system } = process.threadCpuUsage(cpu);
    const now = performance.now();
    seen.longestTurnMs = Math.max(seen.longestTurnMs, (user + system) / 1000);
    seen.longestWaitMs = Math.max(seen.longestWaitMs, now - at - LOOK_MS);
    seen.memory = Math.max(seen.memory, process.memoryUsage.rss());
    cpu = process.threadCpuUsage();
    at = now;
  };
  const timer = setInterval(look, LOOK_MS);
  seen.end = () => {
    look();
    clearInterval(timer);
  };
  return seen;
}
