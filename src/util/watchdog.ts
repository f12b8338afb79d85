/** Detects that something which should answer has gone without a word. */

/** Milliseconds between two signs of life. */
const PERIOD = 1000;

/** How many of them may be missing: the first one, which also waits for code, and later ones, which wait for work. */
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

interface Watchdog {
  /** Begins to watch, unless it does already. */
  start(): void;
  stop(): void;
  /** Notes a sign of life. */
  heard(): void;
}

/**
 * Makes a watchdog. While it watches, it asks for a sign of life once a second.
 *
 * It counts its own questions, and not the time: after a computer has slept, no answer is late.
 * @param ask asks for a sign of life
 * @param lost is called if several have been missing in a row
 */
export function watchdog(ask: () => void, lost: () => void, ticks = everySecond): Watchdog {
  let [missing, limit] = [0, FIRST];
  let end: (() => void) | undefined;
  const stop = (): void => {
    end?.();
    end = undefined;
  };
  return {
    start() {
      if (end) return;
      [missing, limit] = [0, FIRST];
      end = ticks(() => {
        if (++missing < limit) return ask();
        stop();
        lost();
      });
      ask();
    },
    stop,
    heard() {
      [missing, limit] = [0, LATER];
    },
  };
}
