/** Converts answers of DataCite to blocks. */
import { dayOfTime } from '../../data/day.js';
import type { Problem } from '../../data/year-block.js';
import { isObject, own, type Json } from '../../util/json.js';
import { StatsError } from '../errors.js';
import { partsTable } from '../service/counted-parts.js';
import { blockOfPeriods, wholeTable } from '../service/period-block.js';
import { countOf, jsonOf, withExpected, withHint, type Hints } from '../service/read-answer.js';
import type { Decode } from '../worker/decoders.js';
import { EXPECTED, FACETS, FACET_NAMES, partsOf, type FacetName } from './facets.js';

/** The name of the numbers: DOIs, not records, since each version of a record may have one. */
export const KEY = 'dataciteDois';

const HINTS: Hints = { network: 'is `src` the REST API of DataCite, and does it allow CORS?' };

/** Names the service in the error of a request, and what may have to be changed. */
export const explained = (error: StatsError): StatsError => withHint(withExpected(error, EXPECTED), HINTS);

/**
 * Returns the part of an answer that counts, with a valid total.
 * @throws StatsError
 */
export function metaOf(body: unknown): Json & { readonly total: number } {
  if (!isObject(body)) throw new StatsError('malformed', `expected ${EXPECTED}`, { path: '$' });
  const errors = own(body, 'errors');
  if (errors !== undefined)
    throw new StatsError('service', `DataCite reports: ${titlesOf(errors)}`, { path: 'errors' });
  const meta = own(body, 'meta');
  if (!isObject(meta)) throw new StatsError('malformed', `expected ${EXPECTED}`, { path: 'meta' });
  const total = countOf(own(meta, 'total'));
  if (total === undefined)
    throw new StatsError('malformed', `expected ${EXPECTED}, with the number of DOIs`, { path: 'meta.total' });
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

const decoder =
  (names: readonly FacetName[]): Decode =>
  ([bytes], { statistic, year, period }, fetchedAt) => {
    const meta = metaOf(jsonOf(bytes, EXPECTED));
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
      tables: [
        wholeTable('records', KEY, [meta.total]),
        ...found.map(({ name, parts }) => partsTable(name, KEY, parts)),
      ],
      problems: names.length ? found.flatMap(({ parts }) => parts.problems) : [{ path: 'meta', found: LOST }],
    });
  };

/** Decodes the number of DOIs of a period, and their parts. */
export const decodeParts = decoder(FACET_NAMES);

const LOST = 'parts, which DataCite failed to compute';

/** Returns true for the problem of a period whose parts could not be computed. */
export const isOfParts = ({ found }: Problem): boolean => found === LOST;

/** Decodes the number of DOIs alone, of a period whose parts could not be computed. */
export const decodeTotal = decoder([]);
