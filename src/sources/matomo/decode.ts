/** Decodes the answer of a bulk request to the Reporting API of Matomo: a body per report, keyed by days or months. */
import { dayOfTime, isoDay, overlap, parseDay, yearOf, type Day, type DayRange } from '../../data/day.js';
import { WHOLE, type Problem, type YearBlock } from '../../data/year-block.js';
import { isObject, own, type Json } from '../../util/json.js';
import { times } from '../../util/times.js';
import { StatsError } from '../errors.js';
import { blockOfPeriods, monthsOf, wholeYear, type PeriodPart, type PeriodTable } from '../service/period-block.js';
import { countOf, found, jsonOf, withHint, type Hints } from '../service/read-answer.js';
import type { Decode } from '../worker/decoders.js';
import { REPORTS, TODAY, VISITS, type Report } from './reports.js';

export const EXPECTED = 'an answer of the Reporting API of Matomo';

/** Returns the methods of the reports that a bulk request asks for, in the order of their answers. */
function methodsIn(body: string | undefined): readonly string[] {
  const form = new URLSearchParams(body);
  return [...form].flatMap(([name, value]) =>
    name.startsWith('urls[') ? (new URLSearchParams(value).get('method') ?? '') : [],
  );
}

export const decodeMatomo: Decode = ([bytes], { statistic, year, period, requests }, fetchedAt) => {
  const methods = methodsIn(requests[0]?.init.body);
  const answer = refuseError(jsonOf(bytes, EXPECTED));
  if (!Array.isArray(answer) || answer.length !== methods.length) throw malformed('$', answer);
  const bodies = new Map(methods.map((method, i) => [method, { body: answer[i] as unknown, path: `$[${i}]` }]));
  const days = period ?? wholeYear(year);
  // Later days come empty, but are not over. The site may have another time zone than UTC.
  const through = lastDay(bodies.get(TODAY)?.body) ?? dayOfTime(fetchedAt);
  const reading: Reading = { days, problems: [] };
  let refusal: StatsError | undefined;
  const tables = Object.entries(REPORTS).flatMap(([method, report]): PeriodTable[] => {
    const { body, path } = bodies.get(method) ?? {};
    if (body === undefined || path === undefined) return [];
    const message = errorIn(body);
    if (message !== undefined) {
      refusal ??= errorOf(message);
      reading.problems.push(failed({ path, found: message.slice(0, 100) }, refusal));
      return [];
    }
    // PHP writes an empty object as an empty list.
    if (!isObject(body) && !isEmptyList(body)) throw malformed(path, body);
    const byPeriod: Json = isObject(body) ? body : {};
    return report.breakdown
      ? partsIn(report.breakdown, byPeriod, path, reading)
      : wholesIn(report, byPeriod, path, reading);
  });
  if (refusal && !tables.length) throw refusal;
  const ofDays = tables.filter(({ breakdown }) => !breakdown);
  const hasDay = ofDays.some(({ parts }) => parts.some(({ values }) => values.some((value) => value !== undefined)));
  // Matomo lists each day, also one without visits. A site may not have reached the year yet.
  if (ofDays.length && !hasDay && days.start <= through) {
    const [path, body] = ['$[0]', answer[0] as unknown];
    const message = `expected ${EXPECTED}, with the days of ${year}: ${path} is ${found(body)}`;
    reading.problems.push(failed({ path, found: found(body) }, new StatsError('malformed', message, { path })));
  }
  return blockOfPeriods({
    ...{ statistic, year, tables, through, fetchedAt, problems: reading.problems },
    periods: daysOf(days),
    ...(period && { period }),
  });
};

/** The failures of reports, by the problem that stands for them in blocks. */
const failures = new WeakMap<Problem, StatsError>();

function failed(problem: Problem, failure: StatsError): Problem {
  failures.set(problem, failure);
  return problem;
}

/** Returns why a block lacks a report; `undefined` if it has all. */
export const failureIn = ({ problems }: YearBlock): StatsError | undefined =>
  problems.flatMap((problem) => failures.get(problem) ?? [])[0];

interface Reading {
  /** The days that were requested. */
  readonly days: DayRange;
  readonly problems: Problem[];
}

const daysOf = ({ start, end }: DayRange): readonly DayRange[] =>
  times(end - start + 1, (i) => ({ start: start + i, end: start + i }));

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

const isEmptyList = (value: unknown): boolean => isList(value) && !value.length;

/** Reads the metrics of a report by day. A metric that it does not have on any day with visits is not sent. */
function wholesIn({ metrics = [] }: Report, body: Json, path: string, { days, problems }: Reading): PeriodTable[] {
  const rows = daysOf(days).map(({ start }) => own(body, isoDay(start)));
  const hasVisits = rows.some(isObject);
  return metrics.flatMap(({ metric, column, key }): PeriodTable[] => {
    if (hasVisits && !rows.some((row) => isObject(row) && own(row, column) !== undefined)) return [];
    const values = rows.map((row, i) => {
      if (row === undefined) return undefined;
      if (isEmptyList(row)) return 0;
      const value = isObject(row) ? countOf(own(row, column)) : undefined;
      if (value === undefined)
        problems.push({ path: `${path}.${isoDay(days.start + i)}.${column}`, found: found(row) });
      return value;
    });
    return [{ metric, key, parts: [{ id: WHOLE, values }] }];
  });
}

