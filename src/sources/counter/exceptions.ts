/** Exceptions of COUNTER: errors and remarks with a code, in the header of a report or in its place. */
import { isObject, own, type Json } from '../../util/json.js';
import { StatsError, type Reason } from '../errors.js';
import { countOf, textOf } from '../service/read-answer.js';

export interface Exception {
  readonly code: number;
  readonly message: string;
  readonly data: string;
}

/** Reasons of refusals, by code. Codes below 3000 are refusals, as are three others; all others are remarks on a report. */
const REASONS: Readonly<Record<number, Reason>> = { 1020: 'rate-limit', 1030: 'service' };
const REFUSALS: readonly number[] = [3000, 3010, 3020];
/** The service is busy, or makes the report: the same request succeeds later. */
const PASSING: readonly number[] = [1000, 1010, 1011, 1020];
const NO_USAGE = 3030;

const isRefusal = (code: number): boolean => (code >= 1000 && code < 3000) || REFUSALS.includes(code);

const dataOf = (data: unknown): string => (Array.isArray(data) ? data.map(textOf).join(', ') : textOf(data));

/** Returns the exceptions in a value: one, or a list. */
const exceptionsOf = (value: unknown): Exception[] =>
  (Array.isArray(value) ? (value as unknown[]) : [value]).flatMap((each) => {
    const code = isObject(each) ? countOf(own(each, 'Code')) : undefined;
    if (code === undefined) return [];
    const { Message, Data } = each as Json;
    return { code, message: textOf(Message), data: dataOf(Data) };
  });

/**
 * Returns the exceptions of a body: of its header, or those that came in place of a report.
 * @throws StatsError for one that refuses the report. In place of items, so does each code that does not tell what there is of
 * them: codes of other services look the same
 */
export function exceptionsIn(body: unknown): readonly Exception[] {
  const header = isObject(body) ? body['Report_Header'] : undefined;
  const places = [body, header].flatMap((place) => (isObject(place) ? [place['Exceptions'], place['Exception']] : []));
  const found = [...exceptionsOf(body), ...places.flatMap(exceptionsOf)];
  const items = isObject(body) && own(body, 'Report_Items');
  const isTold =
    (Array.isArray(items) && items.length > 0) || found.some(({ code }) => code === NO_USAGE || code in MONTHS);
  const refusal = found.find(({ code }) => isRefusal(code) || !isTold);
  if (refusal) {
    const { code, message, data } = refusal;
    const text = `COUNTER ${code}: ${[message, data].filter(Boolean).join('. ')}`;
    const reason = REASONS[code] ?? (code >= 2000 && code < 3000 ? 'auth' : 'service');
    throw new StatsError(reason, text, { ...(PASSING.includes(code) && { retryAfter: '' }) });
  }
  return found;
}

/** Months that an exception is about, out of those of a report. */
const MONTHS: Readonly<
  Record<number, (months: readonly string[], isUsed: (month: string) => boolean) => readonly string[]>
> = {
  /** Not ready yet. */
  3031: (months, isUsed) => months.slice(months.findLastIndex(isUsed) + 1),
  /** No longer available. */
  3032: (months, isUsed) => {
    const first = months.findIndex(isUsed);
    return first < 0 ? months : months.slice(0, first);
  },
  /** Partial data. */
  3040: (months, isUsed) => months.filter((month) => !isUsed(month)),
};

/** Matches a month, or its first day. */
const MONTH = /\d{4}-\d{2}(-\d{2})?/g;

/** True for an exception which says that numbers are too low. */
export const isPartial = ({ code }: Exception): boolean => code === 3040;

/**
 * Returns the months of a report that are unknown. Many services list them; where there is a sentence, they are the months
 * without usage at the end, at the beginning, or all of them.
 */
export function unknownMonths(
  exceptions: readonly Exception[],
  months: readonly string[],
  isUsed: (month: string) => boolean,
): readonly string[] {
  return exceptions.flatMap(({ code, data }) => {
    const about = MONTHS[code];
    if (!about) return [];
    const listed = [...data.matchAll(MONTH)].map(([month]) => month.slice(0, 7));
    const isList = listed.length > 0 && /^[\s,;|]*$/.test(data.replace(MONTH, ''));
    return isList ? listed : about(months, isUsed);
  });
}
