import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { day } from '../../../test/builders.js';
import { runs } from '../../../test/runs.js';
import { faultInBlock } from '../../data/check-block.js';
import type { Metric } from '../../vocabulary/metrics.js';
import type { Reason } from '../errors.js';
import { StatsError } from '../errors.js';
import { readReport, tableName, type Reading, type Report } from './read-report.js';
import { usageOf } from './usage.js';

const READING: Reading = { counting: 'total', today: day('2026-11-30'), address: 'usage.json' };
const read = (body: unknown, more: Partial<Reading> = {}): Report => readReport(body, { ...READING, ...more });

/** Returns the values of a table by month and part. */
const valuesIn = ({ months }: Report, metric: Metric, breakdown?: string): Record<string, unknown> =>
  Object.fromEntries(
    [...months].map(([month, usage]) => {
      const parts = usage.get(tableName(metric, breakdown));
      const values = Object.fromEntries([...(parts ?? [])].map(([id, { value }]) => [id, value]));
      return [month, breakdown ? values : (values['global'] ?? 0)];
    }),
  );

const failureOf = (body: unknown, more: Partial<Reading> = {}): StatsError => {
  try {
    read(body, more);
  } catch (error) {
    return error as StatsError;
  }
  throw new Error('it was read');
};

type Counts = Readonly<Record<string, unknown>>;

/** Returns a report of Release 5.1, of January to March 2025. */
const report51 = (id: string, items: unknown, header: object = {}): Record<string, unknown> => ({
  Report_Header: {
    ...{ Release: '5.1', Report_ID: id, Created: '2025-06-01T00:00:00Z' },
    Report_Filters: { Begin_Date: '2025-01-01', End_Date: '2025-03-31' },
    ...header,
  },
  ...(items !== undefined && { Report_Items: items }),
});

const performance = (investigations: Counts, requests: Counts = {}, more: object = {}) => ({
  ...{ Data_Type: 'Article', Access_Method: 'Regular', ...more },
  Performance: { Total_Item_Investigations: investigations, Total_Item_Requests: requests },
});

const platform = (...performances: object[]) => [{ Platform: 'P', Attribute_Performance: performances }];

/** Returns a report of Release 5, of January to March 2025. */
const report5 = (performances: [month: string, counts: Counts][], item: object = {}, header: object = {}) => ({
  Report_Header: {
    ...{ Release: '5', Report_ID: 'PR', Created: '2025-06-01T00:00:00Z' },
    Report_Filters: [
      { Name: 'Begin_Date', Value: '2025-01-01' },
      { Name: 'End_Date', Value: '2025-03-31' },
    ],
    ...header,
  },
  Report_Items: [
    {
      ...{ Platform: 'P', Data_Type: 'Journal', Access_Method: 'Regular', ...item },
      Performance: performances.map(([month, counts]) => ({
        Period: { Begin_Date: `${month}-01`, End_Date: `${month}-28` },
        Instance: Object.entries(counts).map(([name, count]) => ({ Metric_Type: name, Count: count })),
      })),
    },
  ],
});

