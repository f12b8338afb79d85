/** Reads answers of services: JSON, or what came in its place. */
import { isValue } from '../../data/year-block.js';
import { jsonText } from '../../util/json.js';
import { StatsError, type Reason } from '../errors.js';
import { parseJson } from '../http/fetch.js';

/**
 * Parses the body of an answer; a byte order mark is left out.
 * @param expected what was expected, for the message: `an answer of the Reporting API of Matomo`
 * @throws StatsError `malformed` if it is not JSON
 */
export function jsonOf(bytes: Uint8Array | undefined, expected: string): unknown {
  const text = new TextDecoder().decode(bytes).trim();
  try {
    return parseJson(text);
  } catch (error) {
    throw notJson(error as StatsError, expected);
  }
}

/** Returns an error of a body that is not JSON with what was expected; any other error unchanged. */
export function withExpected<E>(error: E, expected: string): E | StatsError {
  const isNotJson = error instanceof StatsError && error.reason === 'malformed' && error.path === '$';
  return isNotJson ? notJson(error, expected) : error;
}

const notJson = ({ message }: StatsError, expected: string): StatsError => {
  const html = message.includes("'<'") ? ', but it is a page: of a login, or of a wrong address' : '';
  return new StatsError('malformed', `expected ${expected}${html} (${message})`, { path: '$' });
};

/** What can be done about a failure, by its reason. A browser does not tell a refusal by CORS from a broken connection. */
export type Hints = Partial<Readonly<Record<Reason, string>>>;

/** Adds what can be done about a failure to its message. */
export function withHint(error: StatsError, hints: Hints): StatsError {
  const { reason, message, path, status, retryAfter } = error;
  const hint = hints[reason];
  return hint ? new StatsError(reason, `${message} (${hint})`, { path, status, retryAfter, cause: error }) : error;
}

/** Returns a count, which some services send as text; `undefined` for anything but a whole number from 0 on. */
export function countOf(value: unknown): number | undefined {
  const count = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return isValue(count) && Number.isInteger(count) && count >= 0 ? count : undefined;
}

/** Returns a text, or a number as text; empty for anything else. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** Returns the beginning of the text of a value, for the list of problems. */
export const found = (value: unknown): string => (jsonText(value) ?? 'nothing').slice(0, 60);
