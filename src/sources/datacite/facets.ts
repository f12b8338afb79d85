/** The facets of DataCite that divide records into parts, and what their values are called here. */
import { own, type Json } from '../../util/json.js';
import type { Breakdown } from '../../vocabulary/breakdowns.js';
import { StatsError } from '../errors.js';
import { countedParts, type Parts } from '../service/counted-parts.js';
import { textOf } from '../service/read-answer.js';

/** What answers are, for messages. */
export const EXPECTED = 'an answer of the REST API of DataCite';

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

/** Returns an id of a vocabulary, which means the same in any case. */
const lower = (id: string): string => id.trim().toLowerCase();

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
    idOf: (id) => own(TYPES, lower(id)) ?? lower(id),
    // As sent, it is the name in the schema: `PhysicalObject`.
    labelOf: (bucket) => bucket.title.replace(/(?<=[a-z])(?=[A-Z])/g, ' '),
  },
  // Titles are English: languages are named by their code, and subjects by their id, since all words of the title begin
  // with a capital letter.
  languages: { facet: 'languages', idOf: lower },
  subjects: { facet: 'subjects' },
  rights: { facet: 'licenses', idOf: lower, labelOf: title },
  funders: { facet: 'funders', labelOf: title },
  affiliations: { facet: 'affiliations', idOf: (id) => id.replace(/^(?=ror\.org\/)/, 'https://'), labelOf: title },
} as const satisfies Readonly<Partial<Record<Breakdown, Facet>>>;

export type FacetName = keyof typeof FACETS;

export const FACET_NAMES = Object.keys(FACETS) as readonly FacetName[];

/** Returns the name of a facet in requests: `resource_types`. */
export const facetParameter = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * Reads a facet; `undefined` if the answer does not have it. Values that cannot be read are left out.
 * @throws StatsError `malformed` if it is no list
 */
export function partsOf(meta: Json, name: FacetName): Parts | undefined {
  const { facet, idOf = same, labelOf }: Facet = FACETS[name];
  const list = listOf(meta, facet);
  return (
    list &&
    countedParts(list, `meta.${facet}`, ({ id, title, count }) =>
      typeof id === 'string'
        ? { id: idOf(id), label: labelOf?.({ id, title: textOf(title) }) ?? '', count }
        : { id, label: '', count },
    )
  );
}

const same = (id: string): string => id;

/** Returns the list of a facet; `undefined` if there is none. */
export function listOf(meta: Json, facet: string): readonly unknown[] | undefined {
  const list = own(meta, facet);
  if (list === undefined || Array.isArray(list)) return list;
  throw new StatsError('malformed', `expected ${EXPECTED}, with a list of ${facet}`, { path: `meta.${facet}` });
}
