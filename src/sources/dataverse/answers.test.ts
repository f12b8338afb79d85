import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { bytes, monthly, noRows, ok, sharedBody, typed } from '../../../test/dataverse.js';
import { runs } from '../../../test/runs.js';
import { StatsError } from '../errors.js';
import { aliasOf, countsOf, dataOf, monthlyTotals, rowsOf, totalOf } from './answers.js';
import { collectionsOf } from './collections.js';
import { monthFrom } from './months.js';
import { titleOf } from './top-datasets.js';

const faultOf = (read: () => unknown): StatsError => {
  try {
    read();
  } catch (error) {
    if (error instanceof StatsError) return error;
    throw error;
  }
  throw new Error('expected a StatsError');
};

describe('monthlyTotals', () => {
  const [november, december] = [monthFrom('2024-11')!, monthFrom('2024-12')!];
  const expected = [
    { month: november, type: '', count: 7, size: 0 },
    { month: december, type: '', count: 9, size: 0 },
  ];

  it('reads a series in JSON', () => {
    expect(monthlyTotals(bytes(ok(monthly('2024-11', 7, 9))))).to.deep.equal(expected);
  });

  for (const [name, text] of [
    ['in CSV, which some versions send whatever was accepted', 'date,count\n2024-11,7\n2024-12,9\n'],
    ['in CSV with quotation marks and line ends of Windows', '"date","count"\r\n"2024-11",7\r\n"2024-12",9\r\n'],
  ] as const) {
    it(`reads a series ${name}`, () => expect(monthlyTotals(bytes(text))).to.deep.equal(expected));
  }

  it('reads a series without months', () => {
    expect(monthlyTotals(bytes(ok([])))).to.deep.equal([]);
    expect(monthlyTotals(bytes('date,count\n'))).to.deep.equal([]);
  });

  it('reads a series by media type, with the size in bytes', () => {
    const row = { month: november, type: 'text/csv', count: 3, size: 900 };
    expect(monthlyTotals(bytes(ok(typed('2024-11', 'text/csv', [3, 900]))), true)).to.deep.equal([row]);
    const text = 'date,contenttype,count,size\n2024-11,"text/csv, as ""sent""",3,900\n';
    expect(monthlyTotals(bytes(text), true)).to.deep.equal([{ ...row, type: 'text/csv, as "sent"' }]);
  });

  for (const [name, body, path] of [
    ['a list of something else', ok(['2024-11']), 'data[0]'],
    ['an object in place of the list', ok({ count: 3 }), 'data'],
    ['a row without a month', ok([{ count: 3 }]), 'data[0].date'],
    ['a month that does not exist', ok(monthly('2024-11', 1).concat({ date: '2024-13', count: 2 })), 'data[1].date'],
    ['a row without a count', ok([{ date: '2024-11' }]), 'data[0].count'],
    ['a count that is a text', ok([{ date: '2024-11', count: '3' }]), 'data[0].count'],
    ['a count below 0', ok([{ date: '2024-11', count: -3 }]), 'data[0].count'],
    ['a count that is not whole', ok([{ date: '2024-11', count: 1.5 }]), 'data[0].count'],
    ['a line of CSV without a count', 'date,count\n2024-11', 'line 2.count'],
    ['an answer without a status', monthly('2024-11', 1), '$'],
    ['an answer of another service', { hits: { total: 3 } }, 'status'],
    ['nothing', '', '$'],
    ['half an answer', '{"status":"OK","data":[{"da', '$'],
  ] as const) {
    it(`names the place of a fault: ${name}`, () => {
      const error = faultOf(() => monthlyTotals(bytes(body)));
      expect(error.reason).to.equal('malformed');
      expect(error.path).to.equal(path);
      expect(error.message).to.contain('Metrics API of Dataverse');
    });
  }

  it('refuses a month that is there twice, of a series or of a media type: none of the two is known to be right', () => {
    const months = monthly('2024-11', 7, 9);
    const repeated = faultOf(() => monthlyTotals(bytes(ok([...months, months[1]]))));
    expect(repeated).to.include({ reason: 'malformed', path: 'data[2].date' });
    const types = [...typed('2024-11', 'text/csv', [1, 10]), ...typed('2024-11', 'text/plain', [1, 10])];
    expect(monthlyTotals(bytes(ok(types)), true)).to.have.length(2);
    expect(faultOf(() => monthlyTotals(bytes(ok([...types, types[1]])), true))).to.include({ path: 'data[2].date' });
  });

  it('says that a page of HTML is no answer', () => {
    const error = faultOf(() => monthlyTotals(bytes('<!doctype html><title>Log in</title>')));
    expect([error.reason, error.path]).to.deep.equal(['malformed', '$']);
    expect(error.message).to.contain('web page');
  });

  it('reports an error of the service in its words', () => {
    const error = faultOf(() => monthlyTotals(bytes({ status: 'ERROR', message: 'no such metric' })));
    expect(error.reason).to.equal('service');
    expect(error.message).to.contain('no such metric');
  });

  it('names the answer that older versions mix up with the series: types without months', () => {
    const error = faultOf(() => monthlyTotals(bytes(ok([{ contenttype: 'text/csv', count: 3, size: 9 }])), true));
    expect(error.path).to.equal('data[0].date');
  });
});

