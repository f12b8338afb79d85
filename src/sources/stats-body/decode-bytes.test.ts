import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { day } from '../../../test/builders.js';
import type { Table, YearBlock } from '../../data/year-block.js';
import { BREAKDOWN_NAMES } from '../../vocabulary/breakdowns.js';
import { STATISTICS, type Area, type Statistic } from '../../vocabulary/terms.js';
import { StatsError } from '../errors.js';
import { decodeAnswer } from './decode.js';
import { METRIC_KEYS, breakdownKeys } from './keys.js';
import { STATISTIC_KEYS } from './statistic-keys.js';
import { decodeBytes, extractPoints, packColumns } from './decode-bytes.js';

const FETCHED = 1_750_000_000_000;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The result of decoding in a form that compares quickly, with the points of a column in place of the column. */
function outcome(decoding: () => YearBlock): unknown {
  try {
    const { tables, ...block } = decoding();
    const points = (column: Float64Array): unknown[] => [
      column.length,
      ...[...column.entries()].filter(([, value]) => !Number.isNaN(value)),
    ];
    return { ...block, tables: tables.map((table) => ({ ...table, columns: table.columns.map(points) })) };
  } catch (error) {
    if (!(error instanceof StatsError)) throw error;
    return { reason: error.reason, message: error.message, path: error.path };
  }
}

/** The ordinary decoder: text, JSON, walk. */
function ordinary(bytes: Uint8Array, statistic: Statistic, year: number): YearBlock {
  const text = new TextDecoder().decode(bytes);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    throw new StatsError('malformed', (error as Error).message, { path: '$' });
  }
  return decodeAnswer(body, statistic, year, FETCHED);
}

function isOfOtherForm(text: string, statistic: Statistic): boolean {
  try {
    decodeAnswer(JSON.parse(text), statistic, 2025, FETCHED);
    return false;
  } catch (error) {
    return (error as Error).message.startsWith('no statistic at');
  }
}

function expectSame(sent: string | Uint8Array, statistic: Statistic = 'content-delta', year = 2025): void {
  const bytes = typeof sent === 'string' ? bytesOf(sent) : sent;
  expect(outcome(() => decodeBytes(bytes, statistic, year, FETCHED))).to.deep.equal(
    outcome(() => ordinary(bytes, statistic, year)),
  );
}

const decode = (text: string, year = 2025): YearBlock => decodeBytes(bytesOf(text), 'content-delta', year, FETCHED);
/** A body whose global records are these series. */
const records = (...series: string[]): string => `{"record-delta-category":{"global":{"records":[${series.join()}]}}}`;
/** A body whose records by resource type are these series. */
const byType = (...series: string[]): string => records(...series).replace('"global":', '"resourceTypes":');
const series = (data: string, rest = ',"type":"bar","valueType":"number","year":2025'): string =>
  `{"id":"global","name":"Global","data":${data}${rest}}`;
/** The points of the first column, by slot. */
const pointsOf = ({ tables }: YearBlock): Record<number, number> =>
  Object.fromEntries([...(tables[0]?.columns[0] ?? []).entries()].filter(([, value]) => !Number.isNaN(value)));

const AT = 'record-delta-category.global.records';

