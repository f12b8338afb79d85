/** The use of a single record of an InvenioRDM repository, which counts it without a statistics service. */
import { isoDay, type DayRange } from '../../data/day.js';
import { isValue } from '../../data/year-block.js';
import { at } from '../../util/keys.js';
import { isObject } from '../../util/json.js';
import { isWebAddress } from '../../util/link.js';
import { StatsError } from '../errors.js';
import { fetchJson, type FetchOptions } from '../http/fetch.js';
import type { RecordUse, RecordUseRequest } from '../source.js';
import { encoded } from './addresses.js';
import { csrfError } from './csrf.js';
import { postOf, retryAfterCsrf } from './post.js';
import { ACCEPT } from './records.js';

/** What is counted: the name of the statistic, and its values. Distinct ones are preferred, as on pages of records. */
const COUNTS = {
  views: { stat: 'record-view-all-versions', values: ['unique_views', 'views'] },
  downloads: { stat: 'record-download-all-versions', values: ['unique_downloads', 'downloads'] },
} as const;

type Counted = keyof typeof COUNTS;

/**
 * Fetches the views and downloads of a record in some periods: a request for the record, whose answer names the work that its
 * versions belong to, and one for all numbers.
 * @param api address below which the API is; ends with `/`
 * @throws StatsError `attribute` if there is no such record
 */
export async function fetchRecordUse(
  api: string,
  { record, periods }: RecordUseRequest,
  options: FetchOptions,
  ask = fetchJson,
): Promise<RecordUse> {
  const found = await ask(`${api}records/${encoded(record)}`, { ...options, headers: { Accept: ACCEPT } }).catch(
    (error: unknown) => {
      throw isGone(error) ? noRecord(record, error) : error;
    },
  );
  const parent = parentIn(found);
  const body = { ...queriesOf('views', parent, periods), ...queriesOf('downloads', parent, periods) };
  const src = `${api}stats`;
  const { credentials = 'same-origin' } = options;
  // Made again after a refusal, because the page has another token by then.
  const answer = await retryAfterCsrf(() =>
    ask(src, { ...options, ...postOf(body, { src, credentials, accept: 'application/json' }) }).catch(
      (error: unknown) => {
        throw error instanceof StatsError ? csrfError(error) : error;
      },
    ),
  );
  if (!isObject(at(answer, nameOf('views', 0))))
    throw new StatsError('malformed', 'expected statistics of a record of InvenioRDM', { path: '$' });
  const [title, href] = [at(found, 'metadata', 'title'), at(found, 'links', 'self_html')];
  return {
    title: typeof title === 'string' ? title.trim() : '',
    ...(typeof href === 'string' && isWebAddress(href) && { href }),
    views: countsIn(answer, 'views', periods),
    downloads: countsIn(answer, 'downloads', periods),
  };
}

const isGone = (error: unknown): error is StatsError =>
  error instanceof StatsError && (error.status === 404 || error.status === 410);

function noRecord(record: string, cause: StatsError): StatsError {
  const message = `InvenioRDM has no record "${record}", or \`src\` is not the address of its repository: ${cause.message}`;
  return new StatsError('attribute', message, { path: 'record', status: cause.status, cause });
}

/** Returns the id of the work that a record is a version of. */
function parentIn(found: unknown): string {
  // Zenodo's older form has it under another name.
  const id = at(found, 'parent', 'id') ?? at(found, 'conceptrecid');
  if (typeof id === 'string' && id) return id;
  throw new StatsError('malformed', 'expected a record of InvenioRDM, with the id of its work', { path: 'parent.id' });
}

const nameOf = (counted: Counted, i: number): string => `${counted} ${i}`;

/** Returns a named query for each period. The last day ends with its last second: a date alone is its beginning. */
const queriesOf = (counted: Counted, parent: string, periods: readonly DayRange[]): Readonly<Record<string, object>> =>
  Object.fromEntries(
    periods.map(({ start, end }, i) => [
      nameOf(counted, i),
      {
        stat: COUNTS[counted].stat,
        params: { parent_recid: parent, start_date: isoDay(start), end_date: `${isoDay(end)}T23:59:59` },
      },
    ]),
  );

/** Returns the number of each period; `null` where it was not sent. All are counted in the same way, as they are added up. */
function countsIn(answer: unknown, counted: Counted, periods: readonly DayRange[]): readonly (number | null)[] {
  const sent = COUNTS[counted].values.map((name) =>
    periods.map((_, i) => {
      const value = at(answer, nameOf(counted, i), name);
      return isValue(value) && value >= 0 ? value : null;
    }),
  );
  const isSent = (values: readonly (number | null)[]): boolean => values.some((value) => value !== null);
  return sent.find(isSent) ?? sent[0]!;
}
