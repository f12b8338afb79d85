/** Addresses of an InvenioRDM repository. Its service, its API and its pages lie side by side: one leads to the others. */

/** Scheme and host, if there are any, and the path. */
const ADDRESS = /^((?:[a-z][a-z\d+.-]*:)?\/\/[^/?#]*)?([^?#]*)/i;

export function split(address: string): { origin: string; path: string } {
  const [, origin = '', path = ''] = ADDRESS.exec(address) ?? [];
  return { origin, path };
}

/** What stands before `api/`, the slash included; `undefined` if the path has no such part. */
export const aboveApi = (path: string): string | undefined => /^(.*?\/|)api(?:\/|$)/.exec(path)?.[1];

/** Where the pages begin: `/repo/` of `/repo/api/stats-dashboard`; without `api/`, the root of the origin. Ends with `/`. */
export function siteOf(src: string): string {
  const { origin, path } = split(src);
  return `${origin}${aboveApi(path) ?? '/'}`;
}

/** A text as a part of an address. Halves of a character, which no address can hold, become the mark for broken text. */
export const encoded = (text: string): string => encodeURIComponent(text.replace(/\p{Cs}/gu, '\uFFFD'));

export interface SearchPlace {
  /** Address of the statistics service. */
  readonly src: string;
  /** Id or slug of a community; absent for the whole repository. */
  readonly community?: string | undefined;
  /** The page of the community (`links.self_html`), where the repository has renamed its communities. */
  readonly communityLink?: string | undefined;
}

/** Where the repository that has a statistics service, or one of its communities, has its search. */
export function searchBase({ src, community, communityLink }: SearchPlace): string {
  if (communityLink) return `${communityLink.replace(/[?#].*$/s, '').replace(/(?<!\/)\/+$/, '')}/records`;
  return `${siteOf(src)}${community === undefined ? 'search' : `communities/${encoded(community)}/records`}`;
}
