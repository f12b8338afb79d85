import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { days } from '../../../test/builders.js';
import { runs } from '../../../test/runs.js';
import { faultInBlock } from '../../data/check-block.js';
import { dayTime, isoDay } from '../../data/day.js';
import { coveredDays, type YearBlock } from '../../data/year-block.js';
import { StatsError } from '../errors.js';
import { decodeParts, decodeTotal } from './decode.js';
import { USAGE, capabilitiesOf, overviewOf, totalBefore } from './overview.js';
import { recordsOf } from './records.js';

const MARCH = days('2025-03-01', '2025-03-31');
const LATER = dayTime(days('2025-06-01').start);

const decode = (
  body: unknown,
  { statistic = 'content-delta', fetchedAt = LATER, decoder = decodeParts }: Partial<Options> = {},
): YearBlock => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const asked = { statistic, year: 2025, period: MARCH, requests: [] };
  return decoder([new TextEncoder().encode(text)], asked, fetchedAt);
};

interface Options {
  readonly statistic: 'content-delta' | 'content-snapshot';
  readonly fetchedAt: number;
  readonly decoder: typeof decodeParts;
}

const valuesOn = (block: YearBlock, iso: string, breakdown?: string): Record<string, number> => {
  const table = block.tables.find((each) => each.breakdown === breakdown);
  const slot = days(iso).start - days('2025-01-01').start;
  return Object.fromEntries((table?.ids ?? []).map((id, i) => [id, table!.columns[i]![slot]!]));
};

const errorOf = (work: () => unknown): StatsError => {
  try {
    work();
  } catch (error) {
    if (error instanceof StatsError) return error;
    throw error;
  }
  throw new Error('expected a failure');
};

const bucket = (id: unknown, count: unknown, title: unknown = `Title of ${String(id)}`) => ({ id, title, count });
const meta = (more: object = {}, total: unknown = 9) => ({
  data: [],
  meta: { total, totalPages: 0, page: 1, ...more },
});

/** The row of views, of what is counted. */
const [VIEWS] = USAGE;

