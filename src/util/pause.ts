/** Waits for a number of milliseconds. Rejects with the reason of the signal when it is aborted. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export const pauseFor: Pause = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
