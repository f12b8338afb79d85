/** The facets of InvenioRDM's search that divide records into parts. */
import { at } from '../../util/keys.js';
import type { Breakdown } from '../../vocabulary/breakdowns.js';
import { countedParts, type Parts } from '../service/counted-parts.js';
import { found } from '../service/read-answer.js';

/** The name of a facet in answers. What a repository has depends on its configuration (`RDM_SEARCH`). */
export const FACETS = {
  accessStatuses: 'access_status',
  resourceTypes: 'resource_type',
  fileTypes: 'file_type',
  subjects: 'subject',
  languages: 'language',
} as const satisfies Readonly<Partial<Record<Breakdown, string>>>;

export type FacetName = keyof typeof FACETS;

export const FACET_NAMES = Object.keys(FACETS) as readonly FacetName[];

/** Facets whose values are texts; those of the others are ids of vocabularies, which mean the same in any case. */
const TEXTS: readonly FacetName[] = ['subjects', 'fileTypes'];

/** Reads a facet; `undefined` if the answer does not have it. Values that cannot be read are left out. */
export function partsIn(body: unknown, name: FacetName): Parts | undefined {
  const path = `aggregations.${FACETS[name]}.buckets`;
  const buckets = at(body, 'aggregations', FACETS[name], 'buckets');
  if (buckets === undefined) return undefined;
  if (!Array.isArray(buckets)) return { parts: [], problems: [{ path, found: found(buckets) }] };
  return countedParts(buckets, path, ({ key, doc_count, label }) => ({
    id: typeof key === 'string' && !TEXTS.includes(name) ? key.toLowerCase() : key,
    label: typeof label === 'string' && label !== key ? label : '',
    count: doc_count,
  }));
}
