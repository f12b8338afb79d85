/** The search of the fake service: the records of the test data as InvenioRDM lists them. */
import type { Day } from '../src/data/day.js';
import { RECORD_ORDERS, type RecordOrder } from '../src/sources/source.js';
import { streamOf } from '../src/sources/test-data/numbers.js';
import { testDataSource } from '../src/sources/test-data/test-data-source.js';
import { isOneOf } from '../src/vocabulary/terms.js';

/** The parameters of a search; others are ignored. */
export interface RecordsQuery {
  readonly sort: string | null;
  readonly size: string | null;
  readonly page: string | null;
}

/** The records that are searched. */
export interface RecordsScope {
  /** Origin of their pages. */
  readonly site: string;
  /** Absent for the whole repository. */
  readonly community: string | undefined;
  readonly today: Day;
}

/** Views and downloads for each unique one. */
const REPEATED = 1.4;

/** The default size of a page. */
const SIZE = 25;

/** Returns a page of results; `undefined` for a query that InvenioRDM refuses. */
export async function recordsAnswer(query: RecordsQuery, scope: RecordsScope): Promise<object | undefined> {
  const { sort, size, page } = query;
  const number = (text: string | null, usual: number): number | undefined =>
    text === null ? usual : /^[1-9]\d{0,3}$/.test(text) ? Number(text) : undefined;
  const [length, at] = [number(size, SIZE), number(page, 1)];
  if ((sort !== null && !isOneOf(RECORD_ORDERS, sort)) || length === undefined || at === undefined) return undefined;
  const [viewed, downloaded] = await Promise.all([ranking('mostviewed', scope), ranking('mostdownloaded', scope)]);
  const titles = [...(sort === 'mostdownloaded' ? downloaded : viewed).keys()];
  const hits = titles
    .slice((at - 1) * length, at * length)
    .map((title) => hit(title, viewed.get(title) ?? 0, downloaded.get(title) ?? 0, scope.site));
  return {
    hits: { hits, total: titles.length },
    aggregations: {},
    sortBy: sort ?? 'newest',
    links: { self: `${scope.site}/api/records?page=${at}&size=${length}` },
  };
}

/** Returns all records of a scope by title, sorted by their use. */
async function ranking(order: RecordOrder, { community, today }: RecordsScope): Promise<Map<string, number>> {
  const request = { order, size: Infinity, ...(community !== undefined && { community }) };
  const records = (await testDataSource({ today }).records?.(request, new AbortController().signal)) ?? [];
  return new Map(records.map(({ title, value }) => [title, value ?? 0]));
}

function hit(title: string, unique_views: number, unique_downloads: number, site: string): object {
  const id = (streamOf(0, title) >>> 0).toString(36);
  const counts = {
    unique_views,
    views: Math.round(unique_views * REPEATED),
    unique_downloads,
    downloads: Math.round(unique_downloads * REPEATED),
    data_volume: unique_downloads * 9e6,
  };
  return {
    id,
    links: { self: `${site}/api/records/${id}`, self_html: `${site}/records/${id}` },
    metadata: { title },
    stats: { this_version: counts, all_versions: counts },
  };
}
