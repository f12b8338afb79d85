import { expect } from '@open-wc/testing';
import { unchanged } from './unchanged.js';

describe('unchanged', () => {
  it('returns the old view if the new one is equal', () => {
    const old = { rows: [{ id: 'a', value: 1 }], absence: undefined };
    expect(unchanged(old, { rows: [{ id: 'a', value: 1 }], absence: undefined })).to.equal(old);
  });

  it('returns the new view if it is different, or the first one', () => {
    const fresh = { rows: [{ id: 'a', value: 2 }] };
    expect(unchanged({ rows: [{ id: 'a', value: 1 }] }, fresh)).to.equal(fresh);
    expect(unchanged(undefined, fresh)).to.equal(fresh);
  });
});
