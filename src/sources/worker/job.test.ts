import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { DATE_BASES, STATISTICS, type DateBasis, type Statistic } from '../../vocabulary/terms.js';
import { absolute } from '../../util/url.js';
import { runs } from '../../../test/runs.js';
import { failureOf } from '../../../test/fake-fetch.js';
import { type Credentials, createSource } from '../create-source.js';
import { invenioSource } from '../invenio/invenio-source.js';
import { jobFor, type Job, type JobRequest } from './job.js';
import { lease } from '../source-lease.js';
import type { YearRequest } from '../source.js';

const { signal } = new AbortController();

interface Asked {
  readonly src: string;
  readonly credentials: Credentials;
  readonly recordsSrc: string | undefined;
  readonly statistic: Statistic;
  readonly year: number;
  readonly community: string | undefined;
  readonly dateBasis: DateBasis;
}
const asked: fc.Arbitrary<Asked> = fc.record({
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
  statistic: fc.constantFrom(...STATISTICS),
  year: fc.integer({ min: 2023, max: 2025 }),
  community: fc.constantFrom(undefined, '', ' ', 'global', 'a', 'a b', 'added', ' a', 'A'),
  dateBasis: fc.constantFrom(...DATE_BASES),
});
const FIELDS = ['src', 'credentials', 'recordsSrc', 'statistic', 'year', 'community', 'dateBasis'] as const;
/** Two requests that differ in one thing at most. */
const neighbours = fc
  .tuple(asked, asked, fc.constantFrom(...FIELDS))
  .map(([one, other, field]): [Asked, Asked] => [one, { ...one, [field]: other[field] }]);

const PLAIN: Asked = {
  src: '/a',
  credentials: 'same-origin',
  recordsSrc: undefined,
  statistic: 'usage-delta',
  year: 2025,
  community: undefined,
  dateBasis: 'added',
};

const requestOf = ({ statistic, year, community, dateBasis }: Asked): YearRequest => ({
  statistic,
  year,
  dateBasis,
  ...(community !== undefined && { community }),
});

/** The job that a request becomes. Nothing is sent. */
async function jobOf(asked: Asked): Promise<Job> {
  let job: Job | undefined;
  const fetchBlock = (given: Job): Promise<never> => {
    job = given;
    return Promise.reject(new Error('not sent'));
  };
  const { src, recordsSrc } = asked;
  const credentials = asked.credentials;
  await failureOf(invenioSource({ src, recordsSrc, credentials, fetchBlock }).load(requestOf(asked), signal));
  return job!;
}

/** Everything of a request that a service sees, or that decides which cookies it gets. */
const sent = ({ decoder, requests, statistic, year }: Job): string =>
  JSON.stringify([
    ...[decoder, statistic, year],
    ...requests.map(({ url, init: { method = 'GET', body, credentials } }) => ({ url, method, body, credentials })),
  ]);

describe('cache key of a job', () => {
  it('gives two requests the same cache key exactly if they are the same', () =>
    fc.assert(
      fc.asyncProperty(neighbours, async ([a, b]) => {
        const [one, other] = [await jobOf(a), await jobOf(b)];
        expect(one.key === other.key).to.equal(sent(one) === sent(other));
      }),
      { numRuns: runs(500) },
    ));

  it('does not change the cache key with the CSRF token', async () => {
    const before = await jobOf(PLAIN);
    document.cookie = 'csrftoken=abc; path=/';
    const after = await jobOf(PLAIN);
    document.cookie = 'csrftoken=; path=/; max-age=0';
    expect(after.requests[0]!.init.headers).to.include({ 'X-CSRFToken': 'abc' });
    expect(after.key).to.equal(before.key);
  });

  it('gives a blank community the same cache key as none, as both request the whole repository', async () => {
    const jobs = await Promise.all([undefined, '', ' \t'].map((community) => jobOf({ ...PLAIN, community })));
    expect(new Set(jobs.map(({ key }) => key)).size).to.equal(1);
    for (const { requests } of jobs) expect(requests[0]!.init.body).to.contain('"community_id":"global"');
  });
});

describe('key of a job with several requests', () => {
  const requests: fc.Arbitrary<readonly JobRequest[]> = fc.array(
    fc
      .record({
        url: fc.constantFrom('/a', '/b', 'GET'),
        method: fc.constantFrom(undefined, 'GET', 'POST'),
        credentials: fc.constantFrom(undefined, 'omit', 'include'),
        body: fc.constantFrom(undefined, '', '{}', '/a'),
      })
      .map(({ url, method, credentials, body }): JobRequest => ({
        url,
        init: {
          ...(method !== undefined && { method }),
          ...(credentials !== undefined && { credentials }),
          ...(body !== undefined && { body }),
        },
      })),
    { maxLength: 3 },
  );

  it('gives two jobs the same key exactly if their requests and the order of these are the same', () =>
    fc.assert(
      fc.property(requests, requests, (a, b) => {
        const [one, other] = [a, b].map((each) =>
          jobFor({ decoder: 'stats-body', requests: each, statistic: 'usage-delta', year: 2025 }),
        ) as [Job, Job];
        expect(one.key === other.key).to.equal(sent(one) === sent(other));
      }),
      { numRuns: runs(500) },
    ));
});

describe('key of a source', () => {
  it('gives two sources the same key exactly if the address, the credentials and the address of the records are the same', () => {
    const seen = ({ src, credentials, recordsSrc }: Asked): string =>
      JSON.stringify([absolute(src), credentials, recordsSrc ? absolute(recordsSrc) : '']);
    fc.assert(
      fc.property(neighbours, ([a, b]) => {
        for (const source of ['invenio', 'snapshot']) {
          const [one, other] = [createSource({ ...a, source }), createSource({ ...b, source })];
          const same =
            source === 'invenio'
              ? seen(a) === seen(b)
              : seen({ ...a, recordsSrc: '' }) === seen({ ...b, recordsSrc: '' });
          expect(one.key === other.key).to.equal(same);
        }
      }),
      { numRuns: runs(500) },
    );
  });

  it('shares one load between two requests exactly if they request the same', () =>
    fc.assert(
      fc.asyncProperty(neighbours, async (both) => {
        let loads = 0;
        const load = (): Promise<never> => {
          loads++;
          return new Promise(() => undefined);
        };
        const abort = new AbortController();
        const taken = lease({ ...createSource({ data: [] }), load });
        const all = both.map((asked) => failureOf(taken.source.load(requestOf(asked), abort.signal)));
        abort.abort();
        await Promise.all(all);
        taken.release();
        const [one, other] = both.map(({ community = '', statistic, year, dateBasis }) =>
          JSON.stringify([statistic, year, dateBasis, community.trim() && community]),
        );
        expect(loads).to.equal(one === other ? 1 : 2);
      }),
      { numRuns: runs(500) },
    ));
});
