import { expect } from '@open-wc/testing';
import { statsErrorOf } from '../../test/fake-fetch.js';
import { lazyCode } from './lazy-code.js';
import { StatsError } from './errors.js';

describe('lazyCode', () => {
  it('returns the part of the code that was loaded', async () => {
    expect(await lazyCode(() => Promise.resolve('part'))()).to.equal('part');
  });

  for (const [what, load, message] of [
    ['cannot be loaded', () => Promise.reject(new TypeError('404')), /404/],
    ['does not arrive in time', () => new Promise(() => undefined), /Timeout/],
  ] as const) {
    it(`rejects with the reason "code" when a part ${what}`, async () => {
      const error = await statsErrorOf(lazyCode<unknown>(load, 1)());
      expect(error.reason).to.equal('code');
      expect(error.message).to.match(message);
    });
  }

  it('keeps the reason of a failure that has one', async () => {
    const failure = new StatsError('malformed', 'no body');
    expect(await statsErrorOf(lazyCode(() => Promise.reject(failure))())).to.equal(failure);
  });
});
