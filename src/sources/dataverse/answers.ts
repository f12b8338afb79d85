/** Reads answers of the Metrics API of Dataverse, which are JSON or CSV. */
import { isValue } from '../../data/year-block.js';
import { isObject, own, parsedJson, type Json } from '../../util/json.js';
import { StatsError } from '../errors.js';
import { monthFrom, type Month } from './months.js';

/** A row of an answer, and its place in it. */
export interface Row {
  readonly values: Json;
  readonly path: string;
}

/** A total at the end of a month. */
export interface MonthlyTotal {
  readonly month: Month;
  /** What it is a part of: a media type. Empty for the whole. */
  readonly type: string;
  readonly count: number;
  /** Bytes; 0 if the answer has none. */
  readonly size: number;
}

const EXPECTED = 'expected an answer of the Metrics API of Dataverse';

/** Makes the error for an answer of another form. */
export const malformed = (path: string, found: string): StatsError =>
  new StatsError('malformed', `${EXPECTED}, but ${found} (${path})`, { path });

/**
 * Returns what is in the envelope of an answer (`{"status": "OK", "data": …}`).
 * @throws StatsError `service` with the words of the service if it reports an error, else `malformed`
 */
export function dataOf(bytes: Uint8Array): unknown {
  const text = new TextDecoder().decode(bytes).trimStart();
  const body = parsedJson(text);
  if (!isObject(body)) {
    throw malformed('$', text.startsWith('<') ? 'it is a web page: a login, or another address' : 'it is not JSON');
  }
  const [status, message] = [own(body, 'status'), own(body, 'message')];
  if (status === 'ERROR') throw new StatsError('service', `Dataverse: ${String(message)}`, { path: 'message' });
  if (status !== 'OK') throw malformed('status', 'there is no status');
  return own(body, 'data');
}

/**
 * Returns the rows of a list. Versions of Dataverse differ in the form that they send, whatever was accepted.
 * @throws StatsError
 */
export function rowsOf(bytes: Uint8Array): readonly Row[] {
  const text = new TextDecoder().decode(bytes);
  if (/^\s*"?(date|subject|pid)"?,/.test(text)) return delimitedRows(text);
  const data = dataOf(bytes);
  if (!Array.isArray(data)) throw malformed('data', 'it is not a list');
  return data.map((values: unknown, i) => {
    const path = `data[${i}]`;
    if (!isObject(values)) throw malformed(path, 'it is not an object');
    return { values, path };
  });
}

/** Reads CSV: a line with the names of the columns, and a line for each row. */
function delimitedRows(text: string): Row[] {
  const [head = [], ...lines] = text.trim().split(/\r?\n/).map(fieldsOf);
  return lines.map((fields, i) => ({
    path: `line ${i + 2}`,
    values: Object.fromEntries(head.map((name, column) => [name, valueIn(fields[column])])),
  }));
}

/** Returns the fields of a line. Those in quotation marks may hold commas, and quotation marks twice. */
const fieldsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );

const valueIn = (field: string | undefined): unknown => (field && /^-?\d+$/.test(field) ? Number(field) : field);

/** Returns a number of a row that is not below 0. */
function countIn({ values, path }: Row, name: string): number {
  const value = own(values, name);
  if (!isValue(value) || value < 0 || !Number.isInteger(value)) throw malformed(`${path}.${name}`, 'it is not a count');
  return value;
}

/** Returns a text of a row. */
export function textIn({ values, path }: Row, name: string): string {
  const value = own(values, name);
  if (typeof value !== 'string') throw malformed(`${path}.${name}`, 'it is not a text');
  return value;
}

/**
 * Reads the rows of a list. Each has to be about something else: of two about the same, none is known to be right.
 * @param name the key of what a row is about
 * @throws StatsError
 */
function readRows<T>(bytes: Uint8Array, name: string, read: (row: Row) => T, keyOf: (item: T) => string): readonly T[] {
  const known = new Set<string>();
  return rowsOf(bytes).map((row) => {
    const item = read(row);
    const key = keyOf(item);
    if (known.has(key)) throw malformed(`${row.path}.${name}`, 'it is there twice');
    known.add(key);
    return item;
  });
}

/**
 * Reads a monthly series.
 * @param isByType true if it is divided into media types
 * @throws StatsError
 */
export const monthlyTotals = (bytes: Uint8Array, isByType = false): readonly MonthlyTotal[] =>
  readRows(
    bytes,
    'date',
    (row) => {
      const month = monthFrom(own(row.values, 'date'));
      if (month === undefined) throw malformed(`${row.path}.date`, 'it is not a month');
      return {
        month,
        type: isByType ? textIn(row, 'contenttype') : '',
        count: countIn(row, 'count'),
        size: isByType ? countIn(row, 'size') : 0,
      };
    },
    ({ month, type }) => `${month} ${type}`,
  );

/**
 * Reads a list of things and their counts.
 * @param name the key of the things
 * @throws StatsError
 */
export const countsOf = (
  bytes: Uint8Array,
  name: 'subject' | 'pid',
): readonly { readonly id: string; readonly count: number }[] =>
  readRows(
    bytes,
    name,
    (row) => ({ id: textIn(row, name), count: countIn(row, 'count') }),
    ({ id }) => id,
  );

/**
 * Reads a total. Make Data Count names it by the expression of a query (`viewsTotalMachine + viewsTotalRegular`), so that it
 * is the only number, whatever its name is.
 * @throws StatsError
 */
export function totalOf(bytes: Uint8Array): number {
  const data = dataOf(bytes);
  const values = isObject(data) ? Object.values(data) : [];
  const [value] = values;
  if (values.length !== 1 || !isValue(value)) throw malformed('data', 'it is not a total');
  return value;
}

/**
 * Reads the alias of a collection, that at the top of a tree.
 * @throws StatsError
 */
export function aliasOf(bytes: Uint8Array): string {
  const data = dataOf(bytes);
  if (!isObject(data)) throw malformed('data', 'it is not a collection');
  return textIn({ values: data, path: 'data' }, 'alias');
}
