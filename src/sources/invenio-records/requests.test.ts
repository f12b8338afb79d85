import { expect } from '@open-wc/testing';
import { partLink } from '../part-link.js';
import { invenioRecordsSource } from './invenio-records-source.js';
import { limitOf, siteOf } from './requests.js';

describe('siteOf', () => {
  for (const [src, site] of [
    ['/', `${location.origin}/`],
    ['https://zenodo.org', 'https://zenodo.org/'],
    ['https://zenodo.org/api', 'https://zenodo.org/'],
    ['https://zenodo.org/api/records?q=x', 'https://zenodo.org/'],
    ['https://lib.example/repo', 'https://lib.example/repo/'],
    ['https://lib.example/repo/?a=b#c', 'https://lib.example/repo/'],
    ['https://lib.example/repo/api/', 'https://lib.example/repo/'],
  ] as const) {
    it(`reads ${src} as ${site}`, () => expect(siteOf(src)).to.equal(site));
  }
});

describe('limitOf', () => {
  for (const [site, requests] of [
    ['https://zenodo.org/', 20],
    ['https://sandbox.zenodo.org/', 20],
    ['https://zenodo.org.example/', 300],
    ['https://notzenodo.org/', 300],
    ['https://repo.example/zenodo.org/', 300],
  ] as const) {
    it(`allows ${requests} requests in a minute at ${site}`, () =>
      expect(limitOf(site)).to.deep.equal({ requests, within: 60_000 }));
  }
});

describe('links of parts', () => {
  const source = { key: 'x', ...invenioRecordsSource({ src: 'https://repo.example/api', credentials: 'omit' }) };
  for (const [breakdown, id, community, link] of [
    [
      'resourceTypes',
      'dataset',
      undefined,
      'https://repo.example/search?q=&f=resource_type:dataset&f=allversions:true',
    ],
    [
      'accessStatuses',
      'open',
      'a b',
      'https://repo.example/communities/a%20b/records?q=&f=access_status:open&f=allversions:true',
    ],
    ['fileTypes', 'pdf', undefined, 'https://repo.example/search?q=&f=file_type:pdf&f=allversions:true'],
    [
      'subjects',
      'Maps & plans',
      undefined,
      'https://repo.example/search?q=&f=subject:Maps%20%26%20plans&f=allversions:true',
    ],
    ['filePresence', 'with_files', undefined, undefined],
    ['subjects', '', undefined, undefined],
  ] as const) {
    it(`lead from ${breakdown} ${id} to ${link ?? 'nothing'}`, () => {
      expect(partLink({ source, ...(community && { community }) }, { breakdown, id })).to.equal(link);
    });
  }

  it('lead to another search that the page sets', () => {
    expect(partLink({ source, searchBase: '/find' }, { breakdown: 'fileTypes', id: 'pdf' })).to.equal(
      '/find?q=&f=file_type:pdf&f=allversions:true',
    );
  });
});
