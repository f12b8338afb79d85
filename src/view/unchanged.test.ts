import { expect } from '@open-wc/testing';
import { unchanged } from './unchanged.js';

describe('a view', () => {
  it('that says the same as the old one is the old one', () => {
    const old = { rows: [{ id: 'a', value: 1 }], absence: undefined };
    expect(unchanged(old, { rows: [{ id: 'a', value: 1 }], absence: undefined })).to.equal(old);
  });

  it('that says something else is itself, as is the first one', () => {
    const fresh = { rows: [{ id: 'a', value: 2 }] };
    expect(unchanged({ rows: [{ id: 'a', value: 1 }] }, fresh)).to.equal(fresh);
    expect(unchanged(undefined, fresh)).to.equal(fresh);
  });
});
