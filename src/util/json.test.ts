import { expect } from '@open-wc/testing';
import { isObject, jsonText, own } from './json.js';

describe('isObject', () => {
  it('is true for objects only', () => {
    expect([{}, { a: 1 }, Object.create(null)].map(isObject)).to.deep.equal([true, true, true]);
    expect([null, undefined, [], 'text', 1].map(isObject)).to.deep.equal([false, false, false, false, false]);
  });
});

describe('jsonText', () => {
  it('writes a value as JSON', () => expect(jsonText({ a: { b: 1 } })).to.equal('{"a":{"b":1}}'));
  it('returns undefined for what JSON cannot hold', () => {
    const circle = { inner: {} };
    circle.inner = circle;
    for (const value of [circle, { a: 1n }, undefined, () => 1]) expect(jsonText(value)).to.equal(undefined);
  });
});

describe('own', () => {
  it('returns an own property, never an inherited one', () => {
    expect(own({ a: 1 }, 'a')).to.equal(1);
    for (const key of ['b', 'constructor', '__proto__']) expect(own({ a: 1 }, key), key).to.equal(undefined);
  });
});
