import { expect } from '@open-wc/testing';
import { failureOf, statsErrorOf } from '../../../test/fake-fetch.js';
import { sendWithin as sendOn, type Sent } from './redirects.js';

const HERE = 'https://repo.example';
const OTHER = 'https://other.example';
const START = `${HERE}/api/stats`;

/** A place on the web: it leads elsewhere, or answers. */
interface Place {
  readonly to?: string;
  /** The methods that are led elsewhere; default: all. */
  readonly only?: string;
  /** Does it allow to be read from other origins? */
  readonly cors?: boolean;
}

/** What one server sees of a request. */
interface Seen {
  readonly method: string;
  readonly url: string;
  readonly token: string | null;
  readonly body: unknown;
  readonly credentials: string | undefined;
}

/** Answers as a browser does that is on `HERE`: follows redirects, or shows an opaque one. */
function web(places: Readonly<Record<string, Place>>) {
  const seen: Seen[] = [];
  const send = (url: string, init: RequestInit): Promise<Response> => {
    const { method = 'GET', body, credentials } = init;
    let [place, redirected] = [url, false];
    for (;;) {
      const { to, only = method, cors = false } = places[place] ?? {};
      seen.push({ method, url: place, token: new Headers(init.headers).get('X-CSRFToken'), body, credentials });
      if (!place.startsWith(HERE) && !cors) return Promise.reject(new TypeError('Failed to fetch'));
      if (to === undefined || only !== method) break;
      if (init.redirect === 'manual') return Promise.resolve(answer({ type: 'opaqueredirect', status: 0, url }));
      [place, redirected] = [to, true];
    }
    return Promise.resolve(answer({ url: place, redirected }));
  };
  return { send, seen };
}

function answer(more: object): Response {
  const response = new Response('{}');
  for (const [name, value] of Object.entries(more)) Object.defineProperty(response, name, { value });
  return response;
}

const POST: RequestInit = {
  method: 'POST',
  headers: { 'X-CSRFToken': 'secret' },
  body: '{"a":1}',
  credentials: 'same-origin',
};
const GET: RequestInit = { credentials: 'same-origin' };

/** Sends the first request as `fetch.ts` does, and goes on from there. */
const sendWithin = (send: Parameters<typeof sendOn>[0], url: string, init: RequestInit): Promise<Sent> =>
  sendOn(send, url, init, send(url, (init.method ?? 'GET') === 'GET' ? init : { ...init, redirect: 'manual' }));

describe('sendOn', () => {
  it('sends a request once if nothing redirects it', async () => {
    for (const init of [GET, POST]) {
      const { send, seen } = web({});
      expect((await sendWithin(send, START, init)).redirected).to.be.false;
      expect(seen.map(({ url, body }) => [url, body])).to.deep.equal([[START, init.body]]);
    }
  });

  it('follows a redirect within the origin and reports it', async () => {
    for (const init of [GET, POST]) {
      const { send, seen } = web({ [START]: { to: `${HERE}/v2` }, [`${HERE}/v2`]: { to: `${HERE}/v3` } });
      const { response, redirected } = await sendWithin(send, START, init);
      expect([response.url, redirected]).to.deep.equal([`${HERE}/v3`, true]);
      expect(seen.at(-1)).to.include({ method: init.method ?? 'GET', body: init.body, credentials: 'same-origin' });
    }
  });

  it('sends a body and a token to the final address only, which it finds without token, body and cookies', async () => {
    const { send, seen } = web({ [START]: { to: `${HERE}/v2` } });
    await sendWithin(send, START, POST);
    expect(
      seen.map(({ method, url, token, body, credentials }) => [method, url, token, body, credentials]),
    ).to.deep.equal([
      ['POST', START, 'secret', POST.body, 'same-origin'],
      ['GET', START, null, undefined, 'omit'],
      ['GET', `${HERE}/v2`, null, undefined, 'omit'],
      ['POST', `${HERE}/v2`, 'secret', POST.body, 'same-origin'],
    ]);
  });

  for (const [what, cors, named] of [
    ['that may be read', true, OTHER],
    ['that may not be read', false, 'another origin'],
  ] as const) {
    it(`refuses a redirect to another origin ${what} and sends neither token nor body to it`, async () => {
      for (const init of [GET, POST]) {
        const { send, seen } = web({ [START]: { to: `${OTHER}/x` }, [`${OTHER}/x`]: { cors } });
        const error = await statsErrorOf(sendWithin(send, START, init));
        expect(error.reason).to.equal('http');
        expect(error.message).to.contain(`redirected by ${HERE} `).and.to.contain(named);
        for (const { url, token, body } of seen) {
          if (url.startsWith(OTHER)) expect([token, body]).to.deep.equal([null, undefined]);
        }
      }
    });
  }

  it('treats another port or another scheme as another origin', async () => {
    for (const to of ['https://repo.example:8443/x', 'http://repo.example/x', 'https://sub.repo.example/x']) {
      const { send } = web({ [START]: { to }, [to]: { cors: true } });
      expect((await statsErrorOf(sendWithin(send, START, POST))).message).to.contain(new URL(to).origin);
    }
  });

  it('refuses a redirect that only a POST gets, also one at the final address', async () => {
    const only = web({ [START]: { to: `${OTHER}/x`, only: 'POST' } });
    expect((await statsErrorOf(sendWithin(only.send, START, POST))).reason).to.equal('http');
    const further = web({
      [START]: { to: `${HERE}/v2` },
      [`${HERE}/v2`]: { to: `${OTHER}/x`, only: 'POST' },
    });
    expect((await statsErrorOf(sendWithin(further.send, START, POST))).reason).to.equal('http');
    for (const { seen } of [only, further]) expect(seen.some(({ url }) => url.startsWith(OTHER))).to.be.false;
  });

  it('rejects with a failure of the network as it is', async () => {
    for (const init of [GET, POST]) {
      const failure = new TypeError('Failed to fetch');
      expect(await failureOf(sendWithin(() => Promise.reject(failure), START, init))).to.equal(failure);
    }
  });

  it('rejects with the reason of the signal while it finds the final address', async () => {
    const abort = new AbortController();
    const send = (_: string, { redirect }: RequestInit): Promise<Response> => {
      if (redirect === 'manual') return Promise.resolve(answer({ type: 'opaqueredirect', status: 0 }));
      abort.abort();
      return Promise.reject(abort.signal.reason as Error);
    };
    const failure = await failureOf(sendWithin(send, START, { ...POST, signal: abort.signal }));
    expect(failure).to.equal(abort.signal.reason);
  });
});
