/** APIs of COUNTER: asks them for a report of all months. Loaded if the address is no file. */
import { isoDay, yearOf, yearStart, type Day } from '../../data/day.js';
import { isObject, own } from '../../util/json.js';
import { StatsError } from '../errors.js';
import { monthsOf, parseMonth } from '../service/period-block.js';
import { found, textOf } from '../service/read-answer.js';
import type { Get, Settings } from './counter-source.js';
import { exceptionsIn } from './exceptions.js';
import { readReport, type Report } from './read-report.js';

/** The first month that is asked for where a service does not tell the first one that it has: that of Release 5. */
const FIRST_MONTH = '2019-01';

/** Asks an API for one report of all months. */
export async function reportsOfApi(url: URL, get: Get, settings: Settings): Promise<readonly Report[]> {
  const base = `${url.origin}${url.pathname.replace(/\/$/, '')}`;
  const isR51 = base.endsWith('/r51');
  // "The World": the usage of all institutions together.
  const customer = { customer_id: isR51 ? '0000000000000000' : '0' };
  const at = (path: string, more: Readonly<Record<string, string>> = {}): string =>
    `${base}/${path}?${new URLSearchParams({ ...customer, ...more, ...Object.fromEntries(url.searchParams) }).toString()}`;
  const last = lastMonth(settings.today);
  const available = isR51 ? availableIn(await get(at('reports')), base) : {};
  const { first = FIRST_MONTH, last: until = last } = available;
  const asked = [first, until < last ? until : last] as const;
  if (asked[0] > asked[1]) return [];
  const address = at('reports/pr', {
    ...{ begin_date: isoDay(parseMonth(asked[0])!.start), end_date: isoDay(parseMonth(asked[1])!.end) },
    access_method: 'Regular',
    // Release 5.1 always has the first one.
    ...(!isR51 && { attributes_to_show: 'Data_Type|Access_Method' }),
  });
  return [readReport(await get(address), { ...settings, address, asked })];
}

/** Returns the months that the list of reports names for the platform report. */
function availableIn(body: unknown, base: string): { first?: string; last?: string } {
  exceptionsIn(body);
  if (!Array.isArray(body))
    throw new StatsError(
      'malformed',
      `${base}/reports: expected the list of reports of a COUNTER API, found ${found(body)}`,
      { path: '$' },
    );
  const report = (body as unknown[]).find((each) => isObject(each) && own(each, 'Report_ID') === 'PR');
  if (!isObject(report)) throw new StatsError('service', `${base}/reports: no platform report (PR)`);
  const monthOf = (name: string): string | undefined => {
    const month = textOf(own(report, name)).slice(0, 7);
    return parseMonth(month) && month;
  };
  const [first, last] = [monthOf('First_Month_Available'), monthOf('Last_Month_Available')];
  return { ...(first !== undefined && { first }), ...(last !== undefined && { last }) };
}

/** Returns the last month that is over. */
function lastMonth(day: Day): string {
  const over = monthsOf(yearOf(day)).findLast(({ end }) => end < day);
  return isoDay(over?.end ?? yearStart(yearOf(day)) - 1).slice(0, 7);
}
