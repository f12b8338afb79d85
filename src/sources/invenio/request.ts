/** What is sent to the statistics service. */
import { StatsError } from '../errors.js';
import type { YearRequest } from '../source.js';
import { originOf } from '../../util/url.js';
import type { JobRequest } from '../worker/job.js';
import { STATISTIC_KEYS } from '../stats-body/statistic-keys.js';

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

/** The address of a service, and which cookies go along. */
export interface Address {
  readonly src: string;
  readonly credentials: RequestCredentials;
}

/** A request, ready to be sent: plain data. */
export function postOf(
  body: object,
  { src, credentials, accept }: Address & { accept: string },
  page: Page = globalThis,
): Omit<JobRequest['init'], 'cache'> {
  // The token is for no other origin: another one has other cookies, for which it is worth nothing.
  const own = originOf(src) === page.origin;
  const token = own && credentials !== 'omit' ? csrfToken(page) : undefined;
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
export const retryAfterCsrf = <T>(post: () => Promise<T>): Promise<T> =>
  post().catch((error: unknown) => {
    if (error instanceof StatsError && error.reason === 'csrf') return post();
    throw error;
  });

/** The parts of a page on which the token depends. */
export interface Page {
  /** `null` as a text in a frame that has no origin; the address of such a frame still shows one. */
  readonly origin: string;
  /** Throws in a frame that has no origin. */
  readonly document?: Pick<Document, 'cookie'>;
}

function csrfToken(page: Page): string | undefined {
  try {
    return /(?:^|;\s*)csrftoken=([^;]*)/.exec(page.document?.cookie ?? '')?.[1];
  } catch {
    // Without access to cookies there is no token; the service decides if it answers all the same.
    return undefined;
  }
}
