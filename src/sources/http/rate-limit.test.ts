import { expect } from '@open-wc/testing';
import { createBucket } from './rate-limit.js';
import { now } from '../../data/day.js';

const { signal } = new AbortController();
const HOUR = 3_600_000;

/** Makes a bucket whose clock moves only while it waits, and returns the times at which requests are sent. */
function timed(limit: { requests: number; within: number }) {
  const { now: real } = Date;
  let time = real();
  const start = time;
  Date.now = () => time;
  const bucket = createBucket(limit, async (milliseconds, by) => {
    by.throwIfAborted();
    time += milliseconds;
  });
  const take = async (by = signal): Promise<number> => {
    await bucket.take(by);
    return now() - start;
  };
  const goBack = (hours: number): void => void (time -= hours * HOUR);
  return { bucket, take, goBack, restore: () => void (Date.now = real) };
}

describe('createBucket', () => {
  let restore: () => void;
  const start = (limit: { requests: number; within: number }) => {
    const made = timed(limit);
    ({ restore } = made);
    return made;
  };
  afterEach(() => restore());

  it('sends as many requests as are allowed at once, and the next ones when the earliest is long enough ago', async () => {
    const { take } = start({ requests: 2, within: 1000 });
    expect(await Promise.all([take(), take(), take(), take(), take()])).to.deep.equal([0, 0, 1000, 1000, 2000]);
  });

  it('waits as long as the header Retry-After of a refusal says', async () => {
    const { bucket, take } = start({ requests: 9, within: 1000 });
    bucket.heed(new Headers({ 'Retry-After': '30' }), 429);
    expect(await take()).to.equal(30_000);
  });

  it('waits until requests are counted anew, if an answer says that none is left', async () => {
    const { bucket, take } = start({ requests: 9, within: 1000 });
    bucket.heed(new Headers({ 'X-RateLimit-Remaining': '3', 'X-RateLimit-Reset': '20' }), 200);
    expect(await take()).to.equal(0);
    bucket.heed(new Headers({ 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '20' }), 200);
    expect(await take()).to.equal(20_000);
    bucket.heed(new Headers({ 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': `${now() / 1000 + 5}` }), 200);
    expect(await take()).to.be.closeTo(25_000, 1);
  });

  for (const hours of [1, 2]) {
    it(`waits no longer than before if the clock goes back by ${hours} h`, async () => {
      const { bucket, take, goBack } = start({ requests: 2, within: 60_000 });
      bucket.heed(new Headers({ 'Retry-After': '5' }), 429);
      goBack(hours);
      expect(await take()).to.equal(5000 - hours * HOUR);
      await take();
      goBack(hours);
      expect(await take()).to.equal(65_000 - 2 * hours * HOUR);
    });
  }

  it('never waits longer than two minutes for headers, and not for headers that make no sense', async () => {
    const { bucket, take } = start({ requests: 9, within: 1000 });
    bucket.heed(new Headers({ 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': 'soon' }), 200);
    expect(await take()).to.equal(0);
    bucket.heed(new Headers({ 'Retry-After': '86400' }), 429);
    expect(await take()).to.equal(120_000);
  });

  it('rejects a request that was aborted, and sends the next one', async () => {
    const { take } = start({ requests: 1, within: 1000 });
    const abort = new AbortController();
    const [first, aborted, next] = [take(), take(abort.signal), take()];
    abort.abort(new Error('gone'));
    expect(await first).to.equal(0);
    expect(await aborted.catch((error: unknown) => (error as Error).message)).to.equal('gone');
    expect(await next).to.equal(1000);
  });
});
