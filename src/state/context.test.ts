import { expect } from '@open-wc/testing';
import { statsContext } from './context.js';

describe('the context', () => {
  it('is the same in every copy of this code: a page can have two of our scripts, and each brings its own', async () => {
    const copy = './context.ts?copy';
    const other = (await import(copy)) as { statsContext: unknown };
    expect(other.statsContext).to.equal(statsContext);
  });
});
