interface BreakdownRow {
  /**
   * True if the parts add up to the whole: a part's share is then a share of the whole, and the rest of the whole is
   * "other". A record has one resource type, but any number of subjects.
   */
  readonly partition: boolean;
  /** Ids that are not shown as a part but counted in a footnote ("12 without publisher"). */
  readonly hidden: readonly string[];
  /** True if services list only the most frequent parts of a day; then a part that is missing need not be 0. */
  readonly topList: boolean;
  /** The vocabulary of the ids, by which an id without a name is formatted. */
  readonly ids: 'vocabulary' | 'text' | 'country' | 'licence' | 'access' | 'presence' | 'extension';
}

const row = (
  ids: BreakdownRow['ids'],
  listed: 'all' | 'top',
  partition = false,
  hidden: readonly string[] = [],
): BreakdownRow => ({ partition, hidden, topList: listed === 'top', ids });

/** The breakdowns of metrics into parts. The name in code is the name in attributes (`breakdown="resourceTypes"`). */
export const BREAKDOWNS = {
  resourceTypes: row('vocabulary', 'all', true),
  accessStatuses: row('access', 'all', true),
  languages: row('vocabulary', 'top'),
  subjects: row('text', 'top'),
  rights: row('licence', 'top'),
  funders: row('text', 'top'),
  periodicals: row('text', 'top', true),
  publishers: row('text', 'top', true, ['unknown']),
  affiliations: row('text', 'top'),
  countries: row('country', 'top', true, ['imported']),
  referrers: row('text', 'top'),
  fileTypes: row('extension', 'all'),
  filePresence: row('presence', 'all', true),
} as const satisfies Record<string, BreakdownRow>;

export type Breakdown = keyof typeof BREAKDOWNS;

export const BREAKDOWN_NAMES = Object.keys(BREAKDOWNS) as readonly Breakdown[];
