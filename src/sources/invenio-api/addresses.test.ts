import { expect } from '@open-wc/testing';
import { searchBase, siteOf } from './addresses.js';
import { apiOf } from './records.js';

describe('siteOf and apiOf', () => {
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
    it(`derives from ${src} the pages at ${site || 'the base of the page'} and the API at ${api}`, () => {
      expect([siteOf(src), apiOf(src)]).to.deep.equal([site, api]);
    });
  }
});

describe('very long addresses', () => {
  it('reads addresses of 100,000 slashes or letters in linear time', () => {
    const slashes = '/'.repeat(100_000);
    expect(searchBase({ src: '/api', communityLink: `https://repo.example/c/x${slashes}a` })).to.match(/a\/records$/);
    expect(searchBase({ src: '/api', communityLink: `https://repo.example/c/x${slashes}` })).to.equal(
      'https://repo.example/c/x/records',
    );
    expect(apiOf(`/some/${'x'.repeat(100_000)}/y/`)).to.match(/x\/$/);
  });
});
