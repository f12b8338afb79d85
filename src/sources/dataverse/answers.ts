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

/** A collection of datasets. */
export interface Collection {
  readonly alias: string;
  readonly name: string;
  /** The number of collections that it is inside of. */
  readonly depth: number;
}

const EXPECTED = 'expected an answer of the Metrics API of Dataverse';

const malformed = (path: string, found: string): StatsError =>
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
function textIn({ values, path }: Row, name: string): string {
  const value = own(values, name);
  if (typeof value !== 'string') throw malformed(`${path}.${name}`, 'it is not a text');
  return value;
}

/**
 * Reads a monthly series.
 * @param isByType true if it is divided into media types
 * @throws StatsError
 */
export const monthlyTotals = (bytes: Uint8Array, isByType = false): readonly MonthlyTotal[] =>
  rowsOf(bytes).map((row) => {
    const month = monthFrom(own(row.values, 'date'));
    if (month === undefined) throw malformed(`${row.path}.date`, 'it is not a month');
    return {
      month,
      type: isByType ? textIn(row, 'contenttype') : '',
      count: countIn(row, 'count'),
      size: isByType ? countIn(row, 'size') : 0,
    };
  });

/**
 * Reads a list of things and their counts.
 * @param name the key of the things
 * @throws StatsError
 */
export const countsOf = (
  bytes: Uint8Array,
  name: 'subject' | 'pid',
): readonly { readonly id: string; readonly count: number }[] =>
  rowsOf(bytes).map((row) => ({ id: textIn(row, name), count: countIn(row, 'count') }));

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
 * Reads the tree of collections, from the top, each before those inside of it.
 * @throws StatsError
 */
export function collectionsOf(bytes: Uint8Array): readonly Collection[] {
  const collections: Collection[] = [];
  // A list of what is still to be read in place of recursion: an answer may be nested too deeply.
  const open = [{ node: dataOf(bytes), path: 'data', depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, path, depth } = next;
    if (!isObject(node)) throw malformed(path, 'it is not a collection');
    const alias = textIn({ values: node, path }, 'alias');
    const name = own(node, 'name');
    collections.push({ alias, name: typeof name === 'string' ? name : alias, depth });
    const children = own(node, 'children') ?? [];
    if (!Array.isArray(children)) throw malformed(`${path}.children`, 'it is not a list');
    for (let i = children.length - 1; i >= 0; i--)
      open.push({ node: children[i] as unknown, path: `${path}.children[${i}]`, depth: depth + 1 });
  }
  return collections;
}

/** Returns the title of a dataset; `undefined` if its citation has none. */
export function titleOf(bytes: Uint8Array): string | undefined {
  const data = dataOf(bytes);
  const fields: unknown = isObject(data) ? own(data, 'fields') : undefined;
  const title: unknown = Array.isArray(fields)
    ? fields.find((field) => isObject(field) && own(field, 'typeName') === 'title')
    : undefined;
  const value = isObject(title) ? own(title, 'value') : undefined;
  return typeof value === 'string' ? value.trim() || undefined : undefined;
}
