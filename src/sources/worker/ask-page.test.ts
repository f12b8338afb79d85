import { expect } from '@open-wc/testing';
import { failureOf, fakeFetch, never, nextTask, restoreFetch, statsErrorOf } from '../../../test/fake-fetch.js';
import { fetchIfNew } from '../http/fetch.js';
import { pageAsker } from './ask-page.js';
import { blockFetcher } from './fetch-block.js';
import { jobFor } from './job.js';
import type { PageRequest, WorkerRequest } from './protocol.js';
import { answerWorker } from './page-requests.js';

const { signal } = new AbortController();

/** A worker and its page, which exchange copies of messages like real ones. */
function connected() {
  const worker = pageAsker((ask, request) => void answerWorker(page, ask, structuredClone(request)));
  const page: Pick<Worker, 'postMessage'> = {
    postMessage: (told: WorkerRequest) =>
      worker.answered(structuredClone(told) as Extract<WorkerRequest, { ask: number }>),
  };
  return worker;
}

describe('pageAsker', () => {
  afterEach(restoreFetch);

  it('sends the request of the worker from the page and returns the answer with its validators', async () => {
    const calls = fakeFetch(() => new Response('numbers', { headers: { ETag: '"2"', 'Cache-Control': 'no-store' } }));
    const { ask } = connected();
    const headers = { 'X-CSRFToken': 'token' };
    const options = { method: 'POST', body: '{}', headers, credentials: 'include', signal } as const;
    const answer = await ask('/api', options, { etag: '"1"' });
    expect(new TextDecoder().decode(answer.bytes)).to.equal('numbers');
    expect([answer.validators, answer.mayKeep]).to.deep.equal([{ etag: '"2"' }, false]);
    const [{ url, init, headers: sent }] = calls as [(typeof calls)[0]];
    expect([url, init.method, init.body, init.credentials]).to.deep.equal(['/api', 'POST', '{}', 'include']);
    expect([sent.get('X-CSRFToken'), sent.get('If-None-Match')]).to.deep.equal(['token', '"1"']);
  });

  it('returns an answer without bytes if it is not modified', async () => {
    fakeFetch(() => new Response(null, { status: 304 }));
    const answer = await connected().ask('/api', { signal }, { etag: '"1"' });
    expect([answer.bytes, answer.validators]).to.deep.equal([undefined, { etag: '"1"' }]);
  });

  it('rejects with the same error as a request of the worker', async () => {
    fakeFetch(() => new Response('CSRF cookie not set.', { status: 400 }));
    const { reason, message, status } = await statsErrorOf(fetchIfNew('/api', { signal }));
    expect(await statsErrorOf(connected().ask('/api', { signal }))).to.include({ reason, message, status });
  });

  it('rejects with a reason that the decoder explains, like a request of the worker', async () => {
    const cache = { get: async () => undefined, put: async () => undefined, delete: async () => undefined };
    const job = jobFor({
      decoder: 'stats-body',
      requests: [{ url: '/api', init: { method: 'POST' } }],
      ...{ statistic: 'usage-delta', year: 2025 },
    });
    for (const ask of [fetchIfNew, connected().ask]) {
      fakeFetch(() => new Response('CSRF cookie not set.', { status: 400 }));
      expect(await statsErrorOf(blockFetcher(cache, ask)(job, signal))).to.have.property('reason', 'csrf');
    }
  });

  it('rejects with an error that can be retried, with the time of Retry-After', async () => {
    fakeFetch(() => new Response('busy', { status: 503, headers: { 'Retry-After': '3600' } }));
    const error = await statsErrorOf(connected().ask('/api', { signal }));
    expect(error).to.include({ reason: 'http', status: 503, retryAfter: '3600', canRetry: true });
  });

  it('rejects with the reason "timeout" after the time limit of the job', async () => {
    fakeFetch(never);
    expect(await statsErrorOf(connected().ask('/api', { signal, timeout: 1 }))).to.have.property('reason', 'timeout');
  });

  it('aborts the request on the page when the worker aborts it', async () => {
    const calls = fakeFetch(never);
    const abort = new AbortController();
    const failure = failureOf(connected().ask('/api', { signal: abort.signal }));
    await nextTask();
    abort.abort();
    expect(await failure).to.have.property('name', 'AbortError');
    await nextTask();
    expect(calls[0]!.init.signal!.aborted).to.be.true;
  });

  it('sends no request if the signal is aborted before', async () => {
    const asked: (PageRequest | undefined)[] = [];
    const { ask } = pageAsker((_, request) => asked.push(request));
    expect(await failureOf(ask('/api', { signal: AbortSignal.abort('late') }))).to.equal('late');
    expect(asked).to.deep.equal([]);
  });

  it('returns the answers of concurrent requests to the right ones', async () => {
    fakeFetch(({ url }) => new Response(url));
    const { ask } = connected();
    const answers = await Promise.all(['/a', '/b', '/c'].map((url) => ask(url, { signal })));
    expect(answers.map((answer) => new TextDecoder().decode(answer.bytes))).to.deep.equal(['/a', '/b', '/c']);
  });
});