describe('decodeParts', () => {
  it('puts what was added in a month on its last day, and 0 on the others', () => {
    const block = decode(meta({ resourceTypes: [bucket('dataset', 6), bucket('text', 2)] }));
    expect(valuesOn(block, '2025-03-31')).to.deep.equal({ global: 9 });
    expect(valuesOn(block, '2025-03-30')).to.deep.equal({ global: 0 });
    expect(valuesOn(block, '2025-04-01')).to.deep.equal({ global: NaN });
    expect(valuesOn(block, '2025-03-31', 'resourceTypes')).to.deep.equal({ dataset: 6, text: 2 });
    expect(coveredDays(block)).to.deep.equal([MARCH]);
  });

  it('takes ids of vocabularies for the same in any case, but not subjects, which are texts', () => {
    const twice = (id: string) => [bucket(id, 4), bucket(id.toUpperCase(), 5)];
    const block = decode(
      meta({
        resourceTypes: twice('journal-article'),
        ...{ languages: twice('en'), licenses: twice('mit'), subjects: twice('maps') },
      }),
    );
    const shown = (name: string) => valuesOn(block, '2025-03-31', name);
    expect(shown('resourceTypes')).to.deep.equal({ 'publication-article': 9 });
    expect([shown('languages'), shown('rights')]).to.deep.equal([{ en: 9 }, { mit: 9 }]);
    expect(shown('subjects')).to.deep.equal({ maps: 4, MAPS: 5 });
  });

  it('puts a total on the last day only', () => {
    const block = decode(meta({ languages: [bucket('de', 6)] }), { statistic: 'content-snapshot' });
    expect(valuesOn(block, '2025-03-31')).to.deep.equal({ global: 9 });
    expect(valuesOn(block, '2025-03-30')).to.deep.equal({ global: NaN });
    expect(valuesOn(block, '2025-03-31', 'languages')).to.deep.equal({ de: 6 });
  });

  it('counts a month that is not over until the day of the answer', () => {
    const block = decode(meta({ languages: [] }), { fetchedAt: dayTime(days('2025-03-10').start) + 5 });
    expect(valuesOn(block, '2025-03-10')).to.deep.equal({ global: 9 });
    expect(coveredDays(block).map(({ end }) => isoDay(end))).to.deep.equal(['2025-03-10']);
  });

  it('knows that there are no parts where there are no DOIs, although the API sends no list then', () => {
    const block = decode(meta({}, 0));
    expect(block.tables.map(({ breakdown, ids }) => [breakdown, ids.length])).to.deep.equal([
      [undefined, 1],
      ...['resourceTypes', 'languages', 'subjects', 'rights', 'funders', 'affiliations'].map((name) => [name, 0]),
    ]);
  });

  it('does not take a list that was not sent for an empty one', () => {
    const block = decode(meta({ languages: [] }));
    expect(block.tables.map(({ breakdown }) => breakdown)).to.deep.equal([undefined, 'languages']);
  });

  it('has the ids of our vocabulary, and names for readers', () => {
    const block = decode(
      meta({
        resourceTypes: [
          bucket('physical-object', 3, 'PhysicalObject'),
          bucket('interactive-resource', 1, 'InteractiveResource'),
        ],
        languages: [bucket('en', 3, 'English')],
        subjects: [bucket('FOS: Law', 3, 'Fos: Law')],
        licenses: [bucket('cc-by-4.0', 3, 'CC-BY-4.0')],
        funders: [bucket('https://doi.org/10.13039/1', 3, 'A funder')],
        affiliations: [bucket('ror.org/02catss52', 3, 'An institute')],
      }),
    );
    const named = block.tables
      .filter(({ breakdown }) => breakdown)
      .flatMap(({ ids, labels }) => ids.map((id, i) => [id, labels[i]]));
    expect(named).to.deep.equal([
      ['physicalobject', 'Physical Object'],
      ['interactive-resource', 'Interactive Resource'],
      ['en', ''],
      ['FOS: Law', ''],
      ['cc-by-4.0', 'CC-BY-4.0'],
      ['https://doi.org/10.13039/1', 'A funder'],
      ['https://ror.org/02catss52', 'An institute'],
    ]);
  });

  it('adds up values that have the same id here', () => {
    const block = decode(meta({ resourceTypes: [bucket('report', 2), bucket('publication-report', 3)] }));
    expect(valuesOn(block, '2025-03-31', 'resourceTypes')).to.deep.equal({ 'publication-report': 5 });
  });

  it('keeps ids that are names of built-in properties', () => {
    const block =
      decode(`{"meta": {"total": 3, "subjects": [{"id": "__proto__", "count": 2}, {"id": "constructor", "count": 1}],
      "resourceTypes": [{"id": "__proto__", "count": 1}, {"id": "constructor", "count": 1}]}}`);
    for (const name of ['subjects', 'resourceTypes'])
      expect(block.tables.find(({ breakdown }) => breakdown === name)?.ids, name).to.deep.equal([
        '__proto__',
        'constructor',
      ]);
  });

  it('leaves out values that cannot be read, and says where they are', () => {
    const list = [
      bucket('a', 2),
      bucket(7, 1),
      bucket('b', -1),
      bucket('c', 1.5),
      bucket('\0d', 1),
      null,
      bucket('e', 'one'),
    ];
    const block = decode(meta({ subjects: list }));
    expect(valuesOn(block, '2025-03-31', 'subjects')).to.deep.equal({ a: 2 });
    expect(block.problems.map(({ path }) => path)).to.deep.equal([1, 2, 3, 4, 5, 6].map((i) => `meta.subjects[${i}]`));
    expect(block.tables.find(({ breakdown }) => breakdown === 'subjects')?.incomplete).to.be.true;
  });

  const FAULTS: readonly (readonly [what: string, body: unknown, reason: string, path: string])[] = [
    ['HTML', ' <!doctype html><title>Log in</title>', 'malformed', '$'],
    ['half a body', '{"meta": {"tot', 'malformed', '$'],
    ['nothing', '', 'malformed', '$'],
    ['a list', [], 'malformed', '$'],
    ['a body without counts', { data: [] }, 'malformed', 'meta'],
    ['a total that is a text', meta({}, 'nine'), 'malformed', 'meta.total'],
    ['a negative total', meta({}, -1), 'malformed', 'meta.total'],
    ['an answer without facets', meta(), 'malformed', 'meta'],
    ['a facet that is no list', meta({ languages: { en: 3 } }), 'malformed', 'meta.languages'],
    ['errors', { errors: [{ title: 'One.' }, { title: 'Two.' }] }, 'service', 'errors'],
    ['errors without a text', { errors: null }, 'service', 'errors'],
  ];
  for (const [what, body, reason, path] of FAULTS) {
    it(`reports ${what} as ${reason}`, () => {
      const error = errorOf(() => decode(body));
      expect([error.reason, error.path]).to.deep.equal([reason, path]);
      expect(error.message).to.contain('DataCite');
    });
  }

  it('names the parameter if there are no facets', () =>
    expect(errorOf(() => decode(meta())).message).to.contain('disable-facets=false'));

  it('gives a sound block or a StatsError for any body', () => {
    const facet = fc.oneof(
      fc.anything(),
      fc.array(
        fc.oneof(
          fc.anything(),
          fc.record({ id: fc.string(), title: fc.anything(), count: fc.oneof(fc.nat(), fc.anything()) }),
        ),
      ),
    );
    const names = [
      'resourceTypes',
      'languages',
      'subjects',
      'licenses',
      'funders',
      'affiliations',
      'created',
      'registered',
      'viewCount',
    ];
    const some = fc.record(Object.fromEntries(names.map((name) => [name, facet])), { requiredKeys: [] });
    const bodies = fc.oneof(
      fc.json(),
      fc
        .tuple(fc.nat(), some, fc.anything())
        .map(([total, facets, data]) => JSON.stringify({ data, meta: { ...facets, total } })),
    );
    const survives = (work: () => unknown): unknown => {
      try {
        return work();
      } catch (error) {
        expect(error).to.be.instanceOf(StatsError);
        return undefined;
      }
    };
    fc.assert(
      fc.property(bodies, fc.constantFrom('content-delta', 'content-snapshot'), (text, statistic) => {
        for (const decoder of [decodeParts, decodeTotal]) {
          const block = survives(() => decode(text, { statistic, decoder }));
          if (block) expect(faultInBlock(block, { statistic, year: 2025 })).to.be.undefined;
        }
        const body = JSON.parse(text) as object;
        survives(() => capabilitiesOf(overviewOf(Object(body) as object, true)));
        survives(() => recordsOf(body, VIEWS));
      }),
      { numRuns: runs(300) },
    );
  });
});

