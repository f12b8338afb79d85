import { expect } from '@open-wc/testing';
import { at, camelCase, isObject, own } from './json.js';

describe('isObject', () => {
  it('is true for objects only', () => {
    expect([{}, { a: 1 }, Object.create(null)].map(isObject)).to.deep.equal([true, true, true]);
    expect([null, undefined, [], 'text', 1].map(isObject)).to.deep.equal([false, false, false, false, false]);
  });
});

describe('own', () => {
  it('is what stands there, never what is inherited', () => {
    expect(own({ a: 1 }, 'a')).to.equal(1);
    for (const key of ['b', 'constructor', '__proto__']) expect(own({ a: 1 }, key), key).to.equal(undefined);
  });
});

describe('at', () => {
  it('goes down key by key', () => expect(at({ a: { b: 2 } }, 'a', 'b')).to.equal(2));
  it('is nothing where there is no such way', () => {
    for (const value of [{ a: 1 }, { a: null }, { a: [] }, null, 'a']) expect(at(value, 'a', 'b')).to.equal(undefined);
    expect(at({}, 'constructor', 'name')).to.equal(undefined);
  });
});

describe('camelCase', () => {
  it('joins words', () => {
    expect(['resource_types', 'rights', 'resourceTypes'].map(camelCase)).to.deep.equal([
      'resourceTypes',
      'rights',
      'resourceTypes',
    ]);
  });
});
