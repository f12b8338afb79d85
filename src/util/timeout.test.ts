import { expect } from '@open-wc/testing';
import { withTimeout } from './timeout.js';

describe('withTimeout', () => {
  it('returns the result of a promise that settles in time', async () => {
    expect(await withTimeout(Promise.resolve(3), 10_000)).to.equal(3);
  });

  it('rejects with the error of a promise that fails in time', async () => {
    const error = await withTimeout(Promise.reject(new Error('broken')), 10_000).catch((reason: unknown) => reason);
    expect((error as Error).message).to.equal('broken');
  });

  it('rejects with a TimeoutError when a promise does not settle in time', async () => {
    const error = await withTimeout(new Promise(() => undefined), 1).catch((reason: unknown) => reason);
    expect((error as Error).name).to.equal('TimeoutError');
  });

  it('clears its timer when the promise settles, which releases the result', async () => {
    const { setTimeout: start, clearTimeout: end } = globalThis;
    const running = new Set<unknown>();
    Object.assign(globalThis, {
      setTimeout: (...given: Parameters<typeof start>) => {
        const timer = start(...given);
        running.add(timer);
        return timer;
      },
      clearTimeout: (timer: number) => {
        running.delete(timer);
        end(timer);
      },
    });
    try {
      const results = [
        withTimeout(Promise.resolve(3), 10_000),
        withTimeout(Promise.reject(new Error('broken')), 10_000),
      ];
      expect(running.size).to.equal(2);
      await Promise.allSettled(results);
      expect(running.size).to.equal(0);
    } finally {
      Object.assign(globalThis, { setTimeout: start, clearTimeout: end });
    }
  });
});
