/** Lets `count` tasks run at once; the others wait their turn, first come first served, and leave the queue when aborted. */
export function limit(count: number): <T>(signal: AbortSignal, task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = count;
  return async (signal, task) => {
    signal.throwIfAborted();
    if (free > 0) free--;
    else await place(waiting, signal);
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}

/** A place at the end of the queue: resolves when its turn comes, rejects when it is given up. */
const place = (waiting: (() => void)[], signal: AbortSignal): Promise<void> =>
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
