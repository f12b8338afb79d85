/** The facets of InvenioRDM's search that divide records into parts. */
import type { Problem } from '../../data/year-block.js';
import { isObject } from '../../util/json.js';
import { at } from '../../util/keys.js';
import type { Breakdown } from '../../vocabulary/breakdowns.js';
import { countOf, found } from '../service/read-answer.js';

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

/** A part of the records. */
interface CountedPart {
  readonly id: string;
  readonly label: string;
  readonly count: number;
}

/** The parts in an answer, and the values that could not be read. */
export interface Parts {
  readonly parts: readonly CountedPart[];
  readonly problems: readonly Problem[];
}

/** Reads a facet; `undefined` if the answer does not have it. Values that cannot be read are left out. */
export function partsIn(body: unknown, name: FacetName): Parts | undefined {
  const path = `aggregations.${FACETS[name]}.buckets`;
  const buckets = at(body, 'aggregations', FACETS[name], 'buckets');
  if (buckets === undefined) return undefined;
  if (!Array.isArray(buckets)) return { parts: [], problems: [{ path, found: found(buckets) }] };
  const parts = new Map<string, CountedPart>();
  const problems: Problem[] = [];
  buckets.forEach((bucket: unknown, i) => {
    const { key, doc_count, label } = isObject(bucket) ? bucket : {};
    const count = countOf(doc_count);
    // Ids that begin with NUL are reserved.
    if (typeof key !== 'string' || key.startsWith('\0') || count === undefined) {
      problems.push({ path: `${path}[${i}]`, found: found(bucket) });
      return;
    }
    parts.set(key, {
      id: key,
      label: typeof label === 'string' && label !== key ? label : '',
      count: count + (parts.get(key)?.count ?? 0),
    });
  });
  return { parts: [...parts.values()], problems };
}
