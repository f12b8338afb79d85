import { expect } from '@open-wc/testing';
import { absolute, isWebAddress, originOf, perOrigin, withQuery } from './url.js';

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
    it(`of "${address}" is "${expected}"`, () => expect(originOf(address)).to.equal(expected));
  }
});

describe('perOrigin', () => {
  it('gives two addresses of one origin the same thing, and another origin another one', () => {
    const thing = perOrigin(() => ({}));
    expect(thing('/a')).to.equal(thing(`${location.origin}/b`));
    expect(thing('/a')).not.to.equal(thing('https://r.example/a'));
  });
});

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
    it(`of ${address || 'nothing'} is ${expected}`, () => expect(withQuery(address, 'q=1')).to.equal(expected));
  }
});

describe('isWebAddress', () => {
  it('is true for what the web serves', () => {
    for (const address of ['https://repo.example/records/1', 'HTTP://repo.example']) {
      expect(isWebAddress(address), address).to.be.true;
    }
  });

  it('is true for a relative address only where there is something that it is relative to', () => {
    expect(isWebAddress('/records/1')).to.be.false;
    expect(isWebAddress('/records/1', 'https://repo.example')).to.be.true;
  });

  it('is false for everything else, however it is written', () => {
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
