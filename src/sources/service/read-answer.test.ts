import { expect } from '@open-wc/testing';
import { StatsError } from '../errors.js';
import { countOf, found, jsonOf, withExpected } from './read-answer.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('jsonOf', () => {
  it('reads JSON, also behind a byte order mark', () => {
    expect(jsonOf(bytes('\uFEFF {"a": 1}'), 'a number')).to.deep.equal({ a: 1 });
  });

  it('says what was expected, and that a page came in its place', () => {
    expect(() => jsonOf(bytes('no'), 'an answer of X')).to.throw(StatsError, 'expected an answer of X (');
    expect(() => jsonOf(undefined, 'an answer of X')).to.throw(StatsError, 'expected an answer of X');
    expect(() => jsonOf(bytes('\n<!doctype html>'), 'an answer of X')).to.throw(StatsError, 'of X, but it is a page');
  });
});

describe('withExpected', () => {
  it('leaves other errors as they are', () => {
    for (const error of [
      new StatsError('network', 'x'),
      new StatsError('malformed', 'x', { path: 'a' }),
      new Error('x'),
      7,
    ])
      expect(withExpected(error, 'an answer of X')).to.equal(error);
    expect(withExpected(new StatsError('malformed', 'x', { path: '$' }), 'an answer of X'))
      .to.have.property('message')
      .that.includes('of X');
  });
});

describe('countOf', () => {
  it('reads whole numbers from 0 on, also as text', () => {
    for (const [value, count] of [
      [0, 0],
      [12, 12],
      ['12', 12],
      ['0', 0],
      [1e20, 1e20],
    ] as const)
      expect(countOf(value)).to.equal(count);
  });

  it('refuses anything else', () => {
    for (const value of [
      -1,
      1.5,
      NaN,
      Infinity,
      1e22,
      '',
      ' ',
      '1.5',
      '-1',
      '1e3',
      '56%',
      '9'.repeat(30),
      null,
      undefined,
      [],
      {},
      true,
    ])
      expect(countOf(value), JSON.stringify(value)).to.equal(undefined);
  });
});

describe('found', () => {
  it('returns the beginning of the text of a value', () => {
    expect(found({ a: '<b>' })).to.equal('{"a":"<b>"}');
    expect(found('x'.repeat(100))).to.have.length(60);
    expect(found(undefined)).to.equal('nothing');
  });
});
