/** Addresses that are needed after the first number: of the API, with a query, and of links. */
import { aboveApi, split } from './addresses.js';

/** Where the API begins: `/api/` of `/api/stats-dashboard`; without `api/`, the folder of the service. */
export function apiOf(src: string): string {
  const { origin, path } = split(src);
  const above = aboveApi(path);
  return `${origin}${above === undefined ? path.replace(/(?<![^/])[^/]*\/?$/, '') || '/' : `${above}api/`}`;
}

/** The address with a query behind its own; what is behind `#` stays there. */
export function withQuery(address: string, query: string): string {
  const [, main = '', hash = ''] = /^([^#]*)(#.*)?$/s.exec(address) ?? [];
  const joint = /[?&]$/.test(main) ? '' : main.includes('?') ? '&' : '?';
  return `${main}${joint}${query}${hash}`;
}

/** Can this stand in a link? Only what the web serves; never `javascript:` and the like, however it is written. */
export const isWebAddress = (address: string, base?: string): boolean =>
  URL.canParse(address, base) && /^https?:$/.test(new URL(address, base).protocol);
