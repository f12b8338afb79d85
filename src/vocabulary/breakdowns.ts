interface BreakdownRow {
  /**
   * Do the parts add up to the whole? Only then is a part's share a share of the whole and the rest of the whole
   * "other". A record has one resource type, but any number of subjects.
   */
  readonly partition: boolean;
  /** Ids that are not shown as a part but counted in a footnote ("12 without publisher"). */
  readonly hidden: readonly string[];
  /** Where the ids come from: decides how an id without a name is written. */
  readonly ids: 'vocabulary' | 'text' | 'country' | 'licence' | 'access' | 'presence' | 'extension';
  readonly icon: string;
}

const row = (
  ids: BreakdownRow['ids'],
  icon: string,
  partition = false,
  hidden: readonly string[] = [],
): BreakdownRow => ({
  partition,
  hidden,
  ids,
  icon,
});

/** How a metric can be divided into parts. The name in code is the name in attributes (`breakdown="resourceTypes"`). */
export const BREAKDOWNS = {
  resourceTypes: row('vocabulary', 'file', true),
  accessStatuses: row('access', 'lock', true),
  languages: row('vocabulary', 'language'),
  subjects: row('text', 'tag'),
  rights: row('licence', 'copyright'),
  funders: row('text', 'money'),
  periodicals: row('text', 'newspaper', true),
  publishers: row('text', 'building', true, ['unknown']),
  affiliations: row('text', 'university'),
  countries: row('country', 'globe', true, ['imported']),
  referrers: row('text', 'external-link'),
  fileTypes: row('extension', 'file'),
  filePresence: row('presence', 'files', true),
} as const satisfies Record<string, BreakdownRow>;

export type Breakdown = keyof typeof BREAKDOWNS;

export const BREAKDOWN_NAMES = Object.keys(BREAKDOWNS) as readonly Breakdown[];
