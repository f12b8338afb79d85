import { expect } from '@open-wc/testing';
import { byId, days } from '../../../test/builders.js';
import {
  NOW,
  OLD,
  YOUNG,
  describeOf,
  covered,
  fixture,
  load,
  need,
  points,
  queriesOf,
  registeredIn,
  statsOf,
  values,
} from '../../../test/datacite-fixture.js';
import { restoreClock, setClock } from '../../../test/fake-clock.js';
import type { Sent } from '../../../test/fake-datacite.js';
import { json, restoreFetch } from '../../../test/fake-fetch.js';
import { isoDay, type DayRange } from '../../data/day.js';
import { Stats } from '../../data/stats.js';
import { isFinal, type YearBlock } from '../../data/year-block.js';
import { breakdownView } from '../../view/breakdown-view.js';
import { figureView } from '../../view/figure-view.js';
import { OTHER } from '../../view/options.js';
import { timelineView } from '../../view/timeline-view.js';
import type { Breakdown } from '../../vocabulary/breakdowns.js';
import type { Kind } from '../../vocabulary/terms.js';

beforeEach(() => setClock(NOW));
afterEach(() => {
  restoreFetch();
  restoreClock();
});

describe('numbers of dataciteSource', () => {
  it('counts the running month until today, and knows nothing of later days', async () => {
    const block = await load(fixture(), 'content-delta', 2026);
    expect(covered(block)).to.deep.equal(['2026-01-01/2026-05-17']);
    expect(Object.keys(points(block)).at(-1)).to.equal('2026-05-17');
  });

  it('keeps finished months, but not the running one', async () => {
    const now = Date.parse(NOW);
    expect(isFinal(await load(fixture(), 'content-delta', 2025), now)).to.be.true;
    expect(isFinal(await load(fixture(), 'content-delta', 2026), now)).to.be.false;
  });

  it('counts 0 in months without DOIs, and in a repository without any', async () => {
    const first = await load(fixture(), 'content-delta', 2024);
    expect(figure([first], 'delta', days('2024-01-01', '2024-01-31'))).to.equal(0);
    const made = fixture();
    const none = await load(made, 'content-delta', 2026, { community: 'test.empty' });
    expect(figure([none], 'delta', days('2026-01-01', '2026-05-17'))).to.equal(0);
    const total = await load(made, 'content-snapshot', 2026, { community: 'test.empty', needs: [need()] });
    expect(figure([total], 'snapshot', days('2026-01-01', '2026-05-17'))).to.equal(0);
  });

  const figure = (blocks: readonly YearBlock[], kind: Kind, range: DayRange): number | null =>
    figureView(new Stats(blocks), range, { metric: 'records', kind }).value;

  it('has the use of today', async () => {
    const made = fixture();
    const has = await describeOf(made);
    const stats = statsOf(has, await load(made, 'usage-snapshot', 2026));
    for (const [metric, count] of [
      ['views', 'viewCount'],
      ['downloads', 'downloadCount'],
      ['citations', 'citationCount'],
    ] as const) {
      const total = YOUNG.reduce((sum, doi) => sum + doi[count], 0);
      expect(figureView(stats, days('2026-01-01', '2026-05-17'), { metric, kind: 'snapshot' }).value).to.equal(total);
    }
  });

  it('takes the total of today from the overview, although other answers leave out DOIs without a date', async () => {
    const made = fixture(({ searchParams }) =>
      searchParams.get('query')?.includes('* TO')
        ? json({ meta: { total: 7, languages: [{ id: 'de', count: 5 }], resourceTypes: [{ id: 'text', count: 7 }] } })
        : undefined,
    );
    const block = await load(made, 'content-snapshot', 2026, {
      needs: [need(undefined, true), need('languages', true)],
    });
    expect(points(block)).to.deep.equal({ '2026-05-17': YOUNG.length });
    expect(values(block, 'languages')['de']?.['2026-05-17']).to.equal(5);
    expect(values(block, 'resourceTypes')).not.to.deep.equal({ text: { '2026-05-17': 7 } });
    expect(block.conflicts).to.be.undefined;
  });

  for (const [what, registered, previous] of [
    ['is empty', [], 1],
    ['is short, and lacks DOIs', [{ id: '2026', count: 50 }], 1],
    ['has more DOIs than there are', [{ id: '2026', count: YOUNG.length + 1 }], 1],
    ['has all DOIs', [{ id: '2026', count: YOUNG.length }], 0],
  ] as const) {
    it(`requests the total at the end of a year ${previous ? '' : 'only '}if the list of years ${what}`, async () => {
      const made = fixture(({ searchParams }) =>
        searchParams.has('sort')
          ? json({
              data: [{ attributes: { created: '2024-02-10T00:00:00Z', registered: '2024-02-10T00:00:00Z' } }],
              meta: { total: YOUNG.length, registered },
            })
          : undefined,
      );
      const block = await load(made, 'content-snapshot', 2025, { needs: [need(undefined, true)] });
      expect(queriesOf(made.calls).slice(1)).to.deep.equal(previous ? ['registered:[* TO 2025-12-31]'] : []);
      const atEnd = registeredIn(YOUNG, '2000-01-01', '2025-12-31').length;
      expect(points(block)).to.deep.equal(previous ? { '2025-12-31': atEnd } : {});
      expect(covered(block).join()).to.match(/2025-12-31$/);
    });
  }

  it('computes the totals before years that the list does not reach by one more request', async () => {
    const made = fixture();
    const block = await load(made, 'content-snapshot', 2015, { community: 'test.old', needs: [need()] });
    expect(queriesOf(made.calls).filter((query) => query.includes('* TO'))).to.deep.equal([
      'registered:[* TO 2014-12-31]',
    ]);
    expect(points(block)['2015-12-31']).to.equal(registeredIn(OLD, '2000-01-01', '2015-12-31').length);
  });
});

