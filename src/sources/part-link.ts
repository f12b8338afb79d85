/** Links from a part of a breakdown. Elements that show parts load this code; it is not needed for the first number. */
import { isWebAddress } from '../util/link.js';
import { searchBase as invenioSearch } from './invenio-api/addresses.js';
import { searchLink } from './invenio-api/search.js';
import { withoutBlank, type PartRequest, type StatsSource } from './source.js';

/** The statistics that an element shows. */
interface Place {
  readonly source?: StatsSource | undefined;
  readonly community?: string | undefined;
  /** Address of the repository's search, from the page's author; empty: parts are not linked. */
  readonly searchBase?: string | undefined;
}

/**
 * Returns the address that a part links to: the one from its source, else that of a search in InvenioRDM. It is
 * `undefined` if there is none, or if it is no web address.
 */
export function partLink(place: Place, part: Omit<PartRequest, 'community' | 'searchBase'>): string | undefined {
  const { source, community, searchBase } = withoutBlank(place);
  if (searchBase === '') return undefined;
  if (source?.partLink) return ofTheWeb(source.partLink({ ...part, community, searchBase }));
  const src = source?.invenioSrc;
  const base = searchBase ?? source?.searchBase?.(community) ?? (src && invenioSearch({ src, community }));
  return base ? ofTheWeb(searchLink(base, part.breakdown, part.id, part.label)) : undefined;
}

const ofTheWeb = (address: string | undefined): string | undefined =>
  address !== undefined && isWebAddress(address, 'https://relative.invalid') ? address : undefined;
