import { expect } from '@open-wc/testing';
import { propertyOf } from './property.js';

describe('propertyOf', () => {
  it('reads a property, also an inherited one', () => {
    expect(propertyOf({ key: 'a' }, 'key')).to.equal('a');
    expect(propertyOf(Object.create({ key: 'b' }) as object, 'key')).to.equal('b');
  });

  it('returns undefined for a missing property, or one whose getter throws', () => {
    const thrower = {
      get key(): string {
        throw new Error('no');
      },
    };
    expect([propertyOf({}, 'key'), propertyOf(thrower, 'key')]).to.deep.equal([undefined, undefined]);
  });
});
