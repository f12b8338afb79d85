import { expect } from '@open-wc/testing';
import { BREAKDOWN_NAMES, type Breakdown } from '../../vocabulary/breakdowns.js';
import { searchBase } from './addresses.js';
import { searchLink } from './search.js';

/** The decoded parameters of the link. */
const asked = (breakdown: Breakdown, id: string, name?: string): Record<string, string> | undefined => {
  const link = searchLink('/search', breakdown, id, name);
  return link === undefined
    ? undefined
    : Object.fromEntries(new URL(link, 'https://repo.example').searchParams.entries());
};

describe('searchLink', () => {
  for (const [breakdown, id, parameters] of [
    ['languages', 'eng', { q: '', f: 'language:eng' }],
    ['resourceTypes', 'dataset', { q: '', f: 'resource_type:dataset' }],
    ['resourceTypes', 'publication-article', { q: '', f: 'resource_type:publication+inner:publication-article' }],
    ['resourceTypes', 'a-b-c', { q: '', f: 'resource_type:a+inner:a-b-c' }],
    ['publishers', 'Zenodo', { q: 'metadata.publisher:"Zenodo"' }],
    ['subjects', 'https://x.org/y?1.6 Z', { q: 'metadata.subjects.id:"https://x.org/y?1.6 Z"' }],
    ['rights', 'cc-by-4.0', { q: 'metadata.rights.id:"cc-by-4.0"' }],
  ] as const) {
    it(`searches for ${breakdown} ${id} with ${Object.values(parameters).join('')}`, () => {
      expect(asked(breakdown, id)).to.deep.equal(parameters);
    });
  }

  it('L1: encodes all characters but the colon, which stays readable', () => {
    expect(searchLink('/search', 'publishers', 'A & B+C #1/ü')).to.equal(
      '/search?q=metadata.publisher:%22A%20%26%20B%2BC%20%231%2F%C3%BC%22',
    );
    expect(searchLink('/search', 'resourceTypes', 'publication-article')).to.equal(
      '/search?q=&f=resource_type:publication%2Binner:publication-article',
    );
  });

  it('L1: links from an id with half a surrogate pair', () => {
    expect(asked('publishers', 'a\uD800')).to.deep.equal({ q: 'metadata.publisher:"a\uFFFD"' });
  });

  it('L1: escapes quotes and backslashes inside the quotes', () => {
    expect(asked('publishers', 'a" OR b:"c\\')).to.deep.equal({
      q: 'metadata.publisher:"a\\" OR b:\\"c\\\\"',
    });
  });

  it('L2: searches for an access status by its facet', () => {
    expect(asked('accessStatuses', 'open')).to.deep.equal({ q: '', f: 'access_status:open' });
  });

  it('L3: searches for a file type by its facet', () => {
    expect(asked('fileTypes', 'pdf')).to.deep.equal({ q: '', f: 'file_type:pdf' });
  });

  for (const [id, name, field] of [
    ['00k4n6c32', 'European Commission', 'id'],
    ['00k4n6c32', undefined, 'id'],
    ['00k4n6c32', '00k4n6c32', 'id'],
    ['10.13039/501100000780', '', 'id'],
    ['dfg', 'Deutsche Forschungsgemeinschaft', 'id'],
    ['DFG', 'DFG', 'name'],
    ['Upper Field Trust', 'Upper Field Trust', 'name'],
    ['Upper Field Trust', undefined, 'name'],
  ] as const) {
    it(`L4: searches for the funder ${id} with the name ${name ?? 'undefined'} by ${field}`, () => {
      expect(asked('funders', id, name)).to.deep.equal({ q: `metadata.funding.funder.${field}:"${id}"` });
    });
  }

  it('L5: escapes the colon in the field of periodicals', () => {
    expect(asked('periodicals', 'eLife')).to.deep.equal({ q: 'custom_fields.journal\\:journal.title:"eLife"' });
  });

  it('L6: returns no link for breakdowns that records do not have', () => {
    const without = BREAKDOWN_NAMES.filter((breakdown) => !asked(breakdown, 'x'));
    expect(without).to.have.members(['countries', 'referrers', 'filePresence']);
  });

  it('L7: searches for an affiliation among creators and contributors', () => {
    expect(asked('affiliations', '03rmrcq20')).to.deep.equal({
      q: '(metadata.creators.affiliations.id:"03rmrcq20" OR metadata.contributors.affiliations.id:"03rmrcq20")',
    });
  });

  it('L9: appends its parameters to the base and keeps the query of the base', () => {
    const link = (base: string) => searchLink(base, 'languages', 'eng');
    expect(link('https://repo.example/search?l=list')).to.equal('https://repo.example/search?l=list&q=&f=language:eng');
    expect(link('https://repo.example/collections/a/records')).to.equal(
      'https://repo.example/collections/a/records?q=&f=language:eng',
    );
  });

  it('returns undefined for an empty id', () => expect(searchLink('/search', 'languages', '')).to.equal(undefined));

  it('returns undefined if the base is not an address of the web', () => {
    for (const base of ['javascript:alert(1)//', ' javascript:x', 'data:text/html,x', 'https://']) {
      expect(searchLink(base, 'languages', 'eng'), base).to.equal(undefined);
    }
  });
});

describe('searchBase', () => {
  const link = 'https://repo.example/collections/astro';
  for (const [place, base] of [
    [{ src: '/api/stats-dashboard' }, '/search'],
    [{ src: '/repo/api/stats-dashboard' }, '/repo/search'],
    [{ src: '/stats' }, '/search'],
    [{ src: 'https://repo.example/api/stats-dashboard' }, 'https://repo.example/search'],
    [{ src: '/api/stats-dashboard', community: 'astro' }, '/communities/astro/records'],
    [{ src: '/repo/api/stats-dashboard', community: 'a b/c' }, '/repo/communities/a%20b%2Fc/records'],
    [{ src: '/api/stats-dashboard', community: 'astro', communityLink: link }, `${link}/records`],
    [{ src: '/api/stats-dashboard', community: 'astro', communityLink: `${link}/?x=1#y` }, `${link}/records`],
    [{ src: '/api/stats-dashboard', community: 'astro', communityLink: '' }, '/communities/astro/records'],
  ] as const) {
    it(`L9: returns ${base} for ${Object.values(place).join(' ')}`, () => expect(searchBase(place)).to.equal(base));
  }

  it('returns no usable base for a link of the community that is not an address of the web', () => {
    const base = searchBase({ src: '/api/stats-dashboard', community: 'a', communityLink: 'javascript:alert(1)' });
    expect(searchLink(base, 'languages', 'eng')).to.equal(undefined);
  });
});
