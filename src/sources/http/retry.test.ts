import { expect } from '@open-wc/testing';
import { failureOf } from '../../../test/fake-fetch.js';
import type { Pause } from '../../util/pause.js';
import { retry } from './retry.js';
import { StatsError } from '../errors.js';

const busy = (retryAfter = ''): StatsError => new StatsError('http', 'busy', { retryAfter });
const final = new StatsError('auth', 'no');

/** Attempts with these outcomes, one after the other; a text is an answer. */
function attempts(...outcomes: readonly (string | Error)[]) {
  const left = [...outcomes];
  return () => {
    const next = left.shift()!;
    return typeof next === 'string' ? Promise.resolve(next) : Promise.reject(next);
  };
}

/** Milliseconds of the wait before each further attempt, which the tests only record. */
let waited: number[];
const pause: Pause = (milliseconds) => {
  waited.push(milliseconds);
  return Promise.resolve();
};
const { signal } = new AbortController();
const tryAgain = (outcomes: readonly (string | Error)[], first = busy(), url = '/api'): Promise<string> =>
  retry(attempts(...outcomes), first, { url, signal, pause });

describe('retry', () => {
  const { now } = Date;
  let minute = 0;
  beforeEach(() => {
    waited = [];
    // Starts each test long after the requests of the one before.
    const time = now() + 60_000 * ++minute;
    Date.now = () => time;
  });
  afterEach(() => {
    Date.now = now;
  });

  it('returns the answer of the second or third attempt', async () => {
    expect(await tryAgain(['yes'])).to.equal('yes');
    expect(await tryAgain([busy(), 'at last'])).to.equal('at last');
  });

  it('rejects with the last failure after three attempts', async () => {
    const last = busy();
    expect(await failureOf(tryAgain([busy(), last, 'too late']))).to.equal(last);
    expect(waited).to.have.length(2);
  });

  it('waits longer before each attempt, for a random time', async () => {
    for (let i = 0; i < 3; i++) await tryAgain([busy(), 'yes']);
    const [firsts, seconds] = [0, 1].map((at) => waited.filter((_, i) => i % 2 === at));
    for (const first of firsts!) expect(first).to.be.within(250, 500);
    for (const second of seconds!) expect(second).to.be.within(500, 1000);
    expect(new Set(waited).size).to.equal(6);
  });

  for (const [asked, least] of [
    ['3', 3000],
    ['0', 0],
    ['', 0],
    ['soon', 0],
  ] as const) {
    it(`waits at least as long as the service requests with Retry-After: "${asked}"`, async () => {
      await tryAgain(['yes'], busy(asked));
      expect(waited[0]).to.be.within(least + 250, least + 500);
    });
  }

  it('waits until the date in Retry-After', async () => {
    const date = new Date(Math.ceil(Date.now() / 1000) * 1000 + 5000);
    await tryAgain(['yes'], busy(date.toUTCString()));
    expect(waited[0]).to.be.within(date.getTime() - Date.now() + 250, date.getTime() - Date.now() + 500);
  });

  it('does not wait for a date in the past', async () => {
    await tryAgain(['yes'], busy('Wed, 21 Oct 2015 07:28:00 GMT'));
    expect(waited[0]).to.be.below(501);
  });

  it('rejects at once if the service requests a long wait', async () => {
    const failure = busy('3600');
    expect(await failureOf(tryAgain(['yes'], failure))).to.equal(failure);
    expect(waited).to.have.length(0);
  });

  it('does not retry a permanent failure', async () => {
    expect(await failureOf(tryAgain([final, 'yes']))).to.equal(final);
    expect(await failureOf(tryAgain(['yes'], final))).to.equal(final);
    expect(waited).to.have.length(1);
  });

  it('rejects at once after many retries of other requests, and retries again half a minute later', async () => {
    for (let i = 0; i < 8; i++) await tryAgain(['yes']);
    const failure = busy();
    expect(await failureOf(tryAgain(['yes'], failure))).to.equal(failure);
    const later = Date.now() + 31_000;
    Date.now = () => later;
    expect(await tryAgain(['yes'])).to.equal('yes');
  });

  it('retries requests to an origin after another origin has used up all its retries', async () => {
    for (let i = 0; i < 8; i++) await tryAgain(['yes'], busy(), 'https://dead.example/api');
    const failure = busy();
    expect(await failureOf(tryAgain(['yes'], failure, 'https://dead.example/other'))).to.equal(failure);
    expect(await tryAgain(['yes'], busy(), 'https://alive.example/api')).to.equal('yes');
  });

  it('does not retry without a network', async () => {
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    const failure = busy();
    const failed = await failureOf(tryAgain(['yes'], failure));
    Reflect.deleteProperty(navigator, 'onLine');
    expect(failed).to.equal(failure);
  });

  it('rejects with an AbortError when the signal is aborted during the wait', async () => {
    const abort = new AbortController();
    const waiting = retry(attempts('yes'), busy('10'), { url: '/api', signal: abort.signal });
    abort.abort();
    expect(await failureOf(waiting)).to.have.property('name', 'AbortError');
  });
});
