/** The numbers of the fake service: those of the test data, or those of a given body. */
import type { Day } from '../src/data/day.js';
import { STATISTIC_KEYS } from '../src/sources/stats-body/statistic-keys.js';
import type { StatsSource } from '../src/sources/source.js';
import { testDataSource } from '../src/sources/test-data/test-data-source.js';
import type { Statistic } from '../src/vocabulary/terms.js';
import { emptyCategory, encodeCategory, type Category } from './encode.js';

/** A query, and the day on which the numbers end. */
export interface Question {
  readonly statistic: Statistic;
  readonly year: number;
  /** Slug of a community, or `global`. */
  readonly community: string;
  readonly today: Day;
}

export type Numbers = (question: Question) => Category | Promise<Category>;

/** Returns the generated numbers that `<stats-dashboard test-data>` shows. */
export function generatedNumbers(): Numbers {
  // Only the source of the latest day is stored, because requests for several days come one after the other.
  let latest: { readonly day: Day; readonly source: StatsSource } | undefined;
  return async ({ statistic, year, community, today }) => {
    if (latest?.day !== today) latest = { day: today, source: testDataSource({ today }) };
    const scope = community === 'global' ? {} : { community };
    const request = { statistic, year, dateBasis: 'added', ...scope } as const;
    return encodeCategory(await latest.source.load(request, new AbortController().signal));
  };
}

/**
 * Returns the numbers of a body of the service, with one or several statistics. Years and statistics that are not in it
 * are answered like years without data.
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
