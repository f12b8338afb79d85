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
): Required<Omit<Job['init'], 'cache'>> {
  const token = wantsToken(src, credentials) ? csrfToken() : undefined;
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: accept, ...(token && { 'X-CSRFToken': token }) },
    body: JSON.stringify(body),
    credentials,
  };
}

/** Once more after a refusal for want of a token: the refusal itself sets the cookie that was missing. */
export const twice = <T>(post: () => Promise<T>): Promise<T> =>
  post().catch((error: unknown) => {
    if (error instanceof StatsError && error.reason === 'csrf') return post();
    throw error;
  });

/**
 * The token is the page's own: only its own origin may see it, and only where cookies go along. Another origin has other
 * cookies, for which this token is worth nothing.
 */
const wantsToken = (src: string, credentials: RequestCredentials): boolean =>
  credentials !== 'omit' &&
  typeof document !== 'undefined' &&
  URL.canParse(src, document.baseURI) &&
  new URL(src, document.baseURI).origin === location.origin;

function csrfToken(): string | undefined {
  const cookies = typeof document === 'undefined' ? '' : document.cookie;
  return /(?:^|;\s*)csrftoken=([^;]*)/.exec(cookies)?.[1];
}
