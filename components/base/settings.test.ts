import { expect } from '@open-wc/testing';
import { length, list, object, someOf } from './later-settings.js';
import { jsonText } from '../../src/util/json.js';
import {
  day,
  faultOf,
  flag,
  label,
  number,
  numbers,
  oneOf,
  period,
  required,
  sourceOr,
  text,
  whole,
} from './settings.js';

const NAMES = ['views', 'downloads'] as const;
const anything = {};
/** An object that contains itself. */
const circle: { self?: unknown } = {};
circle.self = circle;

/** For each setting: values, and the results of reading them; `undefined` means that the value is not understood. */
const CASES = {
  'one of some names': [
    oneOf(NAMES),
    [
      ['views', 'views'],
      ['vews', undefined],
      ['', undefined],
      ['toString', undefined],
      [0, undefined],
      [['views'], undefined],
    ],
  ],
  'some of some names': [
    someOf(NAMES),
    [
      ['views', ['views']],
      ['views downloads', ['views', 'downloads']],
      ['downloads,\n views,', ['downloads', 'views']],
      [['downloads'], ['downloads']],
      ['views dowloads', undefined],
      [['views', 1], undefined],
      ['', undefined],
      [[], undefined],
      [{ 0: 'views', length: 1 }, undefined],
    ],
  ],
  'a number from 1 to 9': [
    number(1, 9),
    [
      [1, 1],
      ['2.5', 2.5],
      ['9', 9],
      ['0', undefined],
      ['10', undefined],
      ['2px', undefined],
      ['', undefined],
      [NaN, undefined],
      [[5], undefined],
      [true, undefined],
    ],
  ],
  'a number': [
    number(),
    [
      [Infinity, Infinity],
      ['-3', -3],
      ['1e3', 1000],
    ],
  ],
  'a whole number': [
    whole(1),
    [
      ['12', 12],
      [Infinity, Infinity],
      ['1.5', undefined],
      ['0', undefined],
      ['ten', undefined],
    ],
  ],
  'a text': [
    text,
    [
      ['/stats/', '/stats/'],
      [new URL('https://a.example/b'), 'https://a.example/b'],
      [5, '5'],
      [NaN, undefined],
      [anything, undefined],
    ],
  ],
  'a day': [
    day,
    [
      ['2025-05-30', '2025-05-30'],
      ['1970-01-01', '1970-01-01'],
      ['2025-02-29', undefined],
      ['tomorrow', undefined],
      [20250530, undefined],
    ],
  ],
  'a period': [
    period,
    [
      ['12months', '12months'],
      ['2025-05-30/2025-06-12', '2025-05-30/2025-06-12'],
      ['2025-06-12/2025-05-30', undefined],
      ['2025-02-29/2025-03-01', undefined],
      ['2025-05-30', undefined],
      ['15years', undefined],
    ],
  ],
  'a length': [
    length,
    [
      ['300px', '300px'],
      ['50vh', '50vh'],
      ['300', undefined],
      ['red', undefined],
      [300, undefined],
    ],
  ],
  'a range of stats-select': [
    period,
    [
      [{ start: 20238, end: 20251 }, '2025-05-30/2025-06-12'],
      [{ start: 20251, end: 20238 }, undefined],
      [{ start: '2025-05-30' }, undefined],
    ],
  ],
  'a switch': [
    flag,
    [
      ['', true],
      ['true', true],
      [1, undefined],
      ['no', undefined],
      [anything, undefined],
    ],
  ],
  'a text per language': [
    label,
    [
      ['Views', 'Views'],
      [{ en: 'Views' }, { en: 'Views' }],
      [true, undefined],
      [['Views'], undefined],
    ],
  ],
  'an object': [
    object,
    [
      ['{"a": [1]}', { a: [1] }],
      [{ a: [1] }, { a: [1] }],
      ['{"a": ', undefined],
      ['[]', undefined],
      [[], undefined],
      [circle, undefined],
      [7, undefined],
    ],
  ],
  'a list': [
    list,
    [
      ['["a", 1]', ['a', 1]],
      [
        ['a', 1],
        ['a', 1],
      ],
      ['a, b', undefined],
      [anything, undefined],
    ],
  ],
  numbers: [
    numbers,
    [
      ['{"usage-delta-category": {}}', { 'usage-delta-category': {} }],
      ['[]', []],
      [anything, anything],
      ['{"usage', undefined],
      ['7', undefined],
      [7, undefined],
    ],
  ],
  'a source': [
    sourceOr(['invenio']),
    [
      ['invenio', 'invenio'],
      [anything, anything],
      ['snapshoot', undefined],
      [null, undefined],
    ],
  ],
} as const;

for (const [name, [setting, values]] of Object.entries(CASES)) {
  for (const [value, read] of values) {
    it(`a setting for ${name} ${read === undefined ? 'rejects' : 'reads'} ${jsonText(value) ?? 'an object that contains itself'}`, () => {
      expect(setting.read(value)).to.deep.equal(read);
    });
  }
}

it('a setting for a required value reads what the optional one reads', () => {
  const optional = oneOf(NAMES);
  expect([optional.readsEmpty, required(optional).readsEmpty]).to.deep.equal([false, true]);
  expect(required(optional).read).to.equal(optional.read);
});

it('a fault names the attribute, the value and the accepted values', () => {
  const { text: told, error } = faultOf('metric', 'vews', oneOf(NAMES));
  expect(told).to.equal('metric="vews"');
  expect(error).to.include({ reason: 'attribute', path: 'metric' });
  expect(error.message).to.equal('metric="vews" is not understood: expected views, downloads');
});

describe('faultOf', () => {
  const loop: { self?: unknown } = {};
  loop.self = loop;
  for (const [what, given, value] of [
    ['writes a list as JSON', ['a', 1], '["a",1]'],
    ['writes NaN by its name', NaN, 'NaN'],
    ['writes an object without JSON by its type', loop, 'object'],
    ['writes a symbol by its name', Symbol('x'), 'Symbol(x)'],
    ['writes the first 60 characters of a long text', 'x'.repeat(61), `${'x'.repeat(60)}…`],
    ['writes no half of a surrogate pair at the end', `${'x'.repeat(59)}😀`, `${'x'.repeat(59)}…`],
  ] as const) {
    it(what, () => expect(faultOf('metric', given, text).text).to.equal(`metric="${value}"`));
  }
});