describe('extractPoints', () => {
  const extract = (text: string) => extractPoints(bytesOf(text));

  it('removes the points from the text and leaves the index of their list', () => {
    const text = '{"a":[{"id":"x","data":[["01-02",5],["12-31",-70]],"year":2025},{"data":[]},{"data":[["02-30",0]]}]}';
    const found = extract(text)!;
    expect(found.text).to.equal('{"a":[{"id":"x","data":0 ,"year":2025},{"data":1 },{"data":2 }]}');
    expect(found.lists.ends).to.deep.equal([2, 2, 3]);
    expect([...found.lists.days.slice(0, 3)]).to.deep.equal([102, 1231, 230]);
    expect([...found.lists.values.slice(0, 3)]).to.deep.equal([5, -70, 0]);
  });

  for (const value of ['0', '-0', '7', '-7', '59117831', '59117831.0', '-0.0', '1234567890', '9007199254740991']) {
    it(`reads the value ${value}`, () => {
      const { ends, values } = extract(`{"data":[["01-02",${value}]]}`)!.lists;
      expect(ends).to.deep.equal([1]);
      expect(values[0]).to.equal(JSON.parse(value));
    });
  }

  it('reads every whole number as JSON.parse does', () => {
    const wholes = fc.oneof(fc.maxSafeInteger(), fc.integer(), fc.nat(99)).map((value) => String(value));
    fc.assert(
      fc.property(wholes, (value) => {
        expect(extract(`{"data":[["01-02",${value}]]}`)!.lists.values[0]).to.equal(JSON.parse(value));
      }),
    );
  });

  const left = [
    ...['007', '-', '', '+5', '5.', '5.5', '5.00', '.5', '5e3', '9007199254740992', '"5"', 'null', '5 ', ' 5'].map(
      (value) => `[["01-02",${value}]]`,
    ),
    ...['2025-01-02', '1-02', '01/02', '0:-02', '1/-02', '01-0:', '01-/2', '13-01', '01\\u002d02', 'é-02'].map(
      (date) => `[["${date}",5]]`,
    ),
    ...['[5]', '[null]', '[[]]', '[["01-02"]]', '[["01-02",5,6]]', '[{"value":["01-02",5]}]', '[ ["01-02",5]]'],
    ...[
      '[["01-02",5],]',
      '[["01-02",5] ]',
      '[["01-02",5]',
      '[["01-02",5',
      '[["01-02"',
      '[',
      '[["01-02",5]["01-03",6]]',
    ],
  ];
  for (const list of left) {
    it(`leaves the list ${list} in the text`, () => {
      const text = `{"data":[["01-01",1]],"b":{"data":${list}}}`;
      expect(extract(text)!.text).to.equal(text.replace('[["01-01",1]]', '0 '));
    });
  }

  it('stores no points of a list that stays in the text', () => {
    const { ends, days } = extract('[{"data":[["01-02",5],["01-03",5.5]]},{"data":[["01-04",7]]}]')!.lists;
    expect([ends, days[0]]).to.deep.equal([[1], 104]);
  });

  it('has room for all points of a body', () => {
    const points = Array.from({ length: 500 }, () => '["01-01",7]');
    expect(extract(`{"data":[${points.join()}]}`)!.lists.values.lastIndexOf(7)).to.equal(499);
  });

  it('leaves lists of other keys in the text', () => {
    for (const key of ['dataset', 'date', 'dat', 'Data', ''])
      expect(extract(`{"${key}":[["01-02",5]]}`)!.text).to.equal(`{"${key}":[["01-02",5]]}`);
  });

  it('returns undefined if a number of the body could be mistaken for an index', () => {
    const rows = [
      '"data":0',
      '"\\u0069d":[["01-02",5]]',
      '"data": [["01-02",5]]',
      '"data" :0',
      '"d\\u0061ta":0',
      '"d\\u0061ta" :0',
      '"data":"x',
    ];
    for (const row of rows) expect(extract(`{${row}}`), row).to.equal(undefined);
  });

  it('does not mistake the text "data", or a text with escapes, for a key', () => {
    for (const text of ['["data",5]', '["data"]', '{"id":"data"}', '["\\"data\\":[",5]', '{"id":"\\u0041"}'])
      expect(extract(text)!.text).to.equal(text);
  });
});

