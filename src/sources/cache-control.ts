/** One directive of `Cache-Control`: a name, and perhaps a value, in quotes or without. */
const DIRECTIVE = /([^\s,;="]+)\s*(?:=\s*("(?:\\.|[^"\\])*"|[^\s,]*))?/gs;

/**
 * Reads the header `Cache-Control` (RFC 9111): directives by their name in lower case, with their values. A word inside a
 * quoted value (`private="no-store"`) is no directive; a quote that is never closed is no quote.
 * @param header all headers of that name, joined by commas
 */
export const cacheDirectives = (header: string): ReadonlyMap<string, string> =>
  new Map(
    [...header.matchAll(DIRECTIVE)].map(([, name = '', value = '']) => [
      name.toLowerCase(),
      value.startsWith('"') && value.length > 1 ? value.slice(1, -1).replace(/\\(.)/gs, '$1') : value,
    ]),
  );

/** Characters. No server needs more; quotes that are never closed would make a long header slow to read. */
const LONGEST = 4096;

/** Does a server allow that its answer is kept? A header that is too long to be read does not. */
export function mayBeKept(headers: Headers): boolean {
  const header = headers.get('Cache-Control') ?? '';
  return header.length <= LONGEST && !cacheDirectives(header).has('no-store');
}
