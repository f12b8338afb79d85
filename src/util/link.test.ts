import { expect } from '@open-wc/testing';
import { isWebAddress, withQuery } from './link.js';

describe('withQuery', () => {
  for (const [address, expected] of [
    ['/search', '/search?q=1'],
    ['/search?l=list', '/search?l=list&q=1'],
    ['/search?', '/search?q=1'],
    ['/search?l=list&', '/search?l=list&q=1'],
    ['/search?l=list#top', '/search?l=list&q=1#top'],
    ['/search#?', '/search?q=1#?'],
    ['', '?q=1'],
  ] as const) {
    it(`returns ${expected} for the address '${address}'`, () => expect(withQuery(address, 'q=1')).to.equal(expected));
  }
});

describe('isWebAddress', () => {
  it('returns true for addresses of the web', () => {
    for (const address of ['https://repo.example/records/1', 'HTTP://repo.example']) {
      expect(isWebAddress(address), address).to.be.true;
    }
  });

  it('returns true for a relative address only with a base', () => {
    expect(isWebAddress('/records/1')).to.be.false;
    expect(isWebAddress('/records/1', 'https://repo.example')).to.be.true;
  });

  it('returns false for all other addresses, in any spelling', () => {
    for (const address of [
      'javascript:alert(1)',
      ' JavaScript:alert(1)',
      'java\nscript:alert(1)',
      'data:text/html,x',
      'blob:https://repo.example/1',
      'https://',
    ]) {
      expect(isWebAddress(address, 'https://repo.example'), address).to.be.false;
    }
  });
});
