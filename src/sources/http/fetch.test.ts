import { expect } from '@open-wc/testing';
import { failureOf, fakeFetch, json, never, restoreFetch, statsErrorOf } from '../../../test/fake-fetch.js';
import { CODE_LIMIT } from '../../util/lazy.js';
import { fetchBytes, fetchJson } from './fetch.js';
import type { Reason } from '../errors.js';

const URL = '/api/stats-dashboard';
const { signal } = new AbortController();
const fetchIt = (timeout?: number): Promise<unknown> => fetchJson(URL, { signal, ...(timeout && { timeout }) });

const bytesOf = async (response: Response): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await response.arrayBuffer());
const gzip = (text: string): Promise<Uint8Array<ArrayBuffer>> =>
  bytesOf(new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))));

describe('fetchJson', () => {
  afterEach(restoreFetch);

  it('sends the given options and its own signal', async () => {
    const calls = fakeFetch(() => json({}));
    await fetchJson(URL, { signal, method: 'POST', body: '{"a":1}', headers: { Accept: 'x/y' }, credentials: 'omit' });
    expect(calls.length).to.equal(1);
    const [{ url, init, headers, json: sent }] = calls as [(typeof calls)[0]];
    expect({ url, method: init.method, sent, credentials: init.credentials }).to.deep.equal({
      url: URL,
      method: 'POST',
      sent: { a: 1 },
      credentials: 'omit',
    });
    expect(headers.get('Accept')).to.equal('x/y');
    expect('timeout' in init).to.be.false;
  });

  describe('busy service', () => {
    const setTimeout = window.setTimeout.bind(window);
    beforeEach(() => {
      // Ends delays at once (retry.test.ts tests their lengths), but not time limits.
      window.setTimeout = ((work: () => void, time: number) =>
        setTimeout(work, time < CODE_LIMIT ? 0 : time)) as typeof window.setTimeout;
    });
    afterEach(() => {
      window.setTimeout = setTimeout;
    });

    const busy = (status: number) => new Response('busy', { status });
    for (const [what, fail] of [
      ...[429, 502, 503, 504].map((status) => [`HTTP ${status}`, () => busy(status)] as const),
      [
        'a broken connection',
        () => {
          throw new TypeError('Failed to fetch');
        },
      ] as const,
    ]) {
      it(`sends a request again after ${what}`, async () => {
        const calls = fakeFetch((_, index) => (index ? json({ a: 1 }) : fail()));
        expect(await fetchJson(URL, { signal, method: 'POST', body: '{}' })).to.deep.equal({ a: 1 });
        expect(calls.map(({ init }) => [init.method, init.body])).to.deep.equal([
          ['POST', '{}'],
          ['POST', '{}'],
        ]);
      });
    }

    it('does not send a request again after other HTTP errors', async () => {
      for (const status of [400, 401, 403, 404, 410, 500, 501]) {
        const calls = fakeFetch(() => busy(status));
        await failureOf(fetchIt());
        expect(calls.length, String(status)).to.equal(1);
      }
    });
  });

  describe('body', () => {
    it('W3: reads JSON whatever its Content-Type', async () => {
      for (const type of ['application/json+gzip', 'application/json, text/plain, */*', 'text/html', '']) {
        fakeFetch(() => new Response('{"a": [1]}', { headers: { 'Content-Type': type } }));
        expect(await fetchIt(), type).to.deep.equal({ a: [1] });
      }
    });

    it('W4: decompresses gzip that no header declares', async () => {
      const bytes = await gzip('{"a": "ä"}');
      expect([bytes[0], bytes[1]]).to.deep.equal([0x1f, 0x8b]);
      fakeFetch(() => new Response(bytes, { headers: { 'Content-Type': 'application/json' } }));
      expect(await fetchIt()).to.deep.equal({ a: 'ä' });
    });

    it('W3: reads plain JSON that is labelled as gzip', async () => {
      fakeFetch(() => new Response('{"a": 1}', { headers: { 'Content-Type': 'application/gzip' } }));
      expect(await fetchIt()).to.deep.equal({ a: 1 });
    });

    it('reads text as UTF-8, with or without a byte order mark', async () => {
      fakeFetch(() => new Response('\uFEFF{"a": "Zürich 統計"}'));
      expect(await fetchIt()).to.deep.equal({ a: 'Zürich 統計' });
    });

    it('W2: returns an error with HTTP 200 like any other body, which the decoder checks', async () => {
      fakeFetch(() => json({ error: 'Unknown query: x' }));
      expect(await fetchIt()).to.deep.equal({ error: 'Unknown query: x' });
    });
  });

  describe('malformed bodies', () => {
    it('rejects HTML with HTTP 200 as malformed, with its beginning in the message', async () => {
      fakeFetch(() => new Response('\n  <!DOCTYPE html>\n<html><title>Log in</title>'));
      const error = await statsErrorOf(fetchIt());
      expect(error).to.include({ reason: 'malformed', path: '$' });
      expect(error.message).to.match(/^GET \/api\/stats-dashboard: /);
      expect(error.message).to.contain('<!DOCTYPE');
    });

    it('rejects incomplete JSON as malformed', async () => {
      fakeFetch(() => new Response('{"usage-delta-category": {"global": {"views": ['));
      expect(await statsErrorOf(fetchIt())).to.include({ reason: 'malformed', path: '$' });
    });

    it('rejects an empty body as malformed', async () => {
      fakeFetch(() => new Response(''));
      expect(await statsErrorOf(fetchIt())).to.include({ reason: 'malformed', path: '$' });
    });

    it('rejects incomplete gzip as malformed', async () => {
      const bytes = await gzip(JSON.stringify({ a: Array.from({ length: 999 }, (_, i) => i * i) }));
      fakeFetch(() => new Response(bytes.slice(0, bytes.length / 2)));
      expect(await statsErrorOf(fetchIt())).to.include({ reason: 'malformed', path: '$' });
    });
  });

  describe('HTTP status', () => {
    const rows: [status: number, reason: Reason][] = [
      [400, 'http'],
      [401, 'auth'],
      [403, 'auth'],
      [404, 'http'],
      [406, 'http'],
      [408, 'timeout'],
      [429, 'rate-limit'],
      [500, 'http'],
      [502, 'http'],
      [504, 'timeout'],
    ];
    for (const [status, reason] of rows) {
      it(`rejects HTTP ${status} with the reason "${reason}", and the status and body in the message`, async () => {
        fakeFetch(() => json({ status, message: 'so it is' }, status));
        const error = await statsErrorOf(fetchIt());
        expect(error).to.include({ reason, status });
        expect(error.message).to.equal(
          `GET /api/stats-dashboard: HTTP ${status} ${JSON.stringify({ status, message: 'so it is' })}`,
        );
      });
    }

    it('shortens a long body of an error in the message', async () => {
      fakeFetch(() => new Response('x'.repeat(5000), { status: 500 }));
      expect((await statsErrorOf(fetchIt())).message).to.have.length.below(300);
    });
  });

  describe('no answer', () => {
    it('rejects with the reason "timeout" if the service does not answer', async () => {
      fakeFetch(never);
      const error = await statsErrorOf(fetchIt(20));
      expect(error).to.include({ reason: 'timeout', message: 'GET /api/stats-dashboard: no answer within 20 ms' });
    });

    it('rejects with the reason "timeout" if an answer does not end', async () => {
      fakeFetch(({ init }) => {
        const body = new ReadableStream({
          start: (stream) => {
            stream.enqueue(new TextEncoder().encode('{"a":'));
            init.signal!.addEventListener('abort', () => stream.error(init.signal!.reason));
          },
        });
        return new Response(body);
      });
      expect((await statsErrorOf(fetchIt(20))).reason).to.equal('timeout');
    });

    it('rejects a failed connection with the reason "network" and the message of the browser', async () => {
      fakeFetch(() => Promise.reject(new TypeError('Failed to fetch')));
      expect(await statsErrorOf(fetchIt())).to.include({
        reason: 'network',
        message: 'GET /api/stats-dashboard: Failed to fetch',
      });
    });
  });

  describe('abort', () => {
    it('rejects with the reason of the aborted signal, which is not a StatsError', async () => {
      fakeFetch(never);
      const abort = new AbortController();
      const failure = failureOf(fetchJson(URL, { signal: abort.signal }));
      const reason = new Error('the reader went on');
      abort.abort(reason);
      expect(await failure).to.equal(reason);
    });

    it('aborts the request with the signal', async () => {
      const calls = fakeFetch(never);
      const abort = new AbortController();
      const failure = failureOf(fetchJson(URL, { signal: abort.signal }));
      abort.abort();
      expect(await failure).to.have.property('name', 'AbortError');
      expect(calls[0]!.init.signal!.aborted).to.be.true;
    });

    it('sends no request if the signal is aborted before', async () => {
      const calls = fakeFetch(() => json({}));
      const reason = new Error('too late');
      expect(await failureOf(fetchJson(URL, { signal: AbortSignal.abort(reason) }))).to.equal(reason);
      expect(calls.length).to.equal(0);
    });

    it('rejects with the reason of the signal even if the request has failed too', async () => {
      const abort = new AbortController();
      fakeFetch(() => {
        abort.abort();
        return json({}, 500);
      });
      expect(await failureOf(fetchJson(URL, { signal: abort.signal }))).to.have.property('name', 'AbortError');
    });
  });
});

describe('fetchBytes', () => {
  afterEach(restoreFetch);
  const fetchFile = (): Promise<Uint8Array> => fetchBytes(URL, { signal, method: 'POST' });

  it('W4: returns the bytes without decompressing them', async () => {
    const bytes = await gzip('{"a": 1}');
    fakeFetch(() => new Response(bytes, { headers: { 'Content-Type': 'application/json' } }));
    expect(await fetchFile()).to.deep.equal(bytes);
  });

  it('W2: returns an error with HTTP 200 too, which the caller checks', async () => {
    fakeFetch(() => json({ error: 'no' }));
    expect(new TextDecoder().decode(await fetchFile())).to.equal('{"error":"no"}');
  });

  it('rejects with the same errors as fetchJson', async () => {
    fakeFetch(() => json({ message: 'bad' }, 400));
    expect(await statsErrorOf(fetchFile())).to.include({ reason: 'http', status: 400 });
    fakeFetch(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await statsErrorOf(fetchFile())).to.include({
      reason: 'network',
      message: 'POST /api/stats-dashboard: Failed to fetch',
    });
    fakeFetch(never);
    expect(await statsErrorOf(fetchBytes(URL, { signal, timeout: 20 }))).to.include({ reason: 'timeout' });
  });
});
