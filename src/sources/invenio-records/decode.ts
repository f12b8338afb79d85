/** Decodes answers of InvenioRDM's search: the number of records that it finds, and their facets. */
import { dayOfTime, type DayRange } from '../../data/day.js';
import type { Problem } from '../../data/year-block.js';
import { at } from '../../util/keys.js';
import type { Metric } from '../../vocabulary/metrics.js';
import { StatsError } from '../errors.js';
import { partsTable } from '../service/counted-parts.js';
import { blockOfPeriods, wholeTable, type PeriodTable } from '../service/period-block.js';
import { countOf, found, jsonOf, withExpected, withHint, type Hints } from '../service/read-answer.js';
import type { Decode, DecoderRow } from '../worker/decoders.js';
import { FACET_NAMES, partsIn } from './facets.js';

const EXPECTED = 'an answer of the search of InvenioRDM (/api/records)';

/** The names of the numbers: they are of the records that are there today, whenever a day is over. */
export const KEYS = { records: 'currentRecords', parents: 'currentParents' } as const satisfies Partial<
  Record<Metric, string>
>;

/** What is counted by a search. */
export type Subject = 'records' | 'parents' | 'withFiles';

/**
 * Returns the number of records that a search has found.
 * @throws StatsError
 */
export function totalIn(body: unknown): number {
  const total = at(body, 'hits', 'total');
  const count = countOf(total);
  if (count !== undefined) return count;
  const message = at(body, 'message');
  if (typeof message === 'string' && total === undefined)
    throw new StatsError('service', `InvenioRDM: ${message}`, { path: 'message' });
  throw new StatsError('malformed', `expected ${EXPECTED}: hits.total is ${found(total)}`, { path: 'hits.total' });
}

/** The tables in an answer, and the values that could not be read. */
export interface Found {
  readonly tables: readonly PeriodTable[];
  readonly problems: readonly Problem[];
}

/**
 * Reads an answer.
 * @throws StatsError
 */
export const READERS: Readonly<Record<Subject, (body: unknown) => Found>> = {
  records: (body) => {
    const facets = FACET_NAMES.flatMap((breakdown) => {
      const parts = partsIn(body, breakdown);
      return parts ? { breakdown, ...parts } : [];
    });
    return {
      tables: [
        wholeTable('records', KEYS.records, [totalIn(body)]),
        ...facets.map(({ breakdown, ...parts }) => partsTable(breakdown, KEYS.records, parts)),
      ],
      problems: facets.flatMap(({ problems }) => problems),
    };
  },
  parents: (body) => ({ tables: [wholeTable('parents', KEYS.parents, [totalIn(body)])], problems: [] }),
  // The records without files are the rest (totals.ts).
  withFiles: (body) => ({
    tables: [
      {
        ...{ metric: 'records', breakdown: 'filePresence', key: KEYS.records },
        parts: [{ id: 'with_files', values: [totalIn(body)] }],
      },
    ],
    problems: [],
  }),
};

const decoderOf =
  (subject: Subject): Decode =>
  ([bytes], { statistic, year, period }, fetchedAt) => {
    const days = period as DayRange;
    return blockOfPeriods({
      ...{ statistic, year, period: days, periods: [days], through: dayOfTime(fetchedAt), fetchedAt },
      ...READERS[subject](jsonOf(bytes, EXPECTED)),
    });
  };

const HINTS: Hints = {
  network:
    'is `src` the address of an InvenioRDM repository? If it is on another origin than the page, it has to allow that of the page: REST_ENABLE_CORS, CORS_ORIGINS',
  auth: 'visitors without an account have to be allowed to search the repository',
  http: '`src` has to be the address of an InvenioRDM repository, below which its API is at /api/records',
};

/** Names the service in the error of a request, and what may have to be changed. */
export function explained(error: StatsError): StatsError {
  const { reason, message, status } = error;
  // InvenioRDM refuses a search in its own words.
  if (reason === 'http' && status !== 404 && message.includes('"message"'))
    return new StatsError('service', message, { status, cause: error });
  return withHint(withExpected(error, EXPECTED), HINTS);
}

const rowOf = (subject: Subject): DecoderRow => {
  const decode = decoderOf(subject);
  return { load: () => decode, explain: explained };
};

export const DECODERS: Readonly<Record<Subject, DecoderRow>> = {
  records: rowOf('records'),
  parents: rowOf('parents'),
  withFiles: rowOf('withFiles'),
};