/** Reads parts of visits by month. */
function partsIn(
  breakdown: NonNullable<Report['breakdown']>,
  body: Json,
  path: string,
  { days, problems }: Reading,
): PeriodTable[] {
  const months = monthsOf(yearOf(days.start)).flatMap((month) => overlap(month, days) ?? []);
  const parts = new Map<string, { label: string; values: (number | undefined)[] }>();
  const lists = months.map(({ start }, i): readonly unknown[] | undefined => {
    const key = isoDay(start).slice(0, 7);
    const list = own(body, key);
    if (list === undefined) return undefined;
    if (!isList(list)) {
      problems.push({ path: `${path}.${key}`, found: found(list) });
      return undefined;
    }
    const hasSegments = list.some((row) => isObject(row) && row['segment'] !== undefined);
    list.forEach((row, at) => {
      const named = isObject(row) && nameOf(row, breakdown, hasSegments);
      const value = isObject(row) ? countOf(own(row, VISITS.column)) : undefined;
      if (named === undefined) return;
      if (!named || value === undefined) {
        problems.push({ path: `${path}.${key}[${at}]`, found: found(row) });
        return;
      }
      const part = parts.get(named.id) ?? { label: named.label, values: months.map(() => undefined) };
      part.values[i] = (part.values[i] ?? 0) + value;
      parts.set(named.id, part);
    });
    return list;
  });
  const unknown = months.filter((_, i) => !lists[i]);
  if (unknown.length === months.length) return [];
  return [
    {
      ...{ metric: VISITS.metric, breakdown, key: VISITS.key, periods: months },
      parts: [...parts].map(([id, { label, values }]): PeriodPart => ({
        ...{ id, label },
        values: values.map((value, i) => value ?? (lists[i] ? 0 : undefined)),
      })),
      // Visits are not parts of the visitors: nothing of these is left for "other".
      incomplete: true,
      ...(unknown.length && { unknown }),
    },
  ];
}

/** Codes of what is no country: unknown, a proxy, a satellite, anything else. */
const NO_COUNTRY = ['', 'xx', 'a1', 'a2', 'o1'];

/** Returns the id and the name of a row; `undefined` for the rest of a long list, `false` for a row without a name. */
function nameOf(
  row: Json,
  breakdown: Report['breakdown'],
  hasSegments: boolean,
): { id: string; label: string } | undefined | false {
  const [label, code] = [own(row, 'label'), own(row, 'code')];
  if (typeof label !== 'string') return false;
  if (breakdown === 'countries') {
    if (typeof code !== 'string') return undefined;
    if (NO_COUNTRY.includes(code.toLowerCase()))
      return { id: 'unknown', label: code.toLowerCase() === 'xx' ? label : '' };
    return { id: code.toUpperCase(), label };
  }
  // "Others" has a name in the language of the server, and nothing to select visits by.
  if (own(row, 'segment') === undefined && (hasSegments || label === 'Others')) return undefined;
  return label.startsWith('\0') ? false : { id: label, label: '' };
}

/** Returns the last of the days that a report has. */
function lastDay(body: unknown): Day | undefined {
  const days = isObject(body) ? Object.keys(body).flatMap((key) => parseDay(key) ?? []) : [];
  return days.length ? Math.max(...days) : undefined;
}

/** Returns the message of an error, which comes in place of a body. */
function errorIn(body: unknown): string | undefined {
  if (!isObject(body) || body['result'] !== 'error') return undefined;
  const { message } = body;
  return typeof message === 'string' ? message : 'error';
}

/** Returns a body that is no error. */
export function refuseError(body: unknown): unknown {
  const message = errorIn(body);
  if (message !== undefined) throw errorOf(message);
  return body;
}

/** Hints for those who run Matomo. */
export const HINTS: Hints = {
  auth: 'in Matomo, give the user "anonymous" the role "view" for this site; `community` has to be the id of the site',
  network: 'if Matomo is on another origin than the page, add that of the page to cors_domains[] in its config.ini.php',
};

function errorOf(message: string): StatsError {
  const isRefused = /access|authenticate|token|permission|log(ged)? in/i.test(message);
  return withHint(new StatsError(isRefused ? 'auth' : 'service', `Matomo: ${message}`), HINTS);
}

const malformed = (path: string, body: unknown): StatsError =>
  new StatsError('malformed', `expected ${EXPECTED}: ${path} is ${found(body)}`, { path });

/** The day on which a site was created, from the description of the site. */
export function createdDay(body: unknown): Day {
  const answer = refuseError(body);
  // Before Matomo 4, it was a list.
  const site: unknown = Array.isArray(answer) ? answer[0] : answer;
  const text = isObject(site) ? own(site, 'ts_created') : undefined;
  const day = typeof text === 'string' ? parseDay(text.slice(0, 10)) : undefined;
  if (day === undefined) throw malformed(isObject(site) ? '$.ts_created' : '$', text ?? body);
  return day;
}