describe('readReport', () => {
  it('reads investigations and requests of Release 5.1 by month', () => {
    const report = read(report51('PR', platform(performance({ '2025-01': 9, '2025-03': 4 }, { '2025-01': 5 }))));
    expect(report.type).to.equal('PR');
    expect(valuesIn(report, 'views')).to.deep.equal({ '2025-01': 9, '2025-02': 0, '2025-03': 4 });
    expect(valuesIn(report, 'downloads')).to.deep.equal({ '2025-01': 5, '2025-02': 0, '2025-03': 0 });
  });

  it('reads those of Release 5', () => {
    const counts = { Total_Item_Investigations: 9, Total_Item_Requests: 5, Searches_Platform: 70 };
    const report = read(
      report5([
        ['2025-01', counts],
        ['2025-03', { Total_Item_Requests: 2 }],
      ]),
    );
    expect(valuesIn(report, 'views')).to.deep.equal({ '2025-01': 9, '2025-02': 0, '2025-03': 0 });
    expect(valuesIn(report, 'downloads')).to.deep.equal({ '2025-01': 5, '2025-02': 0, '2025-03': 2 });
    expect(valuesIn(report, 'views', 'resourceTypes')['2025-01']).to.deep.equal({ 'publication-journal': 9 });
  });

  it('counts each item once in a session if that is asked for', () => {
    const Performance = {
      Total_Item_Requests: { '2025-01': 9 },
      Unique_Item_Requests: { '2025-01': 7 },
      Unique_Title_Requests: { '2025-01': 3 },
    };
    const report = read(report51('PR', platform({ Data_Type: 'Book', Performance })), { counting: 'unique' });
    expect(valuesIn(report, 'downloads')).to.include({ '2025-01': 7 });
  });

  it('leaves usage by text and data mining out', () => {
    for (const Access_Method of ['TDM', 'tdm', ' TDM ']) {
      const mining = performance({ '2025-01': 1000 }, {}, { Access_Method });
      expect(valuesIn(read(report51('PR', platform(performance({ '2025-01': 9 }), mining))), 'views')).to.include({
        '2025-01': 9,
      });
    }
  });

  it('reads types, kinds of access and countries where they are shown', () => {
    const rows = [
      performance({ '2025-01': 9 }, {}, { Access_Type: 'Open', Country_Code: 'de' }),
      performance({ '2025-01': 3 }, {}, { Access_Type: 'Controlled', Country_Code: 'MT' }),
      performance({ '2025-01': 2 }, {}, { Data_Type: 'News_Item', Access_Type: 'Free_To_Read' }),
    ];
    const { months } = read(report51('PR', platform(...rows)));
    const parts = (breakdown: string) =>
      [...months.get('2025-01')!.get(`views ${breakdown}`)!].map(([id, { label, value }]) => [id, label, value]);
    expect(parts('resourceTypes')).to.deep.equal([
      ['publication-article', 'Article', 12],
      ['News_Item', 'News Item', 2],
    ]);
    expect(parts('accessStatuses')).to.deep.equal([
      ['open', '', 9],
      ['restricted', '', 3],
      ['Free_To_Read', 'Free To Read', 2],
    ]);
    expect(parts('countries')).to.deep.equal([
      ['DE', '', 9],
      ['MT', '', 3],
    ]);
  });

  it('reads parts without the blanks around them', () => {
    const rows = [' Dataset', 'dataset ', 'Dataset'].map((Data_Type) =>
      performance({ '2025-01': 2 }, {}, { Data_Type }),
    );
    const report = read(report51('PR', platform(...rows)));
    expect(valuesIn(report, 'views', 'resourceTypes')['2025-01']).to.deep.equal({ dataset: 6 });
  });

  it('reads DR and TR, and IR with and without parents', () => {
    const own = { Attribute_Performance: [performance({ '2025-02': 4 })] };
    for (const [id, items] of [
      ['DR', [{ Database: 'D', ...own }]],
      ['TR', [{ Title: 'T', ...own }]],
      ['TR_J1', [{ Title: 'T', ...own }]],
      ['IR', [{ Title: 'T', Items: [{ Item: 'I', ...own }] }]],
      ['IR', [{ Items: [{ Item: 'I', ...own }] }]],
    ] as const) {
      const report = read(report51(id, items));
      expect([report.type, valuesIn(report, 'views')['2025-02']]).to.deep.equal([id.slice(0, 2), 4]);
    }
  });

  it('reads counts that are sent as text', () => {
    expect(valuesIn(read(report5([['2025-01', { Total_Item_Requests: '12' }]])), 'downloads')).to.include({
      '2025-01': 12,
    });
  });

  it('leaves a month unknown of which a count cannot be read, and names it', () => {
    const report = read(report51('PR', platform(performance({ '2025-01': 9, '2025-02': 'many', '2025-03': -1 }))));
    expect([...report.months.keys()]).to.deep.equal(['2025-01']);
    expect(report.problems[0]).to.deep.equal({
      path: 'usage.json: $.Report_Items[0].Attribute_Performance[0].Performance.Total_Item_Investigations.2025-02',
      found: '"many"',
    });
  });

  describe('metrics that cannot be read', () => {
    const PATH = '$.Report_Items[0].Attribute_Performance[0].Performance';
    const requests = { Total_Item_Requests: { '2025-01': 5 } };

    it('are not counted if anything but months came, and named; others are', () => {
      for (const given of [7, null, 'x', [3]]) {
        const row = { Data_Type: 'Article', Performance: { ...requests, Total_Item_Investigations: given } };
        const report = read(report51('PR', platform(row)));
        expect([...report.metrics]).to.deep.equal(['downloads']);
        expect(valuesIn(report, 'downloads')).to.deep.equal({ '2025-01': 5, '2025-02': 0, '2025-03': 0 });
        expect(report.problems).to.deep.equal([
          { path: `usage.json: ${PATH}.Total_Item_Investigations`, found: JSON.stringify(given) },
        ]);
      }
    });

    it('are read whatever their case is, and with blanks', () => {
      const Performance = { total_item_requests: { '2025-01': 5 }, 'Total_Item_Investigations ': { '2025-01': 8 } };
      const report = read(report51('PR', platform({ Data_Type: 'Article', Performance })));
      expect([valuesIn(report, 'downloads')['2025-01'], valuesIn(report, 'views')['2025-01']]).to.deep.equal([5, 8]);
    });

    it('refuse a report of Release 5 without its list of counts', () => {
      const instance = { Metric_Type: 'Total_Item_Requests', Count: 5 };
      for (const [given, path] of [
        [{ Instance: instance }, 'Instance'],
        [{ Instances: [instance] }, 'Instance'],
        [{ Instance: [7] }, 'Instance[0]'],
      ] as const) {
        const Period = { Begin_Date: '2025-01-01', End_Date: '2025-01-31' };
        const error = failureOf({ ...report5([]), Report_Items: [{ Performance: [{ Period, ...given }] }] });
        expect(error).to.include({ reason: 'malformed', path: `$.Report_Items[0].Performance[0].${path}` });
      }
    });
  });

  it('knows what a standard view counts from what it has; a master report counts everything', () => {
    const items = platform({ Performance: { Total_Item_Requests: { '2025-01': 1 } } });
    expect([...read(report51('PR_P1', items)).metrics]).to.deep.equal(['downloads']);
    const filters = {
      Report_Filters: { Begin_Date: '2025-01', End_Date: '2025-03', Metric_Type: ['Total_Item_Requests'] },
    };
    expect([...read(report51('PR', items, filters)).metrics]).to.deep.equal(['downloads']);
    expect([...read(report51('PR', items)).metrics]).to.deep.equal(['views', 'downloads']);
  });

  describe('months', () => {
    const items = platform(performance({ '2025-01': 9, '2025-02': 3 }));
    const monthsOf = (header: object, given: unknown = items): string =>
      [...read(report51('PR', given, header)).months.keys()].map((month) => month.slice(5)).join(' ');
    const rows: [what: string, header: object, months: string, items?: unknown][] = [
      ['counts all months of the report', {}, '01 02 03'],
      ['counts zeros if there was no usage', { Exceptions: [{ Code: 3030, Message: 'No Usage' }] }, '01 02 03', []],
      ['does not know months that are named as not ready', { Exceptions: [{ Code: 3031, Data: '2025-03' }] }, '01 02'],
      ['reads several named months', { Exceptions: [{ Code: '3031', Data: '2025-02-01|2025-03-01' }] }, '01'],
      ['reads a list of months', { Exceptions: [{ Code: 3031, Data: ['2025-02', '2025-03'] }] }, '01'],
      [
        'does not know months without usage at the end if a sentence says that some are not ready',
        { Exceptions: [{ Code: 3031, Data: 'Requested 2025-01 to 2025-03' }] },
        '01 02',
      ],
      ['does not know any if none is ready', { Exceptions: [{ Code: 3031 }] }, '', []],
      [
        'does not know months at the beginning that are no longer available',
        { Exceptions: [{ Code: 3032 }] },
        '02 03',
        platform(performance({ '2025-02': 3 })),
      ],
      ['does not know any if all are no longer available', { Exceptions: [{ Code: 3032 }] }, '', []],
      [
        'does not know months without usage of partial data',
        { Exceptions: { Code: 3040, Message: 'Partial' } },
        '01 02',
      ],
      [
        'ignores remarks on parameters',
        { Exceptions: [{ Code: 3050 }, { Code: 3062 }, { Code: 1 }, { Message: 'x' }, 7] },
        '01 02 03',
      ],
      ['does not know a month that was not over', { Created: '2025-03-31T23:00:00Z' }, '01 02'],
      [
        'does not know a month after today if the report does not tell when it was made',
        { Created: null, Report_Filters: { Begin_Date: '2026-10', End_Date: '2026-12' } },
        '10',
      ],
      [
        'does not know months of which the report has some days only',
        { Report_Filters: { Begin_Date: '2025-01-15', End_Date: '2025-03-14' } },
        '02',
      ],
      ['reads months without days', { Report_Filters: { Begin_Date: '2025-02', End_Date: '2025-02' } }, '02'],
      ['takes the months that it has if it does not tell its own', { Report_Filters: {} }, '01 02'],
    ];
    for (const [what, header, months, given] of rows) it(what, () => expect(monthsOf(header, given)).to.equal(months));

    it('names partial data, so that the numbers are not final', () => {
      const { problems } = read(report51('PR', items, { Exceptions: [{ Code: 3040, Message: 'Partial' }] }));
      expect(problems).to.deep.equal([{ path: 'usage.json: Exceptions', found: '3040 Partial' }]);
    });

    it('reads a remark in place of a report as one on the months that were asked for', () => {
      const asked = ['2025-01', '2025-02'] as const;
      expect([...read({ Code: 3030, Message: 'No usage' }, { asked }).months.keys()]).to.deep.equal(asked);
      expect([...read({ Code: 3031, Message: 'Not ready' }, { asked }).months.keys()]).to.deep.equal([]);
      expect([...read([{ Code: 3030, Message: 'No usage' }], { asked }).months.keys()]).to.deep.equal(asked);
    });
  });

  describe('items', () => {
    const item = (title: string, id: unknown, ...performances: object[]) => ({
      Item: title,
      Item_ID: id,
      Attribute_Performance: performances,
    });
    const itemsIn = (items: unknown, header: object = {}) =>
      [...read(report51('IR', items, header)).items].map(([id, { title, href, values }]) => [
        id,
        title,
        href,
        Object.fromEntries(values),
      ]);

    it('reads the items of an IR report with their address', () => {
      const values = performance({ '2025-01': 4, '2025-02': 1 }, { '2025-01': 2 });
      expect(
        itemsIn([{ Items: [item('A title', { DOI: '10.9999/a', URI: 'https://repo.example/a' }, values)] }]),
      ).to.deep.equal([
        [
          '10.9999/a',
          'A title',
          'https://repo.example/a',
          { 'views 2025-01': 4, 'views 2025-02': 1, 'downloads 2025-01': 2 },
        ],
      ]);
    });

    it('adds the performances of an item up', () => {
      const values = [performance({ '2025-01': 4 }), performance({ '2025-01': 3 }, {}, { Access_Type: 'Open' })];
      expect(itemsIn([item('A', { DOI: '10.9999/a' }, ...values)])).to.deep.equal([
        ['10.9999/a', 'A', 'https://doi.org/10.9999/a', { 'views 2025-01': 7 }],
      ]);
    });

    it('reads identifiers of Release 5, and names items without a title by them', () => {
      const ids = [
        { Type: 'Proprietary', Value: 'P:1' },
        { Type: 'URI', Value: 'javascript:alert(1)' },
      ];
      expect(itemsIn([item('', ids, performance({ '2025-01': 4 }))])).to.deep.equal([
        ['javascript:alert(1)', 'javascript:alert(1)', undefined, { 'views 2025-01': 4 }],
      ]);
    });

    it('reads totals of several months for the ranking, but not as months', () => {
      for (const [months, header] of [
        [{ Total: 40 }, {}],
        [{ '2025-01': 40 }, { Report_Attributes: { Granularity: 'Total' } }],
        [{ '2025-01': 40 }, { Report_Attributes: [{ Name: 'granularity', Value: 'Totals' }] }],
      ] as const) {
        const report = read(report51('IR', [item('A', { DOI: '10.9999/a' }, performance(months))], header));
        expect([...report.months.keys()]).to.deep.equal([]);
        expect(Object.fromEntries(report.items.get('10.9999/a')!.values)).to.deep.equal({ 'views ': 40 });
      }
    });
  });

  describe('refusals', () => {
    const rows: [what: string, body: unknown, reason: Reason, words: string][] = [
      ['a report that is queued', { Code: 1011, Message: 'Report Queued for Processing' }, 'service', 'Queued'],
      ['a service that is busy', { Code: 1010, Message: 'Service Busy' }, 'service', '1010'],
      [
        'too many requests',
        { Code: 1020, Message: 'Too many requests', Data: '100 per day' },
        'rate-limit',
        '100 per day',
      ],
      ['missing parameters', { Code: 1030, Message: 'Insufficient Information' }, 'service', 'Insufficient'],
      ['a missing key', { Code: 2020, Message: 'APIKey Invalid' }, 'auth', 'APIKey'],
      ['a customer without permission', [{ Code: 2010, Message: 'Not authorized' }], 'auth', '2010'],
      [
        'no global report',
        report51('PR', [], { Exceptions: [{ Code: 2011, Message: 'Global reports not supported' }] }),
        'auth',
        'Global',
      ],
      ['wrong dates', { Exception: { Code: '3020', Message: 'Invalid Date Arguments' } }, 'service', '3020'],
      [
        'an error beside an empty report',
        { ...report51('PR', []), Exceptions: [{ Code: 1000, Message: 'Not available' }] },
        'service',
        '1000',
      ],
      [
        'totals of several months',
        report51('PR', platform(performance({ Total: 7 }))),
        'malformed',
        'granularity=Month',
      ],
      [
        'a period of several months',
        {
          ...report5([]),
          Report_Items: [
            {
              Performance: [
                {
                  Period: { Begin_Date: '2025-01-01', End_Date: '2025-03-31' },
                  Instance: [{ Metric_Type: 'Total_Item_Requests', Count: 4 }],
                },
              ],
            },
          ],
        },
        'malformed',
        'month',
      ],
      ['a report of another type', report51('RD1', []), 'malformed', 'Report_ID'],
      ['a report without a type', { Report_Header: {}, Report_Items: [] }, 'malformed', 'COUNTER'],
      ['a report without items', report51('PR', undefined), 'malformed', 'Report_Items'],
      ['a report of Make Data Count', { 'report-header': {}, 'report-datasets': [] }, 'malformed', 'COUNTER'],
      ['an answer of another service', { hits: { hits: [] } }, 'malformed', 'COUNTER'],
      ['an item without usage', report51('PR', [{ Platform: 'P' }]), 'malformed', 'Report_Items[0].Performance'],
      ['an item that is no object', report51('IR', [{ Items: [3] }]), 'malformed', 'Items[0]'],
      [
        'a year that nobody counted',
        report51('PR', [], { Report_Filters: { Begin_Date: '0001-01', End_Date: '2025-01' } }),
        'malformed',
        'Report_Filters',
      ],
    ];
    for (const [what, body, reason, words] of rows)
      it(`reports ${what}`, () => {
        const error = failureOf(body);
        expect(error).to.be.instanceOf(StatsError);
        expect(error.reason).to.equal(reason);
        expect(error.message).to.include(words);
      });

    it('reports any other code in place of a report, of COUNTER or not: only "no usage" means 0', () => {
      for (const code of [0, 404, 500, 3050, 3060])
        for (const body of [
          { Code: code, Message: 'Not found' },
          { Exceptions: [{ Code: code, Message: 'Not found' }] },
          report51('PR', undefined, { Exceptions: [{ Code: code, Message: 'Not found' }] }),
          report51('PR', [], { Exceptions: [{ Code: code, Message: 'Not found' }] }),
        ]) {
          const error = failureOf(body, { asked: ['2025-01', '2025-03'] });
          expect(error.reason).to.equal('service');
          expect(error.message).to.include(`COUNTER ${code}: Not found`);
        }
    });

    it('tells that a queued report may be there later', () => {
      for (const [code, canRetry] of [
        [1011, ''],
        [1000, ''],
        [2000, undefined],
        [3020, undefined],
      ] as const)
        expect(failureOf({ Code: code, Message: 'x' }).retryAfter).to.equal(canRetry);
    });

    it('throws nothing but a StatsError, whatever it is given, and makes sound blocks', () => {
      const month = fc.constantFrom('2025-01', '2025-02', '2025-13', 'Total', '__proto__', '');
      const count = fc.oneof(fc.nat(), fc.constantFrom('7', 'x', -1, 1.5, null, {}));
      const counts = fc.dictionary(
        fc.constantFrom('Total_Item_Requests', 'Total_Item_Investigations', 'constructor'),
        fc.oneof(fc.dictionary(month, count), fc.jsonValue()),
      );
      const attribute = fc.oneof(fc.constantFrom('Article', '__proto__', '\0', 'TDM', 'toString'), fc.jsonValue());
      const row = fc.record(
        {
          Data_Type: attribute,
          Access_Type: attribute,
          Country_Code: attribute,
          Access_Method: attribute,
          Performance: fc.oneof(counts, fc.jsonValue()),
        },
        { requiredKeys: [] },
      );
      const ids = fc.oneof(
        fc.record({ DOI: fc.jsonValue(), URI: fc.jsonValue() }),
        fc.array(fc.record({ Type: fc.constantFrom('DOI', 'URI'), Value: fc.jsonValue() })),
        fc.jsonValue(),
      );
      const item = fc.record(
        { Item: fc.jsonValue(), Item_ID: ids, Attribute_Performance: fc.oneof(fc.array(row), fc.jsonValue()) },
        { requiredKeys: [] },
      );
      const date = fc.oneof(fc.constantFrom('2025-01-01', '2025-03', '2024-12-31', '9999-12'), fc.jsonValue());
      const header = fc.record(
        {
          Report_ID: fc.oneof(fc.constantFrom('PR', 'IR', 'tr', 'DR'), fc.jsonValue()),
          Created: date,
          Report_Filters: fc.oneof(
            fc.record({ Begin_Date: date, End_Date: date }),
            fc.array(fc.record({ Name: fc.jsonValue(), Value: date })),
            fc.jsonValue(),
          ),
          Exceptions: fc.oneof(
            fc.array(fc.record({ Code: fc.constantFrom(3030, 3031, 3032, 3040), Data: fc.jsonValue() })),
            fc.jsonValue(),
          ),
        },
        { requiredKeys: [] },
      );
      const items = fc.oneof(
        fc.array(fc.oneof(item, fc.record({ Items: fc.array(item) }), fc.jsonValue())),
        fc.jsonValue(),
      );
      const body = fc.oneof(
        fc.record({ Report_Header: fc.oneof(header, fc.jsonValue()), Report_Items: items }, { requiredKeys: [] }),
        fc.jsonValue(),
      );
      fc.assert(
        fc.property(body, (given) => {
          try {
            // As JSON arrives, with names such as __proto__.
            const usage = usageOf([read(JSON.parse(JSON.stringify(given)))], 'total', 0);
            for (const statistic of ['usage-delta', 'usage-snapshot'] as const)
              expect(faultInBlock(usage.block(statistic, 2025), { statistic, year: 2025 })).to.equal(undefined);
            usage.ranking('mostviewed', 5);
          } catch (error) {
            if (!(error instanceof StatsError)) throw error;
          }
        }),
        { numRuns: runs(300) },
      );
    });
  });

  describe('genuine bodies', () => {
    const payload = async (context: Mocha.Context, name: string): Promise<unknown> => {
      const response = await fetch(`/shared/services/payloads/counter/${name}.json`);
      if (!response.ok) context.skip();
      return response.json();
    };

    it('reads PR of Release 5.1, without mining', async function () {
      const report = read(await payload(this, 'pr_r51'));
      expect(report.months).to.have.property('size', 12);
      expect(valuesIn(report, 'downloads')['2022-01']).to.equal(877 + 767);
      expect(valuesIn(report, 'downloads', 'resourceTypes')['2022-01']).to.deep.equal({
        'publication-article': 877,
        video: 767,
      });
      const unique = read(await payload(this, 'pr_r51'), { counting: 'unique' });
      expect(valuesIn(unique, 'downloads')['2022-01']).to.equal(658 + 575);
    });

    it('reads PR of Release 5, without searches', async function () {
      const report = read(await payload(this, 'pr_r5'));
      expect(valuesIn(report, 'views')).to.deep.equal({ '2016-01': 18975, '2016-02': 15626, '2016-03': 18234 });
      expect(valuesIn(report, 'downloads')['2016-01']).to.equal(2300);
    });

    it('reads DR, TR and IR', async function () {
      for (const name of ['dr_r51', 'tr_r51', 'ir_r51'])
        expect(valuesIn(read(await payload(this, name)), 'views')['2022-01'], name).to.equal(1104);
      expect([...read(await payload(this, 'ir_r51')).items.values()][0]).to.deep.include({
        title: 'Item 3',
        href: 'https://doi.org/10.9999/xxxxi03',
      });
    });

    it('reads exceptions', async function () {
      const late = read(await payload(this, 'exception_3031_in_header.constructed'));
      expect(valuesIn(late, 'views')).to.deep.equal({ '2026-10': 12 });
      expect(failureOf(await payload(this, 'error_1020_http429.constructed')).reason).to.equal('rate-limit');
    });
  });
});
