/** `index.json` of a scope: which years there are, in which formats, and how they were counted. */
import type { MetricCapabilities } from '../../../src/data/capabilities.js';
import type { Breakdown } from '../../../src/vocabulary/breakdowns.js';
import { BREAKDOWNS } from '../../../src/vocabulary/breakdowns.js';
import type { Metric } from '../../../src/vocabulary/metrics.js';
import { DATE_BASES, KINDS, type Area, type DateBasis } from '../../../src/vocabulary/terms.js';
import type { Config, Counting } from '../config/config.js';
import { NUMBERS, type NumberRow } from '../vocabulary.js';

export interface IndexFile {
  readonly years: readonly number[];
  /** The last day that was counted. */
  readonly until: string;
  readonly dateBases: readonly DateBasis[];
  /** The years of the date bases in folders of their own. */
  readonly basisYears?: Readonly<Partial<Record<DateBasis, readonly number[]>>>;
  readonly communities?: true;
  readonly metrics: readonly MetricCapabilities[];
  readonly counting: Counting;
  readonly listed: number;
  readonly attribution?: readonly { readonly text: string; readonly href: string; readonly breakdown: Breakdown }[];
  readonly invented?: true;
}

/** What is known of a scope. */
export interface IndexFacts {
  /** The years of usage, and of each date basis. */
  readonly years: ReadonlyMap<string, ReadonlySet<number>>;
  readonly until: string;
  readonly hasCommunities: boolean;
  /** Breakdowns that are partitions elsewhere, but not here. */
  readonly severals: ReadonlySet<Breakdown>;
}

/** Makes the index of a scope. */
export function indexOf(config: Config, { years, until, hasCommunities, severals }: IndexFacts): IndexFile {
  const sorted = (names: readonly string[]): readonly number[] =>
    [...new Set(names.flatMap((name) => [...(years.get(name) ?? [])]))].sort((a, b) => a - b);
  const areas: readonly Area[] = [
    ...(years.has('added') ? (['content'] as const) : []),
    ...(years.has('usage') ? (['usage'] as const) : []),
  ];
  const bases = DATE_BASES.filter((basis) => years.has(basis));
  const others = bases.filter((basis) => basis !== 'added');
  const { countries } = config;
  return {
    years: sorted(['usage', 'added']),
    until,
    dateBases: bases.length ? bases : ['added'],
    ...(others.length && { basisYears: Object.fromEntries(others.map((basis) => [basis, sorted([basis])])) }),
    ...(hasCommunities && { communities: true as const }),
    metrics: areas.flatMap((area) => metricsOf(area, config, severals)),
    counting: config.counting,
    listed: config.topDeltas,
    ...(countries && { attribution: [{ ...countries.attribution, breakdown: 'countries' as const }] }),
    ...(config.invented && { invented: true as const }),
  };
}

function metricsOf(
  area: Area,
  { breakdowns }: Config,
  severals: IndexFacts['severals'],
): readonly MetricCapabilities[] {
  const rows: readonly NumberRow[] = Object.values(NUMBERS[area]);
  const names = [...new Set(rows.map(({ metric }) => metric))];
  const on = (Object.keys(breakdowns) as Breakdown[]).filter((name) => breakdowns[name][area]);
  return names.map((metric: Metric) => {
    const isWholeOnly = rows.every((row) => row.metric !== metric || row.wholeOnly === true);
    const parts = on.map(
      (name) =>
        [
          name,
          {
            ...(breakdowns[name].keep === 'top' && !BREAKDOWNS[name].topList && { topList: true }),
            ...(severals.has(name) && { partition: false }),
          },
        ] as const,
    );
    return { metric, kinds: KINDS, ...(!isWholeOnly && { breakdowns: Object.fromEntries(parts) }) };
  });
}
