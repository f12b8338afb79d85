/** Detection of a worker that has stopped answering. */

/** Milliseconds between two signs of life. */
const PERIOD = 1000;

/** Limits on missing signs of life: at the start, when code is loaded, and later, when work runs. */
const FIRST = 4;
const LATER = 8;

/** Calls a function once a period until the returned function is called. */
export type Ticks = (tick: () => void) => () => void;

const everySecond: Ticks = (tick) => {
  let timer: ReturnType<typeof setTimeout>;
  const next = (): void => {
    timer = setTimeout(() => {
      next();
      tick();
    }, PERIOD);
  };
  next();
  return () => clearTimeout(timer);
};

/**
 * Makes a watchdog. While it watches, it requests a sign of life once a second.
 *
 * It counts its own requests, not the time: after a computer has slept, no answer counts as late.
 * @param ping requests a sign of life
 * @param onLost called if several signs in a row are missing
 */
export function watchdog(ping: () => void, onLost: () => void, ticks = everySecond) {
  let [missing, limit] = [0, FIRST];
  let end: (() => void) | undefined;
  const stop = (): void => {
    end?.();
    end = undefined;
  };
  return {
    /** Starts watching, unless it is watching already. */
    start(): void {
      if (end) return;
      [missing, limit] = [0, FIRST];
      end = ticks(() => {
        if (++missing < limit) return ping();
        stop();
        onLost();
      });
      ping();
    },
    stop,
    /** Resets the count after a sign of life. */
    alive(): void {
      [missing, limit] = [0, LATER];
    },
  };
}
