/** Quoted values (`private="no-store"`), in which a word is no directive. A quote that is never closed is no quote. */
const QUOTED = /"(?:\\.|[^"\\])*"/gs;

/** The directive, with or without a value. Some servers divide directives by semicolons or spaces. */
const NO_STORE = /(?:^|[\s,;])no-store(?:[\s,;=]|$)/i;

/** Limit on the header in characters: no server needs more, and a longer header would be slow to read. */
const LONGEST = 4096;

/**
 * Returns true if the header `Cache-Control` (RFC 9111) allows to store the answer. A header that is too long to be
 * read does not.
 */
export function mayBeKept(headers: Headers): boolean {
  const header = headers.get('Cache-Control') ?? '';
  return header.length <= LONGEST && !NO_STORE.test(header.replace(QUOTED, '""'));
}
