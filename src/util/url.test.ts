import { expect } from '@open-wc/testing';
import { absolute, originOf } from './url.js';

describe('absolute', () => {
  for (const [address, expected] of [
    ['/a', `${location.origin}/a`],
    ['//r.example/a', `${location.protocol}//r.example/a`],
    ['https://r.example/a?b#c', 'https://r.example/a?b#c'],
    ['https://', 'https://'],
  ] as const) {
    it(`completes "${address}" to "${expected}"`, () => expect(absolute(address)).to.equal(expected));
  }
});

describe('originOf', () => {
  for (const [address, expected] of [
    ['/a', location.origin],
    ['', location.origin],
    ['https://r.example/a', 'https://r.example'],
    ['https://r.example:8443/a', 'https://r.example:8443'],
    ['HTTPS://R.EXAMPLE:443', 'https://r.example'],
    ['https://', ''],
  ] as const) {
    it(`returns "${expected}" as the origin of "${address}"`, () => expect(originOf(address)).to.equal(expected));
  }
});
