import { expect } from '@open-wc/testing';
import { dayOfTime } from '../data/day.js';
import { dayClock, type DayClockOptions } from './day-clock.js';

const HOUR = 3_600_000;

/** A page with a clock that only the test moves. */
function fakePage(start: string, { zone = 0 }: { readonly zone?: number } = {}) {
  let time = Date.parse(start);
  let timer: { readonly task: () => void; readonly at: number } | undefined;
  const page = new EventTarget();
  const listeners = new Map<string, number>();
  const count = (type: string, by: number): void => void listeners.set(type, (listeners.get(type) ?? 0) + by);
  const counting = {
    addEventListener: (...[type, listener]: Parameters<EventTarget['addEventListener']>) => {
      count(type, 1);
      page.addEventListener(type, listener);
    },
    removeEventListener: (...[type, listener]: Parameters<EventTarget['addEventListener']>) => {
      count(type, -1);
      page.removeEventListener(type, listener);
    },
    dispatchEvent: (event: Event) => page.dispatchEvent(event),
  };
  const options: DayClockOptions = {
    time: () => time,
    localDay: (milliseconds) => dayOfTime(milliseconds + zone * HOUR),
    wait: (task, milliseconds) => {
      const own = (timer = { task, at: time + milliseconds });
      return () => {
        if (timer === own) timer = undefined;
      };
    },
    events: () => [
      [counting, 'visibilitychange'],
      [counting, 'pageshow'],
    ],
  };
  return {
    clock: dayClock(options),
    /** Milliseconds until the timer is due; `undefined` without one. */
    wait: () => timer && timer.at - time,
    listeners: () => [...listeners.values()].reduce((sum, each) => sum + each, 0),
    /** Lets time pass while the machine is awake: timers fire. */
    pass: (milliseconds: number) => {
      const end = time + milliseconds;
      while (timer && timer.at <= end) {
        const { task, at } = timer;
        time = Math.max(time, at);
        timer = undefined;
        task();
      }
      time = end;
    },
    /** Lets time pass while the machine sleeps: timers keep the rest of their time. */
    sleep: (milliseconds: number) => {
      time += milliseconds;
      if (timer) timer = { ...timer, at: timer.at + milliseconds };
    },
    fire: (type: string) => page.dispatchEvent(new Event(type)),
  };
}

describe('dayClock', () => {
  it('notifies its subscribers once at each midnight in UTC', () => {
    const { clock, pass } = fakePage('2025-12-30T22:00Z');
    let notified = 0;
    clock.subscribe(() => notified++);
    const seen = [2 * HOUR - 1, 1, 24 * HOUR - 1, 1, 72 * HOUR].map((milliseconds) => (pass(milliseconds), notified));
    expect(seen).to.deep.equal([0, 1, 1, 2, 5]);
  });

  it('notifies its subscribers within ten minutes after midnight in the time zone of the reader', () => {
    const { clock, pass } = fakePage('2025-12-30T21:55Z', { zone: 2 });
    let notified = 0;
    clock.subscribe(() => notified++);
    const seen = [4, 6, 114, 1].map((minutes) => (pass(60_000 * minutes), notified));
    expect(seen).to.deep.equal([0, 1, 1, 2]);
  });

  it('checks the clock at least every ten minutes, and at midnight', () => {
    const { clock, pass, wait } = fakePage('2025-12-30T23:45Z');
    clock.subscribe(() => undefined);
    expect(wait()).to.equal(600_000);
    pass(600_000);
    expect(wait()).to.equal(300_000);
  });

  it('notices the new day within ten minutes after a sleep, although its timer stood still', () => {
    const { clock, sleep, pass } = fakePage('2025-12-30T20:00Z');
    let notified = 0;
    clock.subscribe(() => notified++);
    sleep(60 * HOUR);
    expect(notified).to.equal(0);
    pass(600_000);
    expect(notified).to.equal(1);
  });

  for (const type of ['visibilitychange', 'pageshow']) {
    it(`notices the new day at once on ${type}`, () => {
      const { clock, sleep, fire } = fakePage('2025-12-30T20:00Z');
      let notified = 0;
      clock.subscribe(() => notified++);
      fire(type);
      expect(notified).to.equal(0);
      sleep(12 * HOUR);
      fire(type);
      fire(type);
      expect(notified).to.equal(1);
    });
  }

  it('notifies its subscribers of the day before when the clock of the machine is set back', () => {
    const { clock, sleep, fire } = fakePage('2025-12-30T02:00Z');
    let notified = 0;
    clock.subscribe(() => notified++);
    sleep(-6 * HOUR);
    fire('pageshow');
    expect(notified).to.equal(1);
  });

  it('runs neither a timer nor listeners before the first and after the last subscription', () => {
    const { clock, wait, listeners } = fakePage('2025-12-30T20:00Z');
    const state = (): unknown[] => [wait() !== undefined, listeners()];
    const states = [state()];
    const ends = [clock.subscribe(() => undefined), clock.subscribe(() => undefined)];
    states.push(state());
    ends[0]!();
    ends[0]!();
    states.push(state());
    ends[1]!();
    states.push(state());
    expect(states).to.deep.equal([
      [false, 0],
      [true, 2],
      [true, 2],
      [false, 0],
    ]);
  });

  it('stops when the last subscriber leaves during a notification', () => {
    const { clock, pass, wait, listeners } = fakePage('2025-12-30T23:59Z');
    const end = clock.subscribe(() => end());
    pass(HOUR);
    expect([wait(), listeners()]).to.deep.equal([undefined, 0]);
  });

  it('starts again with the current day, without notifications for the time before', () => {
    const { clock, pass, fire } = fakePage('2025-12-30T20:00Z');
    clock.subscribe(() => undefined)();
    pass(24 * HOUR);
    let notified = 0;
    clock.subscribe(() => notified++);
    fire('pageshow');
    expect(notified).to.equal(0);
  });
});
