/** What files and sheets are called. */
import { unique } from './report.js';

/** Longer names are cut: file systems allow 255 bytes, and a letter can have four. */
const LONGEST = 50;

/** Letters and digits of any script, in lower case; everything else becomes a hyphen. */
export function fileSafe(text: string, otherwise = 'statistics'): string {
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const safe = cut(words.join('-'), LONGEST).replace(/-+$/, '');
  return safe || otherwise;
}

/** `statistics_2025-01-01_2025-12-31`; without the days where there are none. */
export const fileName = ({ title, start, end }: Titled, extension: string): string =>
  `${[fileSafe(title), ...[start, end].filter(Boolean).map((day) => fileSafe(day))].join('_')}.${extension}`;

interface Titled {
  readonly title: string;
  readonly start: string;
  readonly end: string;
}

/** Names of files that lie in one folder. */
export const fileNames = (titled: readonly Titled[], extension: string): string[] =>
  unique(
    titled.map((each) => fileName(each, extension)),
    (name, count) => name.replace(/\.[^.]*$/, `-${count}$&`),
  );

/** The longest name that a spreadsheet takes. */
const LONGEST_SHEET = 31;

/** Names of a workbook's sheets, as spreadsheets take them. */
export function sheetNames(titles: readonly string[], otherwise: string): string[] {
  return unique(
    titles.map((title) => cut(sheetSafe(title) || sheetSafe(otherwise) || 'Sheet', LONGEST_SHEET)),
    (name, count) => `${cut(name, LONGEST_SHEET - ` (${count})`.length)} (${count})`,
  );
}

/** Spreadsheets keep "History" for themselves, and take no apostrophe at either end of a name. */
const sheetSafe = (title: string): string =>
  trimmed(title.replace(/[[\]:*?/\\\p{C}\s]+/gu, ' ')).replace(/^history$/i, '$&_');

/** Looks at each character once, however many of them there are to be cut off, or in the middle. */
const trimmed = (text: string): string => text.replace(/^[' ]+|(?<![' ])[' ]+$/g, '');

/** Cut to as many units of UTF-16, never within a character. */
function cut(text: string, length: number): string {
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > length) break;
    kept += character;
  }
  return trimmed(kept);
}
