import { absolute, originOf } from '../../util/url.js';
import { StatsError } from '../errors.js';

type Send = (url: string, init: RequestInit) => Promise<Response>;

export interface Sent {
  readonly response: Response;
  /** True if it came from another address than the requested one. */
  readonly redirected: boolean;
}

/**
 * Sends a request, and follows redirects within the origin of its address only: a token, a body and cookies go to no
 * other origin, and numbers of another origin are not taken for those of the first.
 *
 * A GET is followed by the browser. Other methods have a body and perhaps a token, which the browser would send along,
 * so they are not followed. The browser does not report the target of such a redirect: a GET without token, body
 * and cookies determines it.
 * @param first the first request: a GET that the browser follows, or one of another method with `redirect: 'manual'`
 * @throws StatsError `http` for a redirect that is refused
 */
export async function sendWithin(send: Send, url: string, init: RequestInit, first: Promise<Response>): Promise<Sent> {
  const { method = 'GET', signal = null } = init;
  const refuse = (where: string): never => {
    throw new StatsError('http', `${method} ${url}: redirected by ${originOf(url)} ${where}`);
  };
  const checked = (response: Response): Sent => {
    const { redirected, url: final } = response;
    if (redirected && originOf(final) !== originOf(url)) {
      void response.body?.cancel();
      refuse(`to another origin, ${originOf(final)}`);
    }
    return { response, redirected };
  };
  const unknown = 'to an address that cannot be read from here; another origin is not followed';

  if (method === 'GET') {
    const response = await first.catch(async (error: unknown) => {
      // The browser reports a redirect to an origin that does not allow it as if there were no network.
      const isRedirect = await send(url, { ...init, redirect: 'manual' }).then(isOpaque, () => false);
      if (isRedirect && !signal?.aborted) refuse(unknown);
      throw error;
    });
    return checked(response);
  }
  const response = await first;
  if (!isOpaque(response)) return { response, redirected: false };
  const bare = { credentials: 'omit', cache: 'no-store', signal } as const;
  const found = await send(url, bare).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    return refuse(unknown);
  });
  const { redirected } = checked(found);
  void found.body?.cancel();
  // The GET was not redirected, so that the target is unknown.
  if (!redirected) refuse('to an address that only this method leads to');
  const second = await send(absolute(found.url), { ...init, redirect: 'manual' });
  return isOpaque(second) ? refuse('more than once') : { response: second, redirected };
}

const isOpaque = ({ type }: Response): boolean => type === 'opaqueredirect';
