import { expect } from '@open-wc/testing';
import { mayBeKept } from './cache-control.js';

describe('mayBeKept', () => {
  const answer = (...values: readonly string[]): boolean =>
    mayBeKept(new Headers(values.map((value): [string, string] => ['Cache-Control', value])));

  for (const values of [
    ['no-store'],
    ['NO-STORE'],
    ['No-Store,private'],
    ['private,no-store'],
    ['private , \tno-store '],
    ['max-age=0,no-store,must-revalidate'],
    ['public', 'no-store'],
    ['private="x", no-store'],
    ['private="x\\"", no-store'],
    ['no-store="x"'],
    ['no-store=""'],
    ['private="never closed, no-store'],
    ['private; no-store'],
    ['private no-store'],
    ['a'.repeat(5000)],
  ]) {
    it(`forbids it for ${values.join(' | ').slice(0, 40)}`, () => expect(answer(...values)).to.be.false);
  }

  for (const values of [
    [],
    [''],
    ['no-cache'],
    ['private="no-store"'],
    ['private="a, no-store, b"'],
    ['x="\\", no-store"'],
    ['x-no-store'],
    ['no-store-ever'],
    ['max-age=no-store'],
    ['private', 'max-age=60'],
  ]) {
    it(`allows it for ${values.join(' | ') || 'no header'}`, () => expect(answer(...values)).to.be.true);
  }
});