describe('totalOf', () => {
  it('reads a count', () => expect(totalOf(bytes(ok({ count: 12 })))).to.equal(12));

  it('reads the only number, whatever it is called', () =>
    expect(totalOf(bytes(ok({ 'viewsTotalMachine + viewsTotalRegular': 12 })))).to.equal(12));

  for (const data of [{}, { count: '12' }, { a: 1, b: 2 }, [], null, 12]) {
    it(`refuses ${JSON.stringify(data)}`, () =>
      expect(faultOf(() => totalOf(bytes(ok(data)))).reason).to.equal('malformed'));
  }
});

describe('countsOf', () => {
  it('reads subjects, also those that are called like properties of all objects', () => {
    const rows = [
      { subject: '__proto__', count: 2 },
      { subject: 'Physics', count: 3 },
    ];
    expect(countsOf(bytes(JSON.stringify(ok(rows))), 'subject')).to.deep.equal([
      { id: '__proto__', count: 2 },
      { id: 'Physics', count: 3 },
    ]);
  });

  it('refuses a subject that is there twice', () => {
    const rows = [5, 4].map((count) => ({ subject: 'Law', count }));
    expect(faultOf(() => countsOf(bytes(ok(rows)), 'subject'))).to.include({
      reason: 'malformed',
      path: 'data[1].subject',
    });
  });

  it('reads datasets in CSV', () => {
    expect(countsOf(bytes('pid,count\ndoi:10.5072/FK2/A,4\n'), 'pid')).to.deep.equal([
      { id: 'doi:10.5072/FK2/A', count: 4 },
    ]);
  });
});

describe('collectionsOf', () => {
  const tree = {
    ...{ id: 1, ownerId: 0, alias: 'root', depth: 0, name: 'Data of Example' },
    children: [
      { alias: 'maps', name: 'Maps', children: [{ alias: 'old-maps', name: 'Old maps', children: [] }] },
      { alias: 'texts', name: 'Texts' },
    ],
  };

  it('lists each collection before those inside of it', () => {
    expect(collectionsOf(bytes(ok(tree)))).to.deep.equal([
      { alias: 'root', name: 'Data of Example', depth: 0 },
      { alias: 'maps', name: 'Maps', depth: 1 },
      { alias: 'old-maps', name: 'Old maps', depth: 2 },
      { alias: 'texts', name: 'Texts', depth: 1 },
    ]);
  });

  it('reads collections that are nested deeply', () => {
    const deep = `${'{"alias":"a","children":['.repeat(5000)}{"alias":"z"}${']}'.repeat(5000)}`;
    expect(collectionsOf(bytes(`{"status":"OK","data":${deep}}`)).at(-1)).to.deep.equal({
      alias: 'z',
      name: 'z',
      depth: 5000,
    });
  });

  for (const [name, data, path] of [
    ['no collection', null, 'data'],
    ['a collection without an alias', { name: 'Maps' }, 'data.alias'],
    ['children that are no list', { alias: 'root', children: 'maps' }, 'data.children'],
    ['a child that is no collection', { alias: 'root', children: ['maps'] }, 'data.children[0]'],
  ] as const) {
    it(`names the place of a fault: ${name}`, () =>
      expect(faultOf(() => collectionsOf(bytes(ok(data)))).path).to.equal(path));
  }
});