describe('totalBefore', () => {
  const years = (...counts: readonly (readonly [number, number])[]) =>
    counts.map(([year, count]) => bucket(String(year), count));
  const before = (total: number, list: object[] | undefined, year: number) =>
    totalBefore(overviewOf(meta({ created: [], ...(list && { registered: list }) }, total), true), 'registered', year);

  it('takes the DOIs of later years off the total', () => {
    const list = years([2025, 3], [2024, 2], [2022, 4]);
    expect([2023, 2024, 2025, 2026, 2010].map((year) => before(9, list, year))).to.deep.equal([4, 4, 6, 9, 0]);
  });
  it('is not known before the first year of a list that is cut', () => {
    const list = years(...Array.from({ length: 10 }, (_, i) => [2025 - i, 1] as const));
    expect([2016, 2015].map((year) => before(30, list, year))).to.deep.equal([20, undefined]);
  });
  it('is not known without a list, or if the list is of more DOIs', () => {
    expect(before(9, undefined, 2025)).to.be.undefined;
    expect(before(9, years([2025, 30]), 2025)).to.be.undefined;
  });
});

describe('bodies of DataCite (need ../shared)', () => {
  const read = async (name: string): Promise<string | undefined> => {
    const response = await fetch(`/shared/services/payloads/datacite/${name}.json`);
    return response.ok ? response.text() : undefined;
  };

  it('reads a month', async function () {
    const text = (await read('dois_month_size0.constructed')) ?? this.skip();
    const block = decode(text);
    expect(valuesOn(block, '2025-03-31')).to.deep.equal({ global: 412 });
    expect(valuesOn(block, '2025-03-31', 'resourceTypes')).to.deep.equal({ dataset: 230, text: 160, software: 22 });
    expect(valuesOn(block, '2025-03-31', 'affiliations')).to.deep.equal({ 'https://ror.org/02catss52': 17 });
    expect(block.problems).to.deep.equal([]);
  });

  for (const name of ['dois_meta_2020', 'dois_client_meta_2021']) {
    it(`reads every list of ${name} with its sum`, async function () {
      const text = (await read(name)) ?? this.skip();
      const { meta: sent } = JSON.parse(text) as { meta: Record<string, readonly { count: number }[]> };
      const block = decode(text);
      expect(block.problems).to.deep.equal([]);
      for (const [breakdown, facet] of [
        ['resourceTypes', 'resourceTypes'],
        ['subjects', 'subjects'],
        ['rights', 'licenses'],
        ['affiliations', 'affiliations'],
      ] as const) {
        const sum = Object.values(valuesOn(block, '2025-03-31', breakdown)).reduce((total, value) => total + value, 0);
        expect(sum, facet).to.equal((sent[facet] ?? []).reduce((total, { count }) => total + count, 0));
      }
      const { total, years } = overviewOf(JSON.parse(text) as object, true);
      expect(total).to.equal(sent['total']);
      for (const field of ['created', 'registered'] as const)
        expect([...(years[field]?.values() ?? [])]).to.deep.equal(sent[field]!.map(({ count }) => count));
    });
  }

  it('computes the totals before years of a repository from its list', async function () {
    const overview = overviewOf(JSON.parse((await read('dois_client_meta_2021')) ?? this.skip()) as object, true);
    expect([2021, 2020, 2011].map((year) => totalBefore(overview, 'registered', year))).to.deep.equal([57, 42, 0]);
  });

  it('reports an answer without facets, and an error', async function () {
    const [bare, missing] = [await read('dois_no_facets_2026.constructed'), await read('error_not_found.constructed')];
    if (bare === undefined || missing === undefined) this.skip();
    expect(errorOf(() => decode(bare)).message).to.contain('disable-facets=false');
    expect(valuesOn(decode(bare, { decoder: decodeTotal }), '2025-03-31')).to.deep.equal({ global: 412 });
    expect(errorOf(() => decode(missing)).message).to.contain("doesn't exist");
  });

  it('reads a record', async function () {
    const { data } = JSON.parse((await read('doi_list_item_2020')) ?? this.skip()) as { data: unknown };
    expect(recordsOf({ data, meta: { total: 1 } }, VIEWS)).to.deep.equal([
      {
        title: 'ALSETLab/sysml.powersystems.framework: Release Linked to Zenodo',
        href: 'https://doi.org/10.5281/zenodo.3596961',
        ...{ value: null, counting: 'dataciteViews' },
      },
    ]);
  });
});