describe('decodeBytes', () => {
  it('decodes the bytes to the same block as decodeAnswer the body', () => {
    const block = decode(records(series('[["01-02",5],["12-31",7.0]]')));
    expect(outcome(() => block)).to.deep.equal({
      ...{ year: 2025, statistic: 'content-delta', problems: [], fetchedAt: FETCHED },
      tables: [
        { metric: 'records', key: 'records', ids: ['global'], labels: ['Global'], columns: [[365, [1, 5], [364, 7]]] },
      ],
    });
  });

  it('passes no point to JSON.parse, not even of unknown metrics', () => {
    const { parse } = JSON;
    const texts: string[] = [];
    const body = records(series('[["01-02",-5],["01-03",6.0]]')).replace(
      '"records"',
      '"colours":[{"data":[["01-02",5]]}],"records"',
    );
    JSON.parse = (text: string): unknown => {
      texts.push(text);
      return parse(text) as unknown;
    };
    try {
      expect(pointsOf(decode(body))).to.deep.equal({ 1: -5, 2: 6 });
    } finally {
      JSON.parse = parse;
    }
    expect(texts).to.have.length(1);
    expect(texts[0]).not.to.include('01-0');
  });

  it('leaves the bytes as they are, also as a part of a larger buffer', () => {
    const text = records(series('[["01-02",5]]'));
    const buffer = bytesOf(`xx${text}]]]]`);
    const bytes = buffer.subarray(2, 2 + text.length);
    expect(pointsOf(decodeBytes(bytes, 'content-delta', 2025, 0))).to.deep.equal({ 1: 5 });
    expect(buffer).to.deep.equal(bytesOf(`xx${text}]]]]`));
  });

  for (const [what, data] of [
    ['read from bytes', '[["01-02",5]]'],
    ['read by the ordinary decoder', '[["01-02",5],["01-03",null]]'],
  ] as const) {
    it(`returns columns of a body ${what} as views on one buffer without other content`, () => {
      const parts = series(data).replace('"global"', '"b"');
      const { tables } = decode(records(series(data), parts).replace('"global":', '"resourceTypes":'));
      const columns = tables.flatMap((table) => table.columns);
      expect(columns.map(({ byteOffset, length }) => [byteOffset, length])).to.deep.equal([
        [0, 365],
        [365 * 8, 365],
      ]);
      expect(new Set(columns.map(({ buffer }) => buffer)).size).to.equal(1);
      expect(columns[0]!.buffer.byteLength).to.equal(2 * 365 * 8);
    });
  }

  describe('years', () => {
    it('reads 29 February of a leap year and reports it in another year', () => {
      const leap = decode(records(series('[["02-29",5],["12-31",6]]', ',"year":2024')), 2024);
      expect(pointsOf(leap)).to.deep.equal({ 59: 5, 365: 6 });
      expect(decode(records(series('[["02-28",4],["02-29",5]]'))).problems).to.deep.equal([
        { path: `${AT}[0].data[1][0]`, found: '"02-29"' },
      ]);
    });

    it('uses the year after the points, or the requested year if there is none', () => {
      expect(pointsOf(decode(records(series('[["01-02",5]]', ',"year":2025'))))).to.deep.equal({ 1: 5 });
      expect(pointsOf(decode(records(series('[["01-02",5]]', ''))))).to.deep.equal({ 1: 5 });
    });

    it('reports a series of another year by its year and keeps the table without it', () => {
      const { tables, problems } = decode(records(series('[["01-02",5]]', ',"year":2024')));
      expect(tables.map(({ metric, ids }) => [metric, ids])).to.deep.equal([['records', []]]);
      expect(problems).to.deep.equal([{ path: `${AT}[0].year`, found: '2024' }]);
    });

    it('reports full dates of another year by their path', () => {
      const { problems } = decode(records(series('[["2024-01-02",5],["2025-01-02",6]]')));
      expect(problems).to.deep.equal([{ path: `${AT}[0].data[0][0]`, found: '"2024-01-02"' }]);
    });

    for (const year of ['2024', '2025', '2025.0', '2025.5', '25', '1e15', '-1', '"2024"', 'null']) {
      it(`decodes the year ${year} like the ordinary decoder`, () => {
        for (const data of ['[]', '[["01-02",5]]', '[["01-02",5],["02-29",6]]'])
          expectSame(records(series(data, `,"year":${year}`)));
      });
    }
  });

  describe('problems', () => {
    const rows: [what: string, body: string, path: string, found: string][] = [
      ['a fraction of a count', records(series('[["01-02",5],["01-03",6.5]]')), `${AT}[0].data[1][1]`, '6.5'],
      [
        'a series that is not called global',
        records('{"id":"all","data":[["01-02",5]]}', series('[["01-02",5]]')),
        `${AT}[0].id`,
        '"all"',
      ],
      ['a day of no year', records(series('[["02-30",5]]')), `${AT}[0].data[0][0]`, '"02-30"'],
      ['an invalid digit', records(series('[["01-02",5],["0:-05",5]]')), `${AT}[0].data[1][0]`, '"0:-05"'],
      ['a text in place of a number', records(series('[["01-02",5],["01-03","6"]]')), `${AT}[0].data[1][1]`, '"6"'],
      ['points in an id', records('{"id":{"data":[["01-02",5]]}}'), `${AT}[0].id`, '{"data":[["01-02",5]]}'],
      [
        'points in place of series',
        '{"record-delta-category":{"global":{"records":{"data":[["01-02",5]]}}}}',
        AT,
        '{"data":[["01-02",5]]}',
      ],
      ['a number in place of points', records(series('[["01-02",5]]'), series('0')), `${AT}[1].data`, '0'],
      [
        'a number in place of points under a key with an escape',
        records(series('[["01-02",5]]'), '{"id":"global","d\\u0061ta":0}'),
        `${AT}[1].data`,
        '0',
      ],
      ['the later value of a duplicate key', records(series('[["01-02",5]]', ',"data":0')), `${AT}[0].data`, '0'],
    ];
    for (const [what, body, path, found] of rows) {
      it(`reports ${what} like the ordinary decoder`, () => {
        expect(decode(body).problems).to.deep.equal([{ path, found }]);
        expectSame(body);
      });
    }

    it('reports a fraction of a part and marks its day as unknown', () => {
      const body = byType(series('[["01-02",5],["01-03",0.5]]'));
      const { tables, problems } = decode(body);
      expect(problems.map(({ found }) => found)).to.deep.equal(['0.5']);
      expect(tables[0]!.unknown).to.deep.equal([day('2025-01-03')]);
      expectSame(body);
    });

    it('reports a negative value where none is possible', () => {
      const text = '{"usage-delta-category":{"global":{"views":[{"id":"global","data":[["01-02",-5]]}]}}}';
      expect(decodeBytes(bytesOf(text), 'usage-delta', 2025, 0).problems).to.deep.equal([
        { path: 'usage-delta-category.global.views[0].data[0][1]', found: '-5' },
      ]);
      expectSame(text.replace('usage-delta', 'usage-snapshot'), 'usage-snapshot');
    });
  });

  describe('duplicate days', () => {
    const twice = (first: number, second: number): string[] => [
      records(series(`[["01-02",${first}],["01-02",${second}]]`)),
      records(series(`[["01-02",${first}]]`), series(`[["01-02",${second}]]`)),
    ];

    it('counts a duplicate day once if both values are the same, without a problem', () => {
      for (const body of twice(5, 5)) {
        const block = decode(body);
        expect(pointsOf(block)).to.deep.equal({ 1: 5 });
        expect(block.problems).to.deep.equal([]);
        expect(block).not.to.have.property('conflicts');
        expectSame(body);
      }
    });

    it('uses the later of two different values of a day and reports a conflict', () => {
      for (const body of twice(5, 6)) {
        const block = decode(body);
        expect(pointsOf(block)).to.deep.equal({ 1: 6 });
        expect(block.problems).to.deep.equal([]);
        expect(block.conflicts).to.deep.equal([{ metric: 'records', days: [day('2025-01-02')] }]);
        expectSame(body);
      }
    });

    it('reports a conflict of the breakdown for a duplicate day of a part', () => {
      const body = byType(series('[["01-02",5],["01-03",1],["01-02",6]]'));
      expect(decode(body).conflicts).to.deep.equal([
        { metric: 'records', breakdown: 'resourceTypes', days: [day('2025-01-02')] },
      ]);
      expectSame(body);
    });
  });

  describe('texts', () => {
    const texts = [
      '"data":[["01-02",9]]',
      '","data":[["01-02",9]],"x":"',
      '\\',
      '\\"',
      'data',
      'Ümläut 字 🎈',
      '\0x',
      '[',
    ];
    for (const text of texts) {
      it(`accepts ${JSON.stringify(text)} as an id, a name and a language`, () => {
        const quoted = JSON.stringify(text);
        const ascii = quoted.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
        for (const word of [quoted, ascii]) {
          const body = byType(
            `{"id":"a","name":${word},"data":[["01-02",5]]}`,
            `{"id":"b","name":{${word}:${word},"data":"Daten"},"data":[["01-03",6]]}`,
            `{"data":[["01-04",7]],"id":${word}}`,
          );
          const { labels } = decode(body).tables[0]!;
          expect(labels.slice(0, 2)).to.deep.equal([text, { [text]: text, data: 'Daten' }]);
          expectSame(body);
        }
      });
    }
  });

  describe('invalid answers', () => {
    const errorOf = (text: string): unknown => outcome(() => decode(text));

    it('W2: throws an error with HTTP 200 as a failure of the service, with its exact message', () => {
      expect(errorOf('{"error":{"data":[["01-02",5]]}}')).to.deep.equal({
        reason: 'service',
        message: '{"data":[["01-02",5]]}',
        path: 'error',
      });
    });

    it('throws a body that is not JSON as malformed, with its address in the message', () => {
      for (const text of ['', ' ', '<!DOCTYPE html>\n<p>', '{', records(series('[["01-02",5]]')).slice(0, -1)]) {
        expect(errorOf(text), text).to.include({ reason: 'malformed', path: '$' });
        expectSame(text);
      }
      const bytes = bytesOf('<!DOCTYPE html>');
      expect(() => decodeBytes(bytes, 'content-delta', 2025, 0, 'https://x/2025.json: ')).to.throw(
        StatsError,
        /^https:\/\/x\/2025\.json: .*token/,
      );
    });

    it('throws on text between a list and the next comma', () => {
      for (const behind of ['7', '.5', 'e5', '\u{feff}', '[]'])
        expect(errorOf(records(series(`[["01-02",5]]${behind}`))), behind).to.include({
          reason: 'malformed',
          path: '$',
        });
    });

    it('throws the same error as the ordinary decoder for a body of another kind', () => {
      for (const text of [
        'null',
        '[]',
        '5',
        '"data"',
        '{}',
        '[["01-02",5]]',
        '{"record-delta-category":[]}',
        '{"data":[]}',
      ])
        expectSame(text);
    });

    it('accepts a byte order mark before the body only', () => {
      const body = records(series('[["01-02",5]]'));
      expect(pointsOf(decode(`\u{feff}${body}`))).to.deep.equal({ 1: 5 });
      expectSame(`\u{feff}\u{feff}${body}`);
    });
  });
});

