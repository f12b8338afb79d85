/** Where the demo's statistics service takes its numbers from: the generator of test data, or a body kept in a file. */
import type { Day } from '../src/data/day.js';
import { STATISTIC_KEYS } from '../src/sources/stats-body/statistic-keys.js';
import type { StatsSource } from '../src/sources/source.js';
import { testDataSource } from '../src/sources/test-data/test-data-source.js';
import type { Statistic } from '../src/vocabulary/terms.js';
import { emptyCategory, encodeCategory, type Category } from './encode.js';

/** What a request asks for, beside the day that is taken for today. */
export interface Question {
  readonly statistic: Statistic;
  readonly year: number;
  /** Slug of a community, or `global`. */
  readonly community: string;
  readonly today: Day;
}

export type Numbers = (question: Question) => Category | Promise<Category>;

/** Invented numbers, as `<stats-dashboard test-data>` shows them. */
export function inventedNumbers(): Numbers {
  // Somebody who looks at several days looks at them one after the other.
  let latest: { readonly day: Day; readonly source: StatsSource } | undefined;
  return async ({ statistic, year, community, today }) => {
    if (latest?.day !== today) latest = { day: today, source: testDataSource({ today }) };
    const place = community === 'global' ? {} : { community };
    const request = { statistic, year, dateBasis: 'added', ...place } as const;
    return encodeCategory(await latest.source.load(request, new AbortController().signal));
  };
}

/**
 * The numbers of a body as the service sends it, with one or several statistics. Years and statistics that it does not
 * hold are answered as the service answers for years without data.
 */
export function givenNumbers(body: unknown): Numbers {
  const categories = body as Readonly<Record<string, Category>>;
  return ({ statistic, year }) => {
    const category = categories[STATISTIC_KEYS[statistic]];
    return category && yearsOf(category).has(year) ? category : emptyCategory(statistic);
  };
}

interface AnySeries {
  readonly year?: number;
  /** Points as they are now, or as objects with a `value` as they were before 2025-11-10. */
  readonly data: readonly (readonly [string, number] | { readonly value: readonly [string, number] })[];
}

function yearsOf(category: Category): Set<number> {
  const years = new Set<number>();
  for (const metrics of Object.values(category)) {
    for (const { year, data } of Object.values(metrics).flat() as readonly AnySeries[]) {
      if (year !== undefined) years.add(year);
      else for (const point of data) years.add(Number(('value' in point ? point.value : point)[0].slice(0, 4)));
    }
  }
  return years;
}
