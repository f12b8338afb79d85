import { expect } from '@open-wc/testing';
import { at, camelCase } from './keys.js';

describe('at', () => {
  it('returns the value at a path of keys', () => expect(at({ a: { b: 2 } }, 'a', 'b')).to.equal(2));
  it('returns undefined if the path does not exist', () => {
    for (const value of [{ a: 1 }, { a: null }, { a: [] }, null, 'a']) expect(at(value, 'a', 'b')).to.equal(undefined);
    expect(at({}, 'constructor', 'name')).to.equal(undefined);
  });
});

describe('camelCase', () => {
  it('joins words in camel case', () => {
    expect(['resource_types', 'rights', 'resourceTypes'].map(camelCase)).to.deep.equal([
      'resourceTypes',
      'rights',
      'resourceTypes',
    ]);
  });
});
