import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** A worker thread that receives messages, and whose answers are awaited one at a time. */
export interface Thread<Message> {
  post: (message: Message) => void;
  /** What the thread says next. @throws its failure, also one of before; an `Error` where it ended and says nothing more */
  receive: <Answer>() => Promise<Answer>;
  close: () => Promise<void>;
}

/** Starts `file` as a thread; `close` it. Its failure is kept for whoever receives next: otherwise it would end the process. */
export function openThread<Message>(file: URL, workerData?: unknown): Thread<Message> {
  const worker = new Worker(file, { workerData, execArgv: [] });
  const ended = Promise.withResolvers<never>();
  ended.promise.catch(() => undefined);
  worker.on('error', ended.reject).on('messageerror', ended.reject);
  const endsWith = (code: number): void =>
    ended.reject(new Error(`The thread ended with exit code ${code} and gave no answer.`));
  // Its last answer may arrive just after its end.
  worker.on('exit', (code) => setImmediate(endsWith, code));
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread has no origin
    post: (message) => worker.postMessage(message),
    receive: async <Answer>() => {
      const heard = once(worker, 'message') as Promise<[Answer]>;
      return (await Promise.race([heard, ended.promise]))[0];
    },
    close: async () => void (await worker.terminate()),
  };
}