/**
 * A reference that adds up bodies in the simplest way. It reads only what was sent for whole months, and knows nothing of
 * blocks, running totals and lists of years.
 */
function reference(sent: readonly Sent[], field: 'registered' | 'created') {
  const months = new Map<string, Sent['body']['meta']>();
  for (const { url, body } of sent) {
    const query = url.searchParams.get('query') ?? '';
    const [, from, to] = new RegExp(`^${field}:\\[(\\d{4}-\\d{2})-01 TO (\\d{4}-\\d{2})`).exec(query) ?? [];
    if (from && from === to) months.set(from, body.meta);
  }
  const bucketsOf = (month: string, facet: string) =>
    (months.get(month)?.[facet] ?? []) as readonly { readonly id: string; readonly count: number }[];
  return {
    months: [...months.keys()].sort(),
    total: (some: readonly string[]): number => some.reduce((sum, month) => sum + months.get(month)!.total, 0),
    parts: (some: readonly string[], facet: string): Record<string, number> => {
      const sums: Record<string, number> = {};
      for (const month of some) for (const { id, count } of bucketsOf(month, facet)) sums[id] = (sums[id] ?? 0) + count;
      return sums;
    },
  };
}

describe('views of DataCite against a reference', () => {
  /** Our ids of those that differ. */
  const OURS: Readonly<Record<string, string>> = {
    'physical-object': 'physicalobject',
    'journal-article': 'publication-article',
    'ror.org/00a': 'https://ror.org/00a',
    'ror.org/00b': 'https://ror.org/00b',
  };
  const PARTS = [
    ['resourceTypes', 'resourceTypes'],
    ['languages', 'languages'],
    ['subjects', 'subjects'],
    ['rights', 'licenses'],
    ['funders', 'funders'],
    ['affiliations', 'affiliations'],
  ] as const;
  const ours = (sums: Record<string, number>): Record<string, number> =>
    Object.fromEntries(Object.entries(sums).map(([id, count]) => [OURS[id] ?? id, count]));

  for (const dateBasis of ['added', 'created'] as const) {
    for (const [first, last] of [
      ['2024-01', '2026-05'],
      ['2024-11', '2025-02'],
      ['2025-06', '2025-06'],
    ] as const) {
      it(`shows the same from ${first} to ${last}, by the day on which DOIs were ${dateBasis}`, async () => {
        const made = fixture();
        const has = await describeOf(made);
        const blocks = await Promise.all(
          [2024, 2025, 2026].flatMap((year) => [
            load(made, 'content-delta', year, { dateBasis }),
            load(made, 'content-snapshot', year, { dateBasis, needs: [need(), need('resourceTypes')] }),
          ]),
        );
        const stats = statsOf(has, ...blocks);
        const field = dateBasis === 'added' ? 'registered' : 'created';
        const truth = reference(made.sent, field);
        const some = truth.months.filter((month) => month >= first && month <= last);
        const until = truth.months.filter((month) => month <= last);
        const end =
          last === '2026-05' ? '2026-05-17' : isoDay(days(`${last}-28`).start + 2 + (last.endsWith('02') ? -2 : 0));
        const range = days(`${first}-01`, end);
        const earlier = registeredIn(YOUNG, '2000-01-01', '2023-12-31', field).length;

        expect(figureView(stats, range, { metric: 'records', kind: 'delta' }).value).to.equal(truth.total(some));
        expect(figureView(stats, range, { metric: 'records', kind: 'snapshot' }).value).to.equal(
          earlier + truth.total(until),
        );
        const timeline = (kind: Kind, breakdown?: Breakdown) =>
          timelineView(stats, range, {
            ...{ metric: 'records', kind, granularity: 'month', maxSeries: 20, naming: byId },
            ...(breakdown && { breakdown }),
          });
        expect(timeline('delta').series[0]!.buckets.map(({ value }) => value)).to.deep.equal(
          some.map((month) => truth.total([month])),
        );
        const soFar = (month: string): readonly string[] => truth.months.filter((each) => each <= month);
        expect(timeline('snapshot').series[0]!.buckets.map(({ value }) => value)).to.deep.equal(
          some.map((month) => earlier + truth.total(soFar(month))),
        );
        for (const [breakdown, facet] of PARTS) {
          const shown = breakdownView(stats, range, {
            ...{ metric: 'records', kind: 'delta', breakdown, pageSize: 50, naming: byId },
          });
          const expected = ours(truth.parts(some, facet));
          expect(Object.fromEntries(shown.rows.map(({ id, value }) => [id, value]))).to.deep.equal(expected);
          const byMonth = timeline('delta', breakdown).series.filter(({ id }) => id !== OTHER);
          for (const { id, buckets } of byMonth)
            expect(buckets.map(({ value }) => value)).to.deep.equal(
              some.map((month) => ours(truth.parts([month], facet))[id] ?? 0),
            );
          expect(byMonth.map(({ id }) => id)).to.have.members(Object.keys(expected));
        }
        // Before the first year there are no types in the bodies.
        if (!earlier)
          expect(
            Object.fromEntries(
              breakdownView(stats, range, {
                ...{ metric: 'records', kind: 'snapshot', breakdown: 'resourceTypes', pageSize: 50, naming: byId },
              }).rows.map(({ id, value }) => [id, value]),
            ),
          ).to.deep.equal(ours(truth.parts(until, 'resourceTypes')));
      });
    }
  }

  it('adds up the types of years before, and divides the totals completely', async () => {
    const made = fixture();
    const has = await describeOf(made, 'test.old');
    const asked = { community: 'test.old', needs: [need(), need('resourceTypes'), need('rights', true)] };
    const stats = statsOf(has, await load(made, 'content-snapshot', 2026, asked));
    const range = days('2026-01-01', '2026-05-17');
    const shown = breakdownView(stats, range, {
      ...{ metric: 'records', kind: 'snapshot', breakdown: 'resourceTypes', pageSize: 50, naming: byId },
    });
    const counts = (type: string) => OLD.filter((doi) => doi.type === type).length;
    expect(Object.fromEntries(shown.rows.map(({ id, value }) => [id, value]))).to.deep.equal({
      dataset: counts('Dataset'),
      text: counts('Text'),
      software: counts('Software'),
      physicalobject: counts('PhysicalObject'),
      'publication-article': counts('JournalArticle'),
    });
    expect(shown.total).to.equal(OLD.length);
    expect(shown.other?.value).to.equal(OLD.filter(({ type }) => !type).length);
    const rights = breakdownView(stats, range, {
      ...{ metric: 'records', kind: 'snapshot', breakdown: 'rights', pageSize: 50, naming: byId },
    });
    expect(Object.fromEntries(rights.rows.map(({ id, value }) => [id, value]))).to.deep.equal(
      Object.fromEntries(
        ['cc-by-4.0', 'cc0-1.0', 'mit'].map((id) => [id, OLD.filter(({ licenses }) => licenses.includes(id)).length]),
      ),
    );
    expect(
      timelineView(stats, range, {
        ...{
          metric: 'records',
          kind: 'snapshot',
          breakdown: 'resourceTypes',
          granularity: 'month',
          maxSeries: 2,
          naming: byId,
        },
      })
        .series.map(({ buckets }) => buckets.at(-1)!.value)
        .reduce<number>((sum, value) => sum + (value ?? 0), 0),
    ).to.equal(OLD.length);
  });

  it('shows other parts over time as they were at the end of each month', async () => {
    const made = fixture();
    const has = await describeOf(made);
    const block = await load(made, 'content-snapshot', 2025, { needs: [need('languages')] });
    const { series } = timelineView(statsOf(has, block), days('2025-01-01', '2025-12-31'), {
      ...{
        metric: 'records',
        kind: 'snapshot',
        breakdown: 'languages',
        granularity: 'month',
        maxSeries: 9,
        naming: byId,
      },
    });
    const german = series.find(({ id }) => id === 'de')!;
    expect(german.buckets.map(({ end, value }) => [end, value])).to.deep.equal(
      german.buckets.map(({ end }) => [
        end,
        registeredIn(YOUNG, '2000-01-01', end).filter(({ languages }) => languages.includes('de')).length,
      ]),
    );
  });
});
