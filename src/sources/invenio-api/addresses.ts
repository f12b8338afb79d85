/**
 * Addresses of an InvenioRDM repository, derived from that of its statistics service, beside which its API and pages
 * are.
 */

/** Matches scheme and host, if there are any, and the path. */
const ADDRESS = /^((?:[a-z][a-z\d+.-]*:)?\/\/[^/?#]*)?([^?#]*)/i;

export function split(address: string): { origin: string; path: string } {
  const [, origin = '', path = ''] = ADDRESS.exec(address) ?? [];
  return { origin, path };
}

/** Returns the path before `api/`, with the slash; `undefined` if the path has no such part. */
export const aboveApi = (path: string): string | undefined => /^(.*?\/|)api(?:\/|$)/.exec(path)?.[1];

/** Returns the address below which the pages are: `/repo/` of `/repo/api/stats-dashboard`; without `api/`, the root of the origin. Ends with `/`. */
export function siteOf(src: string): string {
  const { origin, path } = split(src);
  return `${origin}${aboveApi(path) ?? '/'}`;
}

/** Encodes a text as a part of an address. Lone surrogates, which cannot be encoded, become U+FFFD. */
export const encoded = (text: string): string => encodeURIComponent(text.replace(/\p{Cs}/gu, '\uFFFD'));

export interface SearchPlace {
  /** Address of the statistics service. */
  readonly src: string;
  /** Id or slug of a community; absent for the whole repository. */
  readonly community?: string | undefined;
  /** The page of the community (`links.self_html`), needed where a repository has renamed its communities. */
  readonly communityLink?: string | undefined;
}

/** Returns the address of the search of a repository, or of one of its communities. */
export function searchBase({ src, community, communityLink }: SearchPlace): string {
  if (communityLink) return `${communityLink.replace(/[?#].*$/s, '').replace(/(?<!\/)\/+$/, '')}/records`;
  return `${siteOf(src)}${community === undefined ? 'search' : `communities/${encoded(community)}/records`}`;
}
