/**
 * Decodes the bytes of an answer to columns, in a fraction of the time of `JSON.parse`. Nearly all of a body is lists
 * of points, `"data":[["01-02",123],…]`. They are read from the bytes straight into columns of numbers. The rest of the
 * body, with a number in the place of each such list, is small; `JSON.parse` and decode.ts read it.
 *
 * Nothing is validated here. A list that is not of the plainest form stays in the text. A body is decoded from its
 * parsed JSON alone if it may contain such a number itself, if it is not JSON, or if there is anything to report.
 */
import type { YearBlock } from '../../data/year-block.js';
import type { Statistic } from '../../vocabulary/terms.js';
import { parseJson } from '../http/fetch.js';
import { decodeAnswer, type PointLists } from './decode.js';

/**
 * Returns the result of `decodeAnswer` for the parsed text of these bytes (UTF-8, not compressed), with all columns on one buffer.
 * @param what the beginning of the message if they are not JSON
 * @throws StatsError as `decodeAnswer`, and `malformed` if they are not JSON
 */
export function decodeBytes(
  bytes: Uint8Array,
  statistic: Statistic,
  year: number,
  fetchedAt: number,
  what?: string,
): YearBlock {
  const block =
    decodeFast(bytes, statistic, year, fetchedAt) ?? decodeAnswer(parse(bytes, what), statistic, year, fetchedAt);
  return packColumns(block);
}

/** Returns the block if there is nothing to report about it; otherwise messages have to quote the body itself. */
function decodeFast(bytes: Uint8Array, statistic: Statistic, year: number, fetchedAt: number): YearBlock | undefined {
  const extracted = extractPoints(bytes);
  if (!extracted) return undefined;
  try {
    const block = decodeAnswer(JSON.parse(extracted.text), statistic, year, fetchedAt, extracted.lists);
    return block.problems.length ? undefined : block;
  } catch {
    return undefined;
  }
}

const parse = (bytes: Uint8Array, what?: string): unknown => parseJson(new TextDecoder().decode(bytes), what);

const code = (character: string): number => character.charCodeAt(0);
const QUOTE = code('"');
const BACKSLASH = code('\\');
const OPEN = code('[');
const CLOSE = code(']');
const CLOSE_OBJECT = code('}');
const COLON = code(':');
const COMMA = code(',');
const MINUS = code('-');
const POINT = code('.');
const ZERO = code('0');

/** Returns the value of a digit's code; more than 9 for any other byte, and for the `undefined` after the last one. */
const digit = (byte: number): number => byte ^ ZERO;

class Lists implements PointLists {
  readonly ends: number[] = [];
  readonly days: Uint16Array;
  readonly values: Float64Array;

  constructor(most: number) {
    this.days = new Uint16Array(most);
    this.values = new Float64Array(most);
  }

  /**
   * Reads the list that begins at `start` if it is of the plainest form: no white space, `MM-DD` dates, whole numbers
   * that a double holds exactly, also in Python's spelling of a whole float (`59117831.0`).
   * @returns the end of the list, or 0 if it is not plain; then nothing of it is stored
   */
  read(bytes: Uint8Array, start: number): number {
    const { ends, days, values } = this;
    let count = ends.at(-1) ?? 0;
    let at = start + 1;
    if (bytes[at] === CLOSE) {
      ends.push(count);
      return at + 1;
    }
    for (;;) {
      if (bytes[at] !== OPEN || bytes[at + 1] !== QUOTE || bytes[at + 4] !== MINUS) return 0;
      if (bytes[at + 7] !== QUOTE || bytes[at + 8] !== COMMA) return 0;
      const tens = digit(bytes[at + 2]!);
      const ones = digit(bytes[at + 3]!);
      const dayTens = digit(bytes[at + 5]!);
      const dayOnes = digit(bytes[at + 6]!);
      const monthDay = tens * 1000 + ones * 100 + dayTens * 10 + dayOnes;
      // If the first character is no digit, it makes `monthDay` too large anyway.
      if (ones > 9 || dayTens > 9 || dayOnes > 9 || monthDay > 1231) return 0;

      at += 9;
      const negative = bytes[at] === MINUS;
      if (negative) at++;
      const first = at;
      let short = 0;
      let next;
      // As many digits as fit into 32 bits: whole numbers are twice as fast as doubles here.
      for (const stop = at + 9; at < stop && (next = digit(bytes[at]!)) <= 9; at++) short = (short * 10 + next) | 0;
      let value = short;
      for (; (next = digit(bytes[at]!)) <= 9; at++) value = value * 10 + next;
      // JSON has no leading zeros. Beyond safe integers the value was rounded, maybe not as the whole number would be.
      if (at === first || (bytes[first] === ZERO && at > first + 1) || value > Number.MAX_SAFE_INTEGER) return 0;
      if (bytes[at] === POINT && bytes[at + 1] === ZERO) at += 2;
      if (bytes[at] !== CLOSE) return 0;
      days[count] = monthDay;
      values[count++] = negative ? -value : value;

      const separator = bytes[at + 1];
      at += 2;
      if (separator === CLOSE) break;
      if (separator !== COMMA) return 0;
    }
    ends.push(count);
    return at;
  }
}

/** The shortest point and a comma: `["01-01",0],` */
const SHORTEST = 12;

/**
 * Returns the text of a body with a number in the place of each plain list under a key `data`: the index of the list.
 * Returns `undefined` if such a number could come from the body itself: it cannot if every `data` is followed by `:[`,
 * and no key is spelt with escapes (`"d\u0061ta"`).
 */
export function extractPoints(bytes: Uint8Array): { readonly text: string; readonly lists: PointLists } | undefined {
  const lists = new Lists(Math.ceil(bytes.length / SHORTEST));
  const decoder = new TextDecoder();
  let text = '';
  let copied = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== QUOTE) continue;
    const start = at + 1;
    let escaped = false;
    while (bytes[++at] !== QUOTE) {
      if (at >= bytes.length) return undefined;
      if (bytes[at] === BACKSLASH) {
        escaped = true;
        at++;
      }
    }
    if (!escaped && !isData(bytes, start, at)) continue;
    const next = bytes[at + 1];
    if (next === COMMA || next === CLOSE || next === CLOSE_OBJECT) continue;
    if (escaped || next !== COLON || bytes[at + 2] !== OPEN) return undefined;
    const end = lists.read(bytes, at + 2);
    if (!end) continue;
    // The space separates a digit that may follow: `1` and `2` must not become 12.
    text += `${decoder.decode(bytes.subarray(copied, at + 2), { stream: true })}${lists.ends.length - 1} `;
    copied = end;
    at = end - 1;
  }
  return { text: text + decoder.decode(bytes.subarray(copied)), lists };
}

const DATA = new TextEncoder().encode('data');

const isData = (bytes: Uint8Array, start: number, end: number): boolean =>
  end - start === DATA.length && DATA.every((byte, i) => bytes[start + i] === byte);

/** Copies the columns of a block into one buffer, one after the other, so that a worker can transfer them together. */
export function packColumns(block: YearBlock): YearBlock {
  const days = block.tables.flatMap(({ columns }) => columns).reduce((sum, column) => sum + column.length, 0);
  const all = new Float64Array(days);
  let next = 0;
  const move = (column: Float64Array): Float64Array => {
    const start = next;
    next += column.length;
    all.set(column, start);
    return all.subarray(start, next);
  };
  return { ...block, tables: block.tables.map((table) => ({ ...table, columns: table.columns.map(move) })) };
}
