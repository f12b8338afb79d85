/** Addresses of the API, which are needed after the first number. */
import { aboveApi, split } from './addresses.js';

/** Returns the address below which the API is: `/api/` of `/api/stats-dashboard`; without `api/`, the folder of the service. */
export function apiOf(src: string): string {
  const { origin, path } = split(src);
  const above = aboveApi(path);
  return `${origin}${above === undefined ? path.replace(/(?<![^/])[^/]*\/?$/, '') || '/' : `${above}api/`}`;
}
