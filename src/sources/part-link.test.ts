import { expect } from '@open-wc/testing';
import { heldSource } from '../../test/builders.js';
import { createSource, type SourceSettings } from './create-source.js';
import { partLink } from './part-link.js';
import { lease } from './source-lease.js';
import type { PartRequest, StatsSource } from './source.js';

const { signal } = new AbortController();
const PART = { breakdown: 'languages', id: 'eng', label: 'English' } as const;
const SEARCH = '?q=&f=language:eng';

type Place = Parameters<typeof partLink>[0];
const link = (settings: SourceSettings, more: Omit<Place, 'source'> = {}): string | undefined =>
  partLink({ source: createSource(settings), ...more }, PART);

/** Returns the link of a source of the page after its code has been loaded with the numbers. */
async function linkOf(more: object, place: Omit<Place, 'source'> = {}): Promise<string | undefined> {
  const taken = lease(createSource({ source: { ...heldSource(), ...more } }));
  await taken.source.describe(signal);
  taken.release();
  return partLink({ source: taken.source, ...place }, PART);
}

describe('partLink', () => {
  it('returns the search beside the statistics service, or that of a community', () => {
    expect(link({ src: '/repo/api/stats-dashboard' })).to.equal(`/repo/search${SEARCH}`);
    expect(link({}, { community: 'maps' })).to.equal(`/communities/maps/records${SEARCH}`);
    expect(link({ data: [] })).to.equal(`/search${SEARCH}`);
  });

  it('returns undefined for snapshots and test data, whose repository is unknown', () => {
    for (const source of ['snapshot', 'test-data']) expect(link({ source, src: '/x' }), source).to.equal(undefined);
  });

  it('returns the search of the page for every source', async () => {
    for (const given of [undefined, 'snapshot', 'test-data', heldSource()]) {
      const source = createSource({ source: given });
      // The code of test data knows its links.
      if (given === 'test-data') await source.describe(new AbortController().signal);
      expect(link({ source }, { searchBase: '/find?lang=en' })).to.equal('/find?lang=en&q=&f=language:eng');
    }
  });

  it('returns undefined if the search of the page is empty or not an address of the web', async () => {
    for (const searchBase of ['', 'javascript:alert(1)']) expect(link({}, { searchBase })).to.equal(undefined);
    expect(await linkOf({ partLink: () => '/a' }, { searchBase: '' })).to.equal(undefined);
  });

  it('returns the link of a source of the page, which gets all properties of the part', async () => {
    let told: PartRequest | undefined;
    const partLink: StatsSource['partLink'] = (part) => {
      told = part;
      return '/part';
    };
    const place = { community: 'maps', searchBase: '/find' };
    expect(await linkOf({ partLink, searchBase: () => '/search' }, place)).to.equal('/part');
    expect(told).to.deep.equal({ ...PART, ...place });
  });

  it('returns undefined if a source of the page returns no address of the web or throws', async () => {
    const fails = (): never => {
      throw new Error('no');
    };
    for (const partLink of [() => undefined, () => 7, () => 'javascript:alert(1)', () => Promise.resolve('/a'), fails])
      expect(await linkOf({ partLink })).to.equal(undefined);
  });

  it('returns the search of a source of the page with searchBase()', async () => {
    const searchBase = (community?: string) => `/${community ?? 'all'}`;
    expect(await linkOf({ searchBase })).to.equal(`/all${SEARCH}`);
    expect(await linkOf({ searchBase }, { community: 'maps' })).to.equal(`/maps${SEARCH}`);
    expect(await linkOf({ searchBase: () => 7 })).to.equal(undefined);
  });
});
