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
});
