/** Addresses of links. Apart from `url.ts`, as they are not needed for the first number. */

/** Adds a query to an address, behind the query that it has already; a fragment (`#…`) stays at the end. */
export function withQuery(address: string, query: string): string {
  const [, main = '', hash = ''] = /^([^#]*)(#.*)?$/s.exec(address) ?? [];
  const joint = /[?&]$/.test(main) ? '' : main.includes('?') ? '&' : '?';
  return `${main}${joint}${query}${hash}`;
}

/**
 * Returns true for an address that may be the target of a link: `http:` and `https:` only, never `javascript:` and the like,
 * however it is written.
 * @param base the address that a relative one is resolved against; without it a relative one is refused
 */
export const isWebAddress = (address: string, base?: string): boolean =>
  URL.canParse(address, base) && /^https?:$/.test(new URL(address, base).protocol);