describe('titleOf', () => {
  it('reads the title among the fields of a citation', () => {
    const fields = [
      { typeName: 'author', value: [{}] },
      { typeName: 'title', value: ' Old maps ' },
    ];
    expect(titleOf(bytes(ok({ name: 'citation', fields })))).to.equal('Old maps');
  });

  for (const data of [
    null,
    {},
    { fields: {} },
    { fields: [null] },
    { fields: [{ typeName: 'title', value: [' '] }] },
  ]) {
    it(`returns nothing for ${JSON.stringify(data)}`, () => expect(titleOf(bytes(ok(data)))).to.be.undefined);
  }
});

describe('answers of any kind', () => {
  const readers = {
    aliasOf,
    dataOf,
    rowsOf,
    totalOf,
    collectionsOf,
    titleOf,
    monthlyTotals: (body: Uint8Array) => monthlyTotals(body),
    fileTypes: (body: Uint8Array) => monthlyTotals(body, true),
    subjects: (body: Uint8Array) => countsOf(body, 'subject'),
  };
  for (const [name, read] of Object.entries(readers)) {
    it(`are read by ${name}, or refused with a reason`, () => {
      const keys = fc.constantFrom('date', 'count', 'size', 'contenttype', 'subject', 'alias', 'children', '__proto__');
      const leaf = fc.oneof(fc.constantFrom('2024-11', '', 3, -1, null, true), fc.double(), fc.string());
      const { value } = fc.letrec((tie) => ({
        value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value')), fc.dictionary(keys, tie('value'))),
      }));
      const body = fc.oneof(
        value.map((data) => JSON.stringify({ status: 'OK', data })),
        value.map((data) => JSON.stringify(data)),
        fc.string(),
        fc.string().map((text) => `date,count\n${text}`),
      );
      fc.assert(
        fc.property(body, (text) => {
          try {
            read(bytes(text));
          } catch (error) {
            expect(error).to.be.instanceOf(StatsError);
          }
        }),
        { numRuns: runs(100) },
      );
    });
  }
});

describe('answers beside the repository', () => {
  for (const [name, read] of [
    ['datasets_bySubject.constructed.json', (body: Uint8Array) => countsOf(body, 'subject').length === 14],
    ['downloads_monthly.constructed.csv', (body: Uint8Array) => monthlyTotals(body)[1]?.count === 260],
    ['downloads_monthly.constructed.json', (body: Uint8Array) => monthlyTotals(body).length === 5],
    ['downloads_toMonth.json', (body: Uint8Array) => totalOf(body) === 11120],
    ['files_byType_monthly.constructed.json', (body: Uint8Array) => monthlyTotals(body, true)[2]?.size === 900000],
    ['makeDataCount_viewsTotal_toMonth.constructed.json', (body: Uint8Array) => totalOf(body) === 4821],
    ['tree.constructed.json', (body: Uint8Array) => collectionsOf(body)[1]?.alias === 'physics'],
    [
      'error_400_query_param.constructed.json',
      (body: Uint8Array) => faultOf(() => rowsOf(body)).message.includes('not supported'),
    ],
    [
      'error_500_empty_collection.constructed.json',
      (body: Uint8Array) => faultOf(() => rowsOf(body)).reason === 'service',
    ],
    ['makeDataCount_counter_rd1_report.json', (body: Uint8Array) => faultOf(() => rowsOf(body)).reason === 'malformed'],
  ] as const) {
    it(`are read: ${name}`, async function () {
      const body = await sharedBody(name);
      // The folder is beside the repository on some machines only.
      if (!body) return this.skip();
      expect(read(body)).to.be.true;
    });
  }

  it('have an error for a series without rows', () =>
    expect(faultOf(() => rowsOf(bytes(noRows))).reason).to.equal('service'));
});
