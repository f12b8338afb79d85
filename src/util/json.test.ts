import { expect } from '@open-wc/testing';
import { at, camelCase, isObject, jsonObject, own } from './json.js';

describe('isObject', () => {
  it('is true for objects only', () => {
    expect([{}, { a: 1 }, Object.create(null)].map(isObject)).to.deep.equal([true, true, true]);
    expect([null, undefined, [], 'text', 1].map(isObject)).to.deep.equal([false, false, false, false, false]);
  });
});

describe('jsonObject', () => {
  it('returns an object that JSON can hold', () => {
    const object = { a: { b: 1 } };
    expect(jsonObject(object)).to.equal(object);
  });
  it('returns undefined for other values and for objects that JSON cannot hold', () => {
    const circle = { inner: {} };
    circle.inner = circle;
    for (const value of [circle, { a: 1n }, [], null, undefined, 'text', 1])
      expect(jsonObject(value)).to.equal(undefined);
  });
});

describe('own', () => {
  it('returns an own property, never an inherited one', () => {
    expect(own({ a: 1 }, 'a')).to.equal(1);
    for (const key of ['b', 'constructor', '__proto__']) expect(own({ a: 1 }, key), key).to.equal(undefined);
  });
});

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
