import { expect } from '@open-wc/testing';
import { statsContext } from './context.js';

describe('statsContext', () => {
  it('is identical in all copies of this code, as a page can load two scripts that both contain it', async () => {
    const copy = './context.ts?copy';
    const other = (await import(copy)) as { statsContext: unknown };
    expect(other.statsContext).to.equal(statsContext);
  });
});
