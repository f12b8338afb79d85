/** Spaces the requests to a service that limits their number. */
import { now } from '../../data/day.js';
import { pauseFor, type Pause } from '../../util/pause.js';

/** At most a number of requests in any period of some milliseconds. */
export interface RateLimit {
  readonly requests: number;
  readonly within: number;
}

export interface Bucket {
  /** Resolves when the next request may be sent. Requests are sent in the order of their calls. */
  readonly take: (signal: AbortSignal) => Promise<void>;
  /** Reads the headers of an answer: if the service has no requests left, or refuses one, later requests wait. */
  readonly heed: (headers: Headers, status: number) => void;
}

/** The longest time in milliseconds that headers may stop requests: they may be wrong. */
const LONGEST = 120_000;

/** Numbers of seconds above this are a time since the epoch, below it a time from now. */
const EPOCH = 1e8;

/** Makes a bucket of tokens. */
export function createBucket({ requests, within }: RateLimit, pause: Pause = pauseFor): Bucket {
  /** The times of the latest requests, the earliest first. */
  let sent: readonly number[] = [];
  let closedUntil = -Infinity;
  let queue: Promise<unknown> = Promise.resolve();
  const wait = async (signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();
    // Computed again after each pause: an answer may have closed the bucket meanwhile.
    for (let rest = restAt(time()); rest > 0; rest = restAt(time())) await pause(rest, signal);
    sent = [...sent.slice(1 - requests), time()];
  };
  let latest = -Infinity;
  /** Returns the time. If the clock was set back, the remembered times are, too: otherwise requests would wait for it. */
  const time = (): number => {
    const current = now();
    const back = Math.max(0, latest - current);
    latest = current;
    closedUntil -= back;
    if (back) sent = sent.map((each) => each - back);
    return current;
  };
  const restAt = (at: number): number => {
    const first = sent.length >= requests ? sent[sent.length - requests]! + within : -Infinity;
    return Math.max(first, closedUntil) - at;
  };
  return {
    take: (signal) => {
      const turn = queue.then(() => wait(signal));
      queue = turn.catch(() => undefined);
      return turn;
    },
    heed: (headers, status) => {
      const isEmpty = headers.get('X-RateLimit-Remaining')?.trim() === '0' || status === 429;
      const rest = isEmpty && restOf(headers);
      if (rest) closedUntil = Math.max(closedUntil, time() + Math.min(rest, LONGEST));
    },
  };
}

/** Returns the milliseconds until a service answers again, as its headers say; 0 if they do not. */
function restOf(headers: Headers): number {
  const after = Number(headers.get('Retry-After') ?? NaN);
  if (after > 0) return after * 1000;
  const reset = Number(headers.get('X-RateLimit-Reset') ?? NaN);
  if (!(reset > 0)) return 0;
  return reset > EPOCH ? Math.max(0, reset * 1000 - now()) : reset * 1000;
}
