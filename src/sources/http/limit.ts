/**
 * Makes a function that runs at most `count` tasks at a time. Others wait in the order of their calls, and leave the
 * queue when they are aborted.
 */
export function createLimiter(count: number): <T>(signal: AbortSignal, task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = count;
  return async (signal, task) => {
    signal.throwIfAborted();
    if (free > 0) free--;
    else await waitForSlot(waiting, signal);
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}

/** Waits at the end of the queue: resolves when a task may start, rejects when the signal is aborted. */
const waitForSlot = (waiting: (() => void)[], signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const start = (): void => {
      signal.removeEventListener('abort', leave);
      resolve();
    };
    const leave = (): void => {
      waiting.splice(waiting.indexOf(start), 1);
      reject(signal.reason as Error);
    };
    waiting.push(start);
    signal.addEventListener('abort', leave);
  });
