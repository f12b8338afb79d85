import { expect } from '@open-wc/testing';
import { statsErrorOf } from '../../test/fake-fetch.js';
import type { MetricCapabilities } from '../data/capabilities.js';
import { METRICS, METRIC_NAMES } from '../vocabulary/metrics.js';
import { combinedSource, type AreaService } from './combined-source.js';
import { StatsError } from './errors.js';
import { emptyBlock } from './service/period-block.js';
import type { RecordsRequest, SourceCapabilities, StatsSource, YearRequest } from './source.js';

const { signal } = new AbortController();
const TOP: RecordsRequest = { order: 'mostviewed', size: 5 };
const metric = (name: MetricCapabilities['metric']): MetricCapabilities => ({
  metric: name,
  kinds: ['delta'],
  resolution: 'month',
});

/** A service that records what it is asked for. */
function service(
  name: string,
  capabilities: Partial<SourceCapabilities> | StatsError = {},
  more: Partial<StatsSource> = {},
) {
  const asked: string[] = [];
  const source: StatsSource = {
    ...{ key: name, address: `https://${name}.example` },
    describe: async (_, __, community) => {
      asked.push(`describe ${community}`);
      if (capabilities instanceof Error) throw capabilities;
      return { dateBases: ['added'], ...capabilities };
    },
    load: async ({ statistic, year, community }) => {
      asked.push(`${statistic} ${year} ${community}`);
      return emptyBlock(statistic, year, 0);
    },
    ...more,
  };
  return { asked, source };
}

const year = (statistic: YearRequest['statistic'], more: Partial<YearRequest> = {}): YearRequest => ({
  ...{ statistic, year: 2025, dateBasis: 'added', ...more },
});
const combine = (content: AreaService, usage: AreaService) => combinedSource({ content, usage });

