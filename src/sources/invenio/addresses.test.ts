import { expect } from '@open-wc/testing';
import { searchBase, siteOf } from './addresses.js';
import { apiOf, isWebAddress, withQuery } from './links.js';

describe('where things are, by the address of the statistics service', () => {
  for (const [src, site, api] of [
    ['/api/stats-dashboard', '/', '/api/'],
    ['/api/stats-dashboard/', '/', '/api/'],
    ['/api/stats-dashboard?fail=500#x', '/', '/api/'],
    ['/api', '/', '/api/'],
    ['api/stats-dashboard', '', 'api/'],
    ['../api/stats-dashboard', '../', '../api/'],
    ['/repo/api/stats-dashboard', '/repo/', '/repo/api/'],
    ['/repo/api/v2/stats/', '/repo/', '/repo/api/'],
    ['/my-api/stats', '/', '/my-api/'],
    ['/stats', '/', '/'],
    ['stats', '/', '/'],
    ['https://repo.example/api/stats-dashboard', 'https://repo.example/', 'https://repo.example/api/'],
    ['HTTPS://repo.example:8443/x/api/stats', 'HTTPS://repo.example:8443/x/', 'HTTPS://repo.example:8443/x/api/'],
    ['https://api/stats', 'https://api/', 'https://api/'],
    ['https://repo.example', 'https://repo.example/', 'https://repo.example/'],
    ['//repo.example/api/stats', '//repo.example/', '//repo.example/api/'],
  ] as const) {
    it(`${src}: pages at ${site || 'the place of the page'}, API at ${api}`, () => {
      expect([siteOf(src), apiOf(src)]).to.deep.equal([site, api]);
    });
  }
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

describe('addresses of a hundred thousand slashes, or of one name as long', () => {
  it('are read at once', () => {
    const slashes = '/'.repeat(100_000);
    expect(searchBase({ src: '/api', communityLink: `https://repo.example/c/x${slashes}a` })).to.match(/a\/records$/);
    expect(searchBase({ src: '/api', communityLink: `https://repo.example/c/x${slashes}` })).to.equal(
      'https://repo.example/c/x/records',
    );
    expect(apiOf(`/some/${'x'.repeat(100_000)}/y/`)).to.match(/x\/$/);
  });
});
