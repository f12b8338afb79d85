/** Names of files and of sheets. */
import type { DataTable } from '../view/data-table.js';
import { unique } from './report.js';

/** Limit on the length of a name: file systems allow 255 bytes, and a letter can have four. */
const LONGEST = 50;

/**
 * Converts a text to a part of a file name: letters and digits of any script, in lower case; everything else becomes a
 * hyphen.
 */
export function fileSafe(text: string, otherwise = 'statistics'): string {
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const safe = cut(words.join('-'), LONGEST).replace(/-+$/, '');
  return safe || otherwise;
}

/** Names a file: `statistics_2025-01-01_2025-12-31.csv`, or without days if there are none. */
export const fileName = ({ title, start, end }: Titled, extension: string): string =>
  `${[fileSafe(title), ...[start, end].filter(Boolean).map((day) => fileSafe(day))].join('_')}.${extension}`;

type Titled = Pick<DataTable, 'title' | 'start' | 'end'>;

/** Names files of the same folder. */
export const fileNames = (titled: readonly Titled[], extension: string): string[] =>
  unique(
    titled.map((each) => fileName(each, extension)),
    (name, count) => name.replace(/\.[^.]*$/, `-${count}$&`),
  );

/** Spreadsheets do not accept longer names of sheets. */
const LONGEST_SHEET = 31;

/** Names the sheets of a workbook as spreadsheets accept them. */
export function sheetNames(titles: readonly string[], otherwise: string): string[] {
  return unique(
    titles.map((title) => cut(sheetSafe(title) || sheetSafe(otherwise) || 'Sheet', LONGEST_SHEET)),
    (name, count) => `${cut(name, LONGEST_SHEET - ` (${count})`.length)} (${count})`,
  );
}

/** Replaces what spreadsheets forbid: some characters, the reserved name "History", and apostrophes at either end. */
const sheetSafe = (title: string): string =>
  trimmed(title.replace(/[[\]:*?/\\\p{C}\s]+/gu, ' ')).replace(/^history$/i, '$&_');

/** Removes apostrophes and spaces from both ends, in linear time. */
const trimmed = (text: string): string => text.replace(/^[' ]+|(?<![' ])[' ]+$/g, '');

/** Cuts a text to a number of UTF-16 units, never within a character. */
function cut(text: string, length: number): string {
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > length) break;
    kept += character;
  }
  return trimmed(kept);
}