describe('decodeBytes and the ordinary decoder', () => {
  const quoted = JSON.stringify;
  const STATS = fc.constantFrom(...STATISTICS);
  const SUBCOUNTS = BREAKDOWN_NAMES.flatMap((name) => [
    name,
    ...(['views', 'downloads'] as const).map((metric) => breakdownKeys(name, metric, 'usage-snapshot')[0]!),
  ]);

  const texts = fc.oneof(
    fc.constantFrom('global', 'book', 'None', 'data', '"data":[["01-02",5]]', '\\', 'Bücher', '__proto__'),
    fc.string({ unit: 'binary' }),
  );
  const junk = fc.oneof(
    fc.constantFrom('0', '1', 'null', '[]', '{}', '"data"', '{"data":[["01-02",5]]}', '[{"data":[]}]', '[["01-02",5]]'),
    fc.json({ maxDepth: 2 }),
  );
  const two = (value: number): string => String(value).padStart(2, '0');

  /** Texts of bodies; the higher `odd`, the more invalid content. */
  const bodies = (odd: number): fc.Arbitrary<{ text: string; statistic: Statistic }> => {
    const or = <T>(usual: fc.Arbitrary<T>, ...others: fc.Arbitrary<T>[]): fc.Arbitrary<T> =>
      fc.oneof({ weight: 300, arbitrary: usual }, ...others.map((arbitrary) => ({ weight: odd, arbitrary })));
    const few = { minLength: 1, maxLength: 3 };
    const gap = or(fc.constant(''), fc.constantFrom(' ', '\n\t'));
    const spaced = (item: fc.Arbitrary<string>) => fc.tuple(gap, item, gap).map((parts) => parts.join(''));
    const listOf = (item: fc.Arbitrary<string>, lengths: fc.ArrayConstraints) =>
      fc.array(spaced(item), lengths).map((items) => `[${items.join()}]`);
    const entry = (key: fc.Arbitrary<string>, value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
      fc.tuple(spaced(key.map(quoted)), spaced(value)).map((parts) => parts.join(':'));
    const field = (key: string, value: fc.Arbitrary<string>): fc.Arbitrary<string> => entry(fc.constant(key), value);
    /** Keys may occur twice. */
    const objectOf = (entries: fc.Arbitrary<string>) => fc.array(entries, few).map((items) => `{${items.join()}}`);

    const monthDays = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }));
    const dates = or(
      monthDays.map(([month, dayOfMonth]) => `"${two(month)}-${two(dayOfMonth)}"`),
      fc.constantFrom('"02-29"', '"02-30"', '"00-10"', '"13-01"', '"01-32"', '"0:-05"', '"01\\u002d02"', '"01-0"'),
      fc.constantFrom('"2025-01-02"', '"2024-12-31"', '"2025-02-29"', '"9999-01-01"', '""', '"é-12"', '"01-0é"'),
      junk,
    );
    const values = or(
      fc.oneof(
        fc.nat().map(String),
        fc.maxSafeInteger().map((value) => `${Math.abs(value)}.0`),
        fc.constantFrom('0', '-0', '-0.0'),
      ),
      fc.constantFrom('-3', '-3.0', '1.5', '1.00', '1e5', '1E+2', '1e999', '9007199254740993', '"5"'),
      fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }).map(String), fc.bigInt().map(String)),
      junk,
    );
    const pairs = fc.tuple(dates, values);
    const point = ([date, value]: readonly [string, string]): string => `[${date},${value}]`;
    const plain = fc.uniqueArray(pairs, { maxLength: 8, ...(!odd && { selector: ([date]) => date }) });
    const lists = or(
      plain.map((list) => `[${list.map(point).join()}]`),
      listOf(or(pairs.map(point), junk), { maxLength: 8 }),
      listOf(
        or(
          pairs.map((pair) => `{"value":${point(pair)}}`),
          junk,
        ),
        { maxLength: 8 },
      ),
      junk,
    );
    const names = or(
      fc.oneof(texts, fc.dictionary(fc.constantFrom('en', 'de', '__proto__'), texts)).map((name) => quoted(name)),
      fc.dictionary(texts, texts).map((name) => quoted(name)),
      junk,
    );
    const years = odd ? or(fc.constantFrom('2025', '2024'), junk) : fc.constant('2025');
    const seriesOf = (ids: fc.Arbitrary<string>): fc.Arbitrary<string> =>
      fc
        .tuple(
          field('id', or(ids.map(quoted), texts.map(quoted), junk)),
          field('name', names),
          field('data', lists),
          fc.oneof(field('year', years), fc.constant('"type":"line"')),
          or(
            fc.constant('"type":"bar"'),
            field('data', lists),
            lists.map((list) => `"d\\u0061ta":${list}`),
          ),
        )
        .chain((fields) => fc.shuffledSubarray(fields, { minLength: odd ? fields.length - 1 : fields.length }))
        .map((fields) => `{${fields.join()}}`);
    // Series with the same id share a column, in which a day may occur twice.
    const wholes = listOf(seriesOf(fc.constant('global')), odd ? few : { maxLength: 1 });
    const parts = listOf(seriesOf(odd ? fc.oneof(fc.constantFrom('a', 'b'), texts) : fc.uuid()), few);
    const categories = (area: Area): fc.Arbitrary<string> => {
      const metrics = or(fc.constantFrom(...Object.values(METRIC_KEYS[area]).flat()), fc.constantFrom('data', 'likes'));
      const subcountOf = (subcounts: fc.Arbitrary<string>, series: fc.Arbitrary<string>) =>
        entry(subcounts, or(objectOf(entry(metrics, or(series, junk))), junk));
      return objectOf(
        fc.oneof(
          subcountOf(fc.constant('global'), wholes),
          subcountOf(or(fc.constantFrom(...SUBCOUNTS), fc.constant('data')), parts),
        ),
      );
    };
    return STATS.chain((statistic) => {
      const category = field(STATISTIC_KEYS[statistic], or(categories(statistic.split('-')[0] as Area), junk));
      const error = or(fc.constant('"x":[]'), field('error', junk));
      return spaced(fc.tuple(category, error).map((fields) => `{${fields.join()}}`)).map((text) => ({
        text,
        statistic,
      }));
    });
  };

  it('reads every point of a sound body from the bytes, without a problem', () => {
    fc.assert(
      fc.property(bodies(0), ({ text, statistic }) => {
        const bytes = bytesOf(text);
        // A body is not sound if it has only keys of another statistic.
        fc.pre(!isOfOtherForm(text, statistic));
        expect(extractPoints(bytes)!.text).not.to.match(/"\d\d-\d\d"/);
        // A body with a problem is read by the ordinary decoder.
        expect(decodeBytes(bytes, statistic, 2025, FETCHED).problems).to.deep.equal([]);
        expectSame(text, statistic);
      }),
      { numRuns: 300 },
    );
  });

  for (const [what, odd] of [
    ['few invalid values', 1],
    ['many invalid values', 10],
  ] as const) {
    it(`decodes bodies with ${what} like the ordinary decoder`, () => {
      fc.assert(
        fc.property(bodies(odd), ({ text, statistic }) => expectSame(text, statistic)),
        { numRuns: 500 },
      );
    });
  }

  it('decodes bodies that are cut or have other bytes like the ordinary decoder', () => {
    const changes = fc.tuple(fc.nat(), fc.constantFrom(undefined, ...bytesOf('[]{}:,"\\0-. e'), 0xef, 0xff));
    fc.assert(
      fc.property(bodies(1), fc.array(changes, { minLength: 1, maxLength: 3 }), ({ text, statistic }, all) => {
        let bytes = bytesOf(text);
        for (const [at, byte] of all) {
          if (byte === undefined) bytes = bytes.slice(0, at % bytes.length || 1);
          else bytes[at % bytes.length] = byte;
        }
        expectSame(bytes, statistic);
      }),
      { numRuns: 1000 },
    );
  });

  it('decodes a body with each byte cut off, removed or replaced like the ordinary decoder', () => {
    const bytes = bytesOf(records(series('[["01-02",5],["01-03",-6.0]]', ''), series('[]', ',"year":2024')));
    const others = [...bytesOf('[]{}:,"\\0-. e'), 0xff];
    for (let at = 0; at < bytes.length; at++) {
      expectSame(bytes.subarray(0, at));
      for (const other of [[], ...others.map((byte) => [byte])])
        expectSame(new Uint8Array([...bytes.subarray(0, at), ...other, ...bytes.subarray(at + 1)]));
    }
  });

  it('decodes bodies with indentation like the ordinary decoder', () => {
    fc.assert(
      fc.property(bodies(0), fc.constantFrom(1, '\t'), ({ text, statistic }, indent) =>
        expectSame(JSON.stringify(JSON.parse(text), null, indent), statistic),
      ),
    );
  });

  it('decodes any JSON, text and bytes like the ordinary decoder', () => {
    const anything = fc.oneof(fc.json().map(bytesOf), fc.string({ unit: 'binary' }).map(bytesOf), fc.uint8Array());
    fc.assert(
      fc.property(anything, STATS, (bytes, statistic) => expectSame(bytes, statistic)),
      { numRuns: 500 },
    );
  });

  for (const name of [
    'record-delta-category',
    'record-snapshot-category',
    'usage-delta-category',
    'all-four-categories.optimized',
    'record-delta-category.pre-2025-11-10',
    'usage-snapshot-category.empty',
  ]) {
    it(`decodes the real body ${name} like the ordinary decoder (needs ../shared)`, async function () {
      const response = await fetch(`/shared/wire/payloads/${name}.json`);
      if (!response.ok) return this.skip();
      const bytes = new Uint8Array(await response.arrayBuffer());
      for (const statistic of STATISTICS) expectSame(bytes, statistic);
    });
  }
});

