/** What is sent to the statistics service. */
import { StatsError, type YearRequest } from '../source.js';
import type { Job } from '../job.js';
import { STATISTIC_KEYS } from './keys.js';

/** What is sent. Both dates always: the service needs the first and ignores the second. */
export function requestBody({ statistic, year, community, dateBasis }: YearRequest): Record<string, unknown> {
  const stat = STATISTIC_KEYS[statistic];
  return {
    [stat]: {
      stat,
      params: {
        community_id: community ?? 'global',
        start_date: `${year}-01-01`,
        end_date: `${year}-12-31`,
        date_basis: dateBasis,
      },
    },
  };
}

/** Where a service answers, and which cookies it gets. */
export interface Address {
  readonly src: string;
  readonly credentials: RequestCredentials;
}

/** A request, ready to be sent: plain data. */
export function postOf(
  body: object,
  { src, credentials, accept }: Address & { accept: string },
): Omit<Job['init'], 'cache'> {
  const own = isOwnOrigin(src);
  const token = own && credentials !== 'omit' ? csrfToken() : undefined;
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: accept, ...(token && { 'X-CSRFToken': token }) },
    body: JSON.stringify(body),
    credentials,
    // InvenioRDM requires a Referer, also of pages whose policy is to send none.
    ...(own && { referrerPolicy: 'same-origin' }),
  };
}

/** Once more after a refusal for want of a token: the refusal itself sets the cookie that was missing. */
export const twice = <T>(post: () => Promise<T>): Promise<T> =>
  post().catch((error: unknown) => {
    if (error instanceof StatsError && error.reason === 'csrf') return post();
    throw error;
  });

/**
 * Returns whether an address is of the page's own origin. The token is for no other: another origin has other cookies, for
 * which it is worth nothing. A sandbox has no origin (`self.origin` is then "null"), and reading its cookies throws.
 */
const isOwnOrigin = (src: string): boolean =>
  typeof document !== 'undefined' &&
  URL.canParse(src, document.baseURI) &&
  new URL(src, document.baseURI).origin === self.origin;

function csrfToken(): string | undefined {
  return /(?:^|;\s*)csrftoken=([^;]*)/.exec(document.cookie)?.[1];
}
