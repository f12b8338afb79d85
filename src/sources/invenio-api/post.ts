/** Requests by POST to a service of InvenioRDM, with its CSRF token. */
import { originOf } from '../../util/url.js';
import { StatsError } from '../errors.js';
import type { JobRequest } from '../worker/job.js';

/** The address of a service, and the cookies that are sent to it. */
export interface Address {
  readonly src: string;
  readonly credentials: RequestCredentials;
}

/** Makes the `init` of a request, as plain data. */
export function postOf(
  body: object,
  { src, credentials, accept }: Address & { accept: string },
  page: Page = globalThis,
): Omit<JobRequest['init'], 'cache'> {
  // The token is sent to the own origin only: another one has other cookies, and must not get it.
  const own = originOf(src) === page.origin;
  const token = own && credentials !== 'omit' ? csrfToken(page) : undefined;
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: accept, ...(token && { 'X-CSRFToken': token }) },
    body: JSON.stringify(body),
    credentials,
    // InvenioRDM requires a Referer, also from pages with a policy that sends none.
    ...(own && { referrerPolicy: 'same-origin' }),
  };
}

/** Repeats a request after a refusal of its CSRF token: the refusal sets the missing cookie. */
export const retryAfterCsrf = <T>(post: () => Promise<T>): Promise<T> =>
  post().catch((error: unknown) => {
    if (error instanceof StatsError && error.reason === 'csrf') return post();
    throw error;
  });

/** The parts of a page on which the token depends. */
export interface Page {
  /** The text `null` in a frame without an origin, whose address still has one. */
  readonly origin: string;
  /** Throws in a frame that has no origin. */
  readonly document?: Pick<Document, 'cookie'>;
}

function csrfToken(page: Page): string | undefined {
  try {
    return /(?:^|;\s*)csrftoken=([^;]*)/.exec(page.document?.cookie ?? '')?.[1];
  } catch {
    // A page without access to cookies has no token. The service may answer without one.
    return undefined;
  }
}
