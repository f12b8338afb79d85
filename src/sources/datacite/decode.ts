/** Converts answers of DataCite to blocks. */
import { dayOfTime } from '../../data/day.js';
import { isObject, own, type Json } from '../../util/json.js';
import { StatsError } from '../errors.js';
import { parseJson } from '../http/fetch.js';
import { blockOfPeriods, wholeTable, type PeriodTable } from '../service/period-block.js';
import type { Decode } from '../worker/decoders.js';
import { FACETS, FACET_NAMES, isCount, partsOf, type FacetName, type Parts } from './facets.js';

/** The name of the numbers: DOIs, not records, since each version of a record may have one. */
export const KEY = 'dataciteDois';

const EXPECTED = 'expected an answer of the REST API of DataCite';

/** Names the service in errors of requests, and what may have to be changed. */
export function explained(error: StatsError): StatsError {
  const { reason, message, path, status, retryAfter } = error;
  const again = (text: string): StatsError => new StatsError(reason, text, { path, status, retryAfter, cause: error });
  if (reason === 'malformed') return again(`${EXPECTED}: ${message}`);
  if (reason === 'network') return again(`${message} (is "src" the REST API of DataCite, and does it allow CORS?)`);
  return error;
}

/**
 * Returns the part of an answer that counts, with a valid total.
 * @throws StatsError
 */
export function metaOf(body: unknown): Json & { readonly total: number } {
  if (!isObject(body)) throw new StatsError('malformed', EXPECTED, { path: '$' });
  const errors = own(body, 'errors');
  if (errors !== undefined)
    throw new StatsError('service', `DataCite reports: ${titlesOf(errors)}`, { path: 'errors' });
  const meta = own(body, 'meta');
  if (!isObject(meta)) throw new StatsError('malformed', EXPECTED, { path: 'meta' });
  const total = own(meta, 'total');
  if (!isCount(total))
    throw new StatsError('malformed', `${EXPECTED}, with the number of DOIs`, { path: 'meta.total' });
  return { ...meta, total };
}

/** Returns the texts of errors, which are a list or a single one. */
const titlesOf = (errors: unknown): string =>
  (Array.isArray(errors) ? (errors as readonly unknown[]) : [errors])
    .flatMap((error) => (isObject(error) && typeof error['title'] === 'string' ? error['title'] : []))
    .join('; ')
    .slice(0, 200) || 'an error without a text';

/**
 * Checks that facets are there, of which an answer without DOIs has none.
 * @throws StatsError if the service has left all of them out
 */
export function requireFacets(meta: Json, names: readonly string[]): void {
  if (meta['total'] === 0 || names.some((name) => own(meta, name) !== undefined)) return;
  const message =
    'the answer of DataCite has no facets: does a proxy or another address ("src") drop the parameter "disable-facets=false"?';
  throw new StatsError('malformed', message, { path: 'meta' });
}

/** Makes the table of parts at one day or in one period. */
export const partsTable = (breakdown: FacetName, { parts, problems }: Parts): PeriodTable => ({
  metric: 'records',
  breakdown,
  key: KEY,
  parts: parts.map(({ id, label, count }) => ({ id, label, values: [count] })),
  ...(problems.length && { incomplete: true }),
});

const decoder =
  (names: readonly FacetName[]): Decode =>
  ([bytes], { statistic, year, period }, fetchedAt) => {
    const meta = metaOf(jsonOf(new TextDecoder().decode(bytes)));
    if (names.length)
      requireFacets(
        meta,
        Object.values(FACETS).map(({ facet }) => facet),
      );
    const found = names.flatMap((name) => {
      // Without DOIs there are no parts, which is known, too.
      const parts = meta.total ? partsOf(meta, name) : { parts: [], problems: [] };
      return parts ? { name, parts } : [];
    });
    return blockOfPeriods({
      statistic,
      year,
      periods: [period!],
      period: period!,
      through: dayOfTime(fetchedAt),
      fetchedAt,
      tables: [wholeTable('records', KEY, [meta.total]), ...found.map(({ name, parts }) => partsTable(name, parts))],
      problems: found.flatMap(({ parts }) => parts.problems),
    });
  };

function jsonOf(text: string): unknown {
  if (/^\s*</.test(text)) throw new StatsError('malformed', `${EXPECTED}, but it is an HTML page`, { path: '$' });
  return parseJson(text, `${EXPECTED}: `);
}

/** Decodes the number of DOIs of a period, and their parts. */
export const decodeParts = decoder(FACET_NAMES);

/** Decodes the number of DOIs alone. */
export const decodeTotal = decoder([]);
