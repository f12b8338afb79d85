/** The clock of a page that stays open: notifies its elements when another day has begun. */
import { dayOfTime, dayTime, localDayOfTime, now, type Day } from '../data/day.js';

/**
 * Longest time between two readings of the clock, in milliseconds. Timers stop while a machine sleeps and afterwards run
 * for the rest of their time, so a timer of many hours could fire many hours late.
 */
const LONGEST_WAIT = 600_000;

/** Events after which hours may have passed: return to the tab or the window, and wake-up of the machine. */
const pageEvents = (): readonly PageEvent[] => [
  [document, 'visibilitychange'],
  [document, 'resume'],
  [window, 'pageshow'],
  [window, 'focus'],
  [window, 'online'],
];

type PageEvent = readonly [target: EventTarget, type: string];

export interface DayClockOptions {
  /** Milliseconds since the epoch. */
  readonly time?: () => number;
  /** The day of a time in the reader's own time zone. */
  readonly localDay?: (milliseconds: number) => Day;
  /** Runs a task later. Returns a function that cancels it. */
  readonly wait?: (task: () => void, milliseconds: number) => () => void;
  readonly events?: () => readonly PageEvent[];
}

const waitWithTimer = (task: () => void, milliseconds: number): (() => void) => {
  const timer = setTimeout(task, milliseconds);
  return () => clearTimeout(timer);
};

/**
 * Makes a clock that notifies its subscribers when the day has changed: in UTC, by which statistics are counted, or in the
 * reader's own time zone, in which times are written. The latter may take as long as the longest wait. Without subscribers it
 * has neither a timer nor listeners.
 */
export function dayClock(options: DayClockOptions = {}) {
  const { time = now, localDay = localDayOfTime, wait = waitWithTimer, events = pageEvents } = options;
  const subscribers = new Set<() => void>();
  let days = '';
  let cancel = (): void => undefined;

  const currentDays = (): string => `${dayOfTime(time())} ${localDay(time())}`;

  function setTimer(): void {
    const midnight = dayTime(dayOfTime(time()) + 1);
    cancel();
    cancel = wait(look, Math.min(midnight - time(), LONGEST_WAIT));
  }

  function look(): void {
    setTimer();
    const before = days;
    days = currentDays();
    if (days !== before) for (const notify of [...subscribers]) notify();
  }

  return {
    /**
     * Calls a function after each change of the day.
     * @returns a function that ends the subscription
     */
    subscribe(notify: () => void): () => void {
      if (!subscribers.size) {
        days = currentDays();
        for (const [target, type] of events()) target.addEventListener(type, look);
        setTimer();
      }
      subscribers.add(notify);
      return () => {
        if (!subscribers.delete(notify) || subscribers.size) return;
        for (const [target, type] of events()) target.removeEventListener(type, look);
        cancel();
      };
    },
  };
}

/** The clock of this page. */
export const pageClock = dayClock();
