/** The facets of DataCite that divide records into parts, and what their values are called here. */
import type { Problem } from '../../data/year-block.js';
import { isObject, own, type Json } from '../../util/json.js';
import type { Breakdown } from '../../vocabulary/breakdowns.js';
import { StatsError } from '../errors.js';

/** A value of a facet. */
interface Bucket {
  readonly id: string;
  readonly title: string;
}

interface Facet {
  /** Its name in answers. */
  readonly facet: string;
  /** Returns our id. Absent: as sent. */
  readonly idOf?: (id: string) => string;
  /** Returns the name for readers. Absent: the id says it. */
  readonly labelOf?: (bucket: Bucket) => string;
}

const title = (bucket: Bucket): string => bucket.title;

/** Resource types that have another id in our vocabulary: those of InvenioRDM. */
const TYPES: Readonly<Record<string, string>> = {
  audiovisual: 'video',
  book: 'publication-book',
  'book-chapter': 'publication-section',
  'computational-notebook': 'software-computationalnotebook',
  'conference-paper': 'publication-conferencepaper',
  'conference-proceeding': 'publication-conferenceproceeding',
  'data-paper': 'publication-datapaper',
  dissertation: 'publication-thesis',
  journal: 'publication-journal',
  'journal-article': 'publication-article',
  'output-management-plan': 'publication-datamanagementplan',
  'peer-review': 'publication-peerreview',
  'physical-object': 'physicalobject',
  preprint: 'publication-preprint',
  report: 'publication-report',
  standard: 'publication-standard',
};

/** Only the list of resource types is complete; the others hold the ten most frequent values, of funders 200. */
export const FACETS = {
  resourceTypes: {
    facet: 'resourceTypes',
    idOf: (id) => own(TYPES, id) ?? id,
    // As sent, it is the name in the schema: `PhysicalObject`.
    labelOf: (bucket) => bucket.title.replace(/(?<=[a-z])(?=[A-Z])/g, ' '),
  },
  // Titles are English: languages are named by their code, and subjects by their id, since all words of the title begin
  // with a capital letter.
  languages: { facet: 'languages' },
  subjects: { facet: 'subjects' },
  rights: { facet: 'licenses', labelOf: title },
  funders: { facet: 'funders', labelOf: title },
  affiliations: { facet: 'affiliations', idOf: (id) => id.replace(/^(?=ror\.org\/)/, 'https://'), labelOf: title },
} as const satisfies Readonly<Partial<Record<Breakdown, Facet>>>;

export type FacetName = keyof typeof FACETS;

export const FACET_NAMES = Object.keys(FACETS) as readonly FacetName[];

/** Returns the name of a facet in requests: `resource_types`. */
export const facetParameter = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A part of the records. */
export interface CountedPart {
  readonly id: string;
  readonly label: string;
  readonly count: number;
}

/** The parts of an answer, and the values that could not be read. */
export interface Parts {
  readonly parts: readonly CountedPart[];
  readonly problems: readonly Problem[];
}

/** Returns true for a number of things. */
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/**
 * Reads a facet; `undefined` if the answer does not have it. Values that cannot be read are left out.
 * @throws StatsError `malformed` if it is no list
 */
export function partsOf(meta: Json, name: FacetName): Parts | undefined {
  const { facet, idOf, labelOf }: Facet = FACETS[name];
  const list = listOf(meta, facet);
  if (!list) return undefined;
  const parts = new Map<string, CountedPart>();
  const problems: Problem[] = [];
  list.forEach((item, i) => {
    const { id, title: named, count } = isObject(item) ? item : {};
    // Ids that begin with NUL are reserved.
    if (typeof id !== 'string' || id.startsWith('\0') || !isCount(count)) {
      problems.push({ path: `meta.${facet}[${i}]`, found: JSON.stringify(item).slice(0, 100) });
      return;
    }
    const ours = idOf?.(id) ?? id;
    const label = labelOf?.({ id, title: typeof named === 'string' ? named : '' }) ?? '';
    const before = parts.get(ours);
    parts.set(ours, { id: ours, label: before?.label || label, count: (before?.count ?? 0) + count });
  });
  return { parts: [...parts.values()], problems };
}

/** Returns the list of a facet; `undefined` if there is none. */
export function listOf(meta: Json, facet: string): readonly unknown[] | undefined {
  const list = own(meta, facet);
  if (list === undefined || Array.isArray(list)) return list;
  throw new StatsError('malformed', `expected a list of ${facet} from the REST API of DataCite`, {
    path: `meta.${facet}`,
  });
}
