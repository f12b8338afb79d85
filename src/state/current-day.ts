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
 * Notifies subscribers when the day has changed: in UTC, by which statistics are counted, or in the reader's own time zone, in
 * which times are written. The latter may take as long as the longest wait. Without subscribers it has neither a timer nor
 * listeners.
 */
export class DayClock {
  readonly #time: () => number;
  readonly #localDay: (milliseconds: number) => Day;
  readonly #wait: NonNullable<DayClockOptions['wait']>;
  readonly #events: () => readonly PageEvent[];
  readonly #subscribers = new Set<() => void>();
  #days = '';
  #cancel: () => void = () => undefined;

  constructor(options: DayClockOptions = {}) {
    const { time = now, localDay = localDayOfTime, wait = waitWithTimer, events = pageEvents } = options;
    this.#time = time;
    this.#localDay = localDay;
    this.#wait = wait;
    this.#events = events;
  }

  /**
   * Calls a function after each change of the day.
   * @returns a function that ends the subscription
   */
  subscribe(tell: () => void): () => void {
    // A function of its own, so that the same one can be subscribed twice.
    const subscriber = (): void => tell();
    if (!this.#subscribers.size) this.#start();
    this.#subscribers.add(subscriber);
    return () => {
      if (this.#subscribers.delete(subscriber) && !this.#subscribers.size) this.#stop();
    };
  }

  #start(): void {
    this.#days = this.#currentDays();
    for (const [target, type] of this.#events()) target.addEventListener(type, this.#look);
    this.#setTimer();
  }

  #currentDays(): string {
    const time = this.#time();
    return `${dayOfTime(time)} ${this.#localDay(time)}`;
  }

  #stop(): void {
    for (const [target, type] of this.#events()) target.removeEventListener(type, this.#look);
    this.#cancel();
  }

  #setTimer(): void {
    const time = this.#time();
    const midnight = dayTime(dayOfTime(time) + 1);
    this.#cancel();
    this.#cancel = this.#wait(this.#look, Math.min(midnight - time, LONGEST_WAIT));
  }

  readonly #look = (): void => {
    this.#setTimer();
    const days = this.#currentDays();
    if (days === this.#days) return;
    this.#days = days;
    for (const tell of [...this.#subscribers]) tell();
  };
}

/** The clock of this page. */
export const pageClock = new DayClock();