describe('combinedSource', () => {
  it('asks each service for its area, with its own name of the repository', async () => {
    const [content, usage] = [service('a'), service('b')];
    const source = combine({ source: content.source, community: 'x.y' }, { source: usage.source });
    await source.describe(signal, false, 'page');
    for (const statistic of ['content-delta', 'content-snapshot', 'usage-delta'] as const)
      await source.load(year(statistic, { community: 'page' }), signal);
    expect(content.asked).to.deep.equal(['describe x.y', 'content-delta 2025 x.y', 'content-snapshot 2025 x.y']);
    expect(usage.asked).to.deep.equal(['describe page', 'usage-delta 2025 page']);
  });

  it('has the metrics of each area from its service, and all of them if that does not describe them', async () => {
    const described = { metrics: [metric('records'), metric('views')], byNeed: true };
    const both = await combine(service('a', described), service('b', described)).describe(signal);
    expect(both.metrics?.map((each) => each.metric)).to.deep.equal(['records', 'views']);
    expect(both.byNeed).to.deep.equal(['content', 'usage']);

    const one = await combine(service('a'), service('b', described)).describe(signal);
    const content = METRIC_NAMES.filter((name) => METRICS[name].area === 'content');
    expect(one.metrics?.map((each) => each.metric)).to.deep.equal([...content, 'views']);
    expect(one.metrics?.[0]).to.have.nested.property('breakdowns.subjects');
    expect(one.byNeed).to.deep.equal(['usage']);

    expect(await combine(service('a'), service('b')).describe(signal)).not.to.have.any.keys('metrics', 'byNeed');
  });

  it('has the years of both, and no numbers of a service outside of its own years', async () => {
    const content = service('a', { years: { first: 2010, last: 2020 } });
    const usage = service('b', { years: { first: 2018, last: 2025 } });
    const source = combine(content, usage);
    expect((await source.describe(signal)).years).to.deep.equal({ first: 2010, last: 2025 });
    expect((await source.load(year('content-delta'), signal)).tables).to.deep.equal([]);
    expect(content.asked).to.have.length(1);
    expect(await combine(content, service('c')).describe(signal)).not.to.have.property('years');
  });

  it('names both addresses, and says that numbers are invented if some are', async () => {
    const { addresses, invented } = await combine(service('a'), service('b', { invented: true })).describe(signal);
    expect(addresses).to.deep.equal({ content: 'https://a.example', usage: 'https://b.example' });
    expect(invented).to.be.true;
  });

  it('says which of them counts the days of its own time zone', async () => {
    const { localDays } = await combine(service('a'), service('b', { localDays: true })).describe(signal);
    expect(localDays).to.deep.equal(['usage']);
  });

  describe('with a service that fails', () => {
    const failure = new StatsError('network', 'no connection');

    it('shows the numbers of the other, and reports the failure with its description and its years', async () => {
      const usage = service('b', { metrics: [metric('views')] });
      const source = combine(service('a', failure), usage);
      const { error, metrics } = await source.describe(signal);
      expect(error).to.equal(failure);
      expect(metrics?.some((each) => each.metric === 'views' && each.resolution === 'month')).to.be.true;
      expect(await statsErrorOf(source.load(year('content-delta'), signal))).to.equal(failure);
      await source.load(year('usage-delta'), signal);
      expect(usage.asked).to.have.length(2);
    });

    it('shows its numbers when it can describe them', async () => {
      const content = service('a', failure);
      const source = combine(content, service('b'));
      await source.describe(signal);
      content.source.describe = service('c').source.describe.bind(undefined);
      expect(await source.describe(signal)).not.to.have.property('error');
      await source.load(year('content-delta'), signal);
      expect(content.asked.at(-1)).to.contain('content-delta');
    });

    it('keeps its last description if a later one fails, since its numbers are still shown', async () => {
      const usage = service('b', { metrics: [metric('views')], years: { first: 2020, last: 2025 } });
      const source = combine(service('a'), usage);
      const before = await source.describe(signal);
      usage.source.describe = async () => Promise.reject(failure);
      expect(await source.describe(signal, true)).to.deep.equal({ ...before, error: failure });
      await source.load(year('usage-delta'), signal);
      expect(usage.asked.at(-1)).to.contain('usage-delta');
    });

    it('keeps apart what it says of several communities', async () => {
      const usage = service('b');
      usage.source.describe = async (_, __, community) => {
        if (community === 'bad') throw failure;
        return { dateBases: [], years: { first: community === 'old' ? 2010 : 2024, last: 2025 } };
      };
      const source = combine(service('a'), usage);
      for (const community of ['old', 'new', 'bad']) await source.describe(signal, false, community);
      await source.load(year('usage-delta', { year: 2015, community: 'old' }), signal);
      await source.load(year('usage-delta', { year: 2015, community: 'new' }), signal);
      expect(usage.asked).to.deep.equal(['usage-delta 2015 old']);
    });

    it('forgets an answer whose request was aborted', async () => {
      const abort = new AbortController();
      const usage = service('b');
      usage.source.describe = async (own) => {
        abort.abort();
        own.throwIfAborted();
        return { dateBases: [] };
      };
      const source = combine(service('a'), usage);
      const failed = await source.describe(abort.signal).catch((error: unknown) => error);
      expect(failed).to.equal(abort.signal.reason);
      await source.load(year('usage-delta'), signal);
      expect(usage.asked.at(-1)).to.contain('usage-delta');
    });

    describe('to answer', () => {
      const setTimeout = window.setTimeout.bind(window);
      const limits: number[] = [];
      before(() => {
        window.setTimeout = ((work: () => void, limit: number) => {
          limits.push(limit);
          return setTimeout(work, 0);
        }) as typeof window.setTimeout;
      });
      after(() => {
        window.setTimeout = setTimeout;
      });

      it('is waited for no longer than 15 seconds', async () => {
        const usage = service('b');
        usage.source.describe = () => new Promise(() => undefined);
        const source = combine(service('a'), usage);
        expect((await source.describe(signal)).error?.reason).to.equal('timeout');
        expect((await statsErrorOf(source.load(year('usage-delta'), signal))).reason).to.equal('timeout');
        expect(limits).to.deep.equal([15_000, 15_000]);
      });
    });

    it('fails if both do', async () => {
      const source = combine(service('a', failure), service('b', new StatsError('auth', 'no')));
      expect(await statsErrorOf(source.describe(signal))).to.equal(failure);
    });
  });

  it('has rankings of the service of usage only, since the other one may count it in another way', async () => {
    const ranked = (title: string) => ({ records: async () => [{ title, value: 1 }] });
    const titles = async (usage: Partial<StatsSource>) =>
      (await combine(service('a', {}, ranked('content')), service('b', {}, usage)).records!(TOP, signal))?.map(
        ({ title }) => title,
      );
    expect(await titles(ranked('usage'))).to.deep.equal(['usage']);
    expect(await titles({ records: async () => undefined })).to.equal(undefined);
    expect(await titles({})).to.equal(undefined);
  });

  it('links parts as the service of their area does', () => {
    const linking = (name: string) =>
      service(name, {}, { partLink: ({ id, community }) => `https://${name}.example/${community}/${id}` });
    const source = combine({ ...linking('a'), community: 'x' }, linking('b'));
    const part = { breakdown: 'subjects', id: 'art', community: 'page' } as const;
    expect(source.partLink!({ ...part, area: 'content' })).to.equal('https://a.example/x/art');
    expect(source.partLink!({ ...part, area: 'usage' })).to.equal('https://b.example/page/art');
    const invenio = service('c', {}, { invenioSrc: 'https://c.example/api/stats' });
    expect(combine(invenio, service('d')).partLink!({ ...part, area: 'content' })).to.match(
      /^https:\/\/c\.example\/communities\/page/,
    );
    expect(combine(invenio, service('d')).partLink!({ ...part, area: 'usage' })).to.equal(undefined);
  });
});