describe('packColumns', () => {
  const table = (...columns: number[][]): Table => ({
    ...{ metric: 'records', breakdown: 'subjects', key: 'records' },
    ids: columns.map((_, i) => `p${i}`),
    labels: columns.map(() => ''),
    columns: columns.map((column) => new Float64Array(column)),
  });
  const block = (...tables: Table[]): YearBlock => ({
    ...{ year: 2025, statistic: 'content-delta', problems: [], fetchedAt: 5 },
    tables,
  });

  const given = block(table([1, NaN, -0]), table(), table([4, 5], [6]));
  const bufferOf = ({ tables }: YearBlock): ArrayBuffer => tables[0]!.columns[0]!.buffer as ArrayBuffer;

  it('returns an equal block', () => {
    expect(packColumns(given)).to.deep.equal(given);
    expect(packColumns(block())).to.deep.equal(block());
  });

  it('stores the columns one after the other in one buffer, which has no other content', () => {
    const found = packColumns(given);
    expect([...new Float64Array(bufferOf(found))]).to.deep.equal([1, NaN, -0, 4, 5, 6]);
    for (const { columns } of found.tables) for (const { buffer } of columns) expect(buffer).to.equal(bufferOf(found));
  });

  it('copies the given columns and does not move them', () => {
    packColumns(given).tables[0]!.columns[0]![0] = 9;
    expect(given.tables[0]!.columns[0]![0]).to.equal(1);
  });

  it('returns a block that can be transferred to another thread with its buffer', () => {
    const sent = packColumns(given);
    const buffer = bufferOf(sent);
    expect(structuredClone(sent, { transfer: [buffer] })).to.deep.equal(given);
    expect(buffer.byteLength).to.equal(0);
  });
});
