import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { DATE_BASES, STATISTICS } from '../vocabulary/terms.js';
import { runs } from '../../test/runs.js';
import { failureOf } from '../../test/fake-fetch.js';
import { createSource } from './create.js';
import { invenioSource } from './invenio/client.js';
import type { Job } from './job.js';
import { lease } from './shared.js';
import type { YearRequest } from './source.js';

const { signal } = new AbortController();
const absolute = (address: string): string => new URL(address, document.baseURI).href;

const source = fc.record({
  src: fc.constantFrom(
    '/a',
    '/a/',
    '/a b',
    '/a?b',
    'a',
    absolute('/a'),
    'https://r.example/a',
    '//r.example/a',
    'https://',
  ),
  credentials: fc.constantFrom('same-origin', 'include', 'omit'),
  recordsSrc: fc.constantFrom(undefined, '', '/r', absolute('/r'), '/r same-origin', 'https://r.example/r'),
});
const request = fc.record({
  statistic: fc.constantFrom(...STATISTICS),
  year: fc.integer({ min: 2024, max: 2025 }),
  community: fc.constantFrom(undefined, '', ' ', 'global', 'a', 'a b', 'added', ' a', 'A'),
  dateBasis: fc.constantFrom(...DATE_BASES),
});
const texts = fc.record({ source, request });
interface Texts {
  readonly source: { readonly src: string; readonly credentials: string; readonly recordsSrc: string | undefined };
  readonly request: Omit<YearRequest, 'community'> & { readonly community: string | undefined };
}

/** The job that a request becomes. Nothing is sent. */
async function jobOf({ source, request }: Texts): Promise<Job> {
  let job: Job | undefined;
  const { community, ...rest } = request;
  const fetchBlock = (given: Job): Promise<never> => {
    job = given;
    return Promise.reject(new Error('not sent'));
  };
  await failureOf(
    invenioSource({ ...source, credentials: source.credentials as RequestCredentials, fetchBlock }).load(
      { ...rest, ...(community !== undefined && { community }) },
      signal,
    ),
  );
  return job!;
}

/** Everything of a request that a service sees, or that decides which cookies it gets. */
const sent = ({ url, init: { method, body, credentials }, statistic, year }: Job): string =>
  JSON.stringify({ url, method, body, credentials, statistic, year });

describe('the key of what is kept on disk', () => {
  it('differs for requests that differ, and is the same for the same request', () =>
    fc.assert(
      fc.asyncProperty(texts, texts, async (a, b) => {
        const [one, other] = [await jobOf(a), await jobOf(b)];
        expect(one.key === other.key).to.equal(sent(one) === sent(other));
        expect((await jobOf(a)).key).to.equal(one.key);
      }),
      { numRuns: runs(300) },
    ));

  it('does not change with the CSRF token', async () => {
    const asked: Texts = {
      source: { src: '/a', credentials: 'same-origin', recordsSrc: undefined },
      request: { statistic: 'usage-delta', year: 2025, community: undefined, dateBasis: 'added' },
    };
    const before = await jobOf(asked);
    document.cookie = 'csrftoken=abc; path=/';
    const after = await jobOf(asked);
    document.cookie = 'csrftoken=; path=/; max-age=0';
    expect(after.init.headers).to.include({ 'X-CSRFToken': 'abc' });
    expect(after.key).to.equal(before.key);
  });

  it('is the same for a blank community and none, which both ask for the whole repository', async () => {
    const jobs = await Promise.all(
      [undefined, '', ' \t'].map((community) =>
        jobOf({
          source: { src: '/a', credentials: 'omit', recordsSrc: undefined },
          request: { statistic: 'usage-delta', year: 2025, community, dateBasis: 'added' },
        }),
      ),
    );
    expect(new Set(jobs.map(({ key }) => key)).size).to.equal(1);
    for (const { init } of jobs) expect(init.body).to.contain('"community_id":"global"');
  });
});

describe('the key of a source in memory', () => {
  it('differs if the address, the credentials or the address of the records differ', () => {
    const seen = ({ src, credentials, recordsSrc }: Texts['source']): string =>
      JSON.stringify([
        URL.canParse(src, document.baseURI) ? absolute(src) : src,
        credentials,
        recordsSrc ? absolute(recordsSrc) : '',
      ]);
    fc.assert(
      fc.property(source, source, (a, b) => {
        expect(createSource(a).key === createSource(b).key).to.equal(seen(a) === seen(b));
      }),
      { numRuns: runs(300) },
    );
  });

  it('shares one load between two requests exactly if they ask for the same', () =>
    fc.assert(
      fc.asyncProperty(request, request, async (a, b) => {
        let loads = 0;
        const counting = {
          ...createSource({ data: [] }),
          load: (): Promise<never> => {
            loads++;
            return new Promise(() => undefined);
          },
        };
        const abort = new AbortController();
        const taken = lease(counting);
        const all = [a, b].map(({ community, ...rest }) =>
          failureOf(taken.source.load({ ...rest, ...(community !== undefined && { community }) }, abort.signal)),
        );
        abort.abort();
        await Promise.all(all);
        taken.release();
        const seen = ({ community = '', ...rest }: typeof a): string =>
          JSON.stringify({ ...rest, community: community.trim() && community });
        expect(loads).to.equal(seen(a) === seen(b) ? 1 : 2);
      }),
      { numRuns: runs(300) },
    ));
});
