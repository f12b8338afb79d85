/** Words of COUNTER reports, and those of ours with the same meaning. */
import type { Breakdown } from '../../vocabulary/breakdowns.js';
import type { Metric } from '../../vocabulary/metrics.js';
import { own } from '../../util/json.js';

/** The metrics that reports have, in lower case, by what is counted: every event, or each item once in a session. */
export const METRIC_TYPES = {
  total: { total_item_investigations: 'views', total_item_requests: 'downloads' },
  unique: { unique_item_investigations: 'views', unique_item_requests: 'downloads' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Metric>>>>;

export type Counting = keyof typeof METRIC_TYPES;

/** How each metric is counted: the keys of tables. */
export const KEYS: Readonly<Record<Counting, Partial<Record<Metric, string>>>> = {
  total: { views: 'investigations', downloads: 'requests' },
  unique: { views: 'uniqueInvestigations', downloads: 'uniqueRequests' },
};

/** Types of records with the same meaning; others keep their name. */
const RESOURCE_TYPES: Readonly<Record<string, string>> = {
  Article: 'publication-article',
  Audiovisual: 'video',
  Book: 'publication-book',
  Book_Segment: 'publication-section',
  Conference: 'publication-conferenceproceeding',
  Conference_Item: 'publication-conferencepaper',
  Dataset: 'dataset',
  Image: 'image',
  Journal: 'publication-journal',
  Other: 'other',
  Patent: 'publication-patent',
  Report: 'publication-report',
  Software: 'software',
  Standard: 'publication-standard',
  Thesis_or_Dissertation: 'publication-thesis',
};

const ACCESS: Readonly<Record<string, string>> = { Open: 'open', OA_Gold: 'open', Controlled: 'restricted' };

interface Attribute {
  /** The name of the attribute in reports. */
  readonly name: string;
  readonly idOf: (value: string) => string;
  /** True if our texts have a name for the id. */
  readonly isNamed: (id: string) => boolean;
}

/** The attributes of usage that it is broken down by. */
export const ATTRIBUTES: Partial<Readonly<Record<Breakdown, Attribute>>> = {
  resourceTypes: { name: 'Data_Type', idOf: (type) => own(RESOURCE_TYPES, type) ?? type, isNamed: () => false },
  accessStatuses: {
    name: 'Access_Type',
    idOf: (type) => own(ACCESS, type) ?? type,
    isNamed: (id) => Object.values(ACCESS).includes(id),
  },
  countries: { name: 'Country_Code', idOf: (code) => code.toUpperCase(), isNamed: () => true },
};

export const ATTRIBUTE_BREAKDOWNS = Object.keys(ATTRIBUTES) as readonly Breakdown[];
