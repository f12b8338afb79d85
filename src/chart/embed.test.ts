import { expect } from '@open-wc/testing';
import type { TopLevelSpec } from 'vega-lite';
import { NAMED_THEME, PLAIN_THEME as theme, underTheme } from '../../test/chart-theme.js';
import { TIMELINE_FRAME, timelineOf } from '../../test/timelines.js';
import type { Values } from '../view/timeline-rows.js';
import { embed, themed } from './embed.js';
import { pieSpec } from './pie-spec.js';
import type { TimelineFrame } from './theme.js';
import { timelineSpec } from './timeline-spec.js';

const hostile = '"}[0]+alert(1)//\\ <b>&</b> datum.label \' é 一';
const YEARS: Partial<TimelineFrame> = {
  ...{ ...underTheme(theme), height: 200, formatValue: String, formatBucket: (start) => start.slice(0, 4) },
};
const timeline = (change: Partial<TimelineFrame> = {}, values: Values = [1, 4, null, 3]): TopLevelSpec =>
  timelineSpec(
    {
      ...timelineOf([values]),
      granularity: 'year',
      series: [{ ...timelineOf([values]).series[0]!, buckets: values.map((value, i) => year(2020 + i, value)) }],
    },
    { ...TIMELINE_FRAME, ...YEARS, ...change },
  );
const year = (number: number, value: number | null) => ({
  ...{ start: `${number}-01-01`, end: `${number}-12-31`, value, partial: false },
});
const parts = (...series: Values[]): TopLevelSpec => timelineSpec(timelineOf(series), { ...TIMELINE_FRAME, ...YEARS });
const pieOf = (...values: number[]): TopLevelSpec =>
  pieSpec(
    values.map((value, i) => ({ id: String(i), label: '', value })),
    { ...TIMELINE_FRAME, width: 200, height: 200, ...underTheme(theme) },
  );
const pie = pieOf(60, 30, 10);
const texts = (element: Element): string[] =>
  [...element.querySelectorAll('text')].map(({ textContent }) => textContent);

describe('embed', () => {
  let element: HTMLElement;
  beforeEach(() => {
    element = document.createElement('div');
    document.body.append(element);
  });
  afterEach(() => element.remove());

  it('draws a timeline in the given size, without a warning', async () => {
    const picture = await embed(element, timeline());
    const svg = element.querySelector('svg');
    expect([svg?.getAttribute('width'), svg?.getAttribute('height')]).to.deep.equal(['600', '200']);
    expect(picture.warnings).to.deep.equal([]);
    picture.finalize();
  });

  it('draws the given labels', async () => {
    await embed(element, timeline());
    expect(texts(element)).to.include.members(['2020', '2021', '2022', '2023', '0', '2', '4']);
  });

  it('draws any text as it is and never evaluates it', async () => {
    await embed(element, timeline({ formatBucket: () => hostile, formatValue: () => hostile }));
    expect(new Set(texts(element))).to.deep.equal(new Set([hostile]));
  });

  it('draws a gap for a missing value', async () => {
    await embed(element, timeline());
    const path = element.querySelector('.main_marks path')?.getAttribute('d');
    expect(path?.match(/[MLZ]/g)).to.deep.equal(['M', 'L', 'M', 'Z']);
    expect(element.querySelectorAll('.alone_marks path')).to.have.length(1);
  });

  it('returns the place of a bucket, and the bucket next to a place', async () => {
    const picture = await embed(element, timeline());
    expect(picture.axis).to.equal(true);
    expect(picture.toPixel(0)).to.deep.equal({ x: picture.box.left, y: picture.box.top });
    expect(picture.toPixel(3)?.x).to.be.closeTo(picture.box.left + picture.box.width, 0.01);
    expect(picture.indexAt(picture.box.left + picture.box.width / 3 + 5)).to.equal(1);
  });

  it('mirrors a timeline from right to left', async () => {
    const picture = await embed(element, timeline({ rtl: true }));
    expect(picture.toPixel(0)?.x).to.be.closeTo(picture.box.left + picture.box.width, 0.01);
    expect(picture.box.left).to.be.lessThan(600 - picture.box.left - picture.box.width);
  });

  it('draws a pie and returns the place of a slice, and the slice below the pointer', async () => {
    const picture = await embed(element, pie);
    expect(picture.warnings).to.deep.equal([]);
    expect(picture.axis).to.equal(false);
    expect(picture.toPixel(0)?.x).to.be.greaterThan(100);
    expect(picture.toPixel(1)?.x).to.be.lessThan(100);
    expect(picture.toPixel(9)).to.equal(undefined);
    const [, second] = element.querySelectorAll('.mark-arc path');
    second?.dispatchEvent(new PointerEvent('pointermove', { bubbles: true }));
    expect(picture.indexAt(0)).to.equal(1);
  });

  describe('update', () => {
    /** The elements in sorted order, because an update does not reorder lines that stay. */
    const shown = (): string[] =>
      [...element.querySelectorAll('path, line, text')].map(({ outerHTML }) => outerHTML).sort();
    const years = (...values: (number | null)[]) => values;
    const ways: [what: string, from: () => TopLevelSpec, to: () => TopLevelSpec][] = [
      ['other numbers', () => timeline(), () => timeline({}, years(7, null, 900, 3, 4, -5))],
      ['other numbers of several series', () => parts([1, 2], [3, 4]), () => parts([9, 8, -7], [6, 5, 4])],
      ['another size', () => timeline(), () => timeline({ width: 300, height: 100 })],
      ['other texts', () => timeline(), () => timeline({ formatValue: () => hostile, formatBucket: () => hostile })],
      ['other bars', () => timeline({ type: 'bar' }), () => timeline({ type: 'bar' }, years(1, 2, null, 4, 5, 6, 7))],
      ['other slices', () => pieOf(60, 30, 10), () => pieOf(1, 0, 7)],
    ];
    for (const [what, from, to] of ways) {
      it(`draws a spec with ${what} in place, like a new picture`, async () => {
        const wanted = await embed(element, to());
        const expected = shown();
        const picture = await embed(element, from());
        const svg = element.querySelector('svg');
        expect(await picture.update(to())).to.equal(true);
        expect(element.querySelector('svg')).to.equal(svg);
        expect(shown()).to.deep.equal(expected);
        expect(picture.box).to.deep.equal(wanted.box);
        expect([0, 1, 5].map((i) => picture.toPixel(i))).to.deep.equal([0, 1, 5].map((i) => wanted.toPixel(i)));
        expect(picture.warnings).to.deep.equal([]);
      });
    }

    it('returns the bucket next to a place after an update', async () => {
      const picture = await embed(element, timeline());
      expect(await picture.update(timeline({}, years(1, 2, null, 4, null, 6, 7)))).to.equal(true);
      expect(picture.indexAt(picture.box.left + picture.box.width)).to.equal(6);
    });

    it('refuses a spec of another kind, with other layers or with other colors, which needs a new picture', async () => {
      const picture = await embed(element, timeline());
      const before = shown();
      const dark = { ...theme, muted: 'rgb(9, 9, 9)' };
      const whole = timeline({}, years(1, 2, 3, 4));
      const others = [timeline({ type: 'bar' }), timeline({ rtl: true }), timeline({ theme: dark }), whole, pieOf(1)];
      for (const other of others) {
        expect(await picture.update(other)).to.equal(false);
      }
      expect(shown()).to.deep.equal(before);
    });
  });

  describe('update of datasets', () => {
    const spec = (rows: object[], width = 200): TopLevelSpec => ({
      ...{ width, height: 100, padding: 0, autosize: 'none' },
      datasets: { rows },
      layer: [
        {
          name: 'main',
          data: { name: 'rows' },
          mark: 'bar',
          encoding: { x: { field: 'value', type: 'quantitative' } },
        },
      ],
    });

    it('skips a dataset that is the same array, and takes another one', async () => {
      const rows = [{ value: 1 }];
      const picture = await embed(element, spec(rows));
      const bars = (): number => element.querySelectorAll('.main_marks path').length;
      rows.push({ value: 2 });
      expect(await picture.update(spec(rows, 100))).to.equal(true);
      expect(element.querySelector('svg')!.getAttribute('width')).to.equal('100');
      expect(bars(), 'the same array').to.equal(1);
      expect(await picture.update(spec([...rows], 100))).to.equal(true);
      expect(bars(), 'another array').to.equal(2);
    });
  });

  it('draws legends only for a spec of the page', async () => {
    const named = timelineSpec(
      timelineOf([
        [1, 2],
        [3, 4],
      ]),
      { ...TIMELINE_FRAME, ...YEARS, nameOf: ({ id }) => id },
    );
    const load = () => Promise.resolve('');
    for (const [options, labels] of [
      [{}, 0],
      [{ load }, 2],
    ] as const) {
      const picture = await embed(element, named, options);
      expect(element.querySelectorAll('.mark-text.role-legend-label text').length).to.equal(labels);
      expect(picture.warnings).to.deep.equal([]);
      picture.finalize();
    }
  });

  it('passes the content of the tooltip of a mark on, and nothing when the pointer leaves it', async () => {
    const heard: unknown[] = [];
    const spec: TopLevelSpec = {
      data: { values: [{ year: '2024', records: 310 }] },
      mark: { type: 'bar', tooltip: true },
      encoding: { x: { field: 'year' }, y: { field: 'records', type: 'quantitative' } },
    };
    await embed(element, spec, { onTooltip: (content) => heard.push(content) });
    const bar = element.querySelector('.mark-rect path')!;
    bar.dispatchEvent(new PointerEvent('pointermove', { bubbles: true }));
    expect(heard.at(-1)).to.deep.equal({ year: '2024', records: '310' });
    bar.dispatchEvent(new MouseEvent('mouseout', { bubbles: true }));
    expect(heard.at(-1)).to.equal(null);
  });

  it('resolves `idle` when events have taken effect', async () => {
    const picture = await embed(element, pie);
    const [slice, other] = element.querySelectorAll('.mark-arc path');
    slice!.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
    await picture.idle();
    expect(picture.selection().highlight).to.equal('0');
    expect(other!.getAttribute('opacity')).to.equal('0.3');
  });

  it('announces choices until the picture is finalized', async () => {
    let count = 0;
    const picture = await embed(element, pie, { onSelect: () => count++ });
    const over = async (): Promise<unknown> => {
      element.querySelector('.mark-arc path')?.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
      return picture.idle();
    };
    await over();
    expect(count).to.be.above(0);
    const before = count;
    picture.finalize();
    await over();
    expect(count).to.equal(before);
  });

  for (const [what, spec] of [
    ['an invalid spec', { ...pie, mark: 'nonsense' }],
    ['an empty spec', {}],
  ] as const) {
    it(`rejects ${what}`, async () => {
      const error = await embed(element, spec as unknown as TopLevelSpec).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(Error);
    });
  }

  const FILE: TopLevelSpec = {
    data: { url: '/numbers.json' },
    mark: 'bar',
    encoding: { x: { field: 'a', type: 'quantitative' } },
  };

  it('loads the data of a spec by the given function', async () => {
    const asked: string[] = [];
    const load = async (address: string) => (asked.push(address), '[{"a": 1}, {"a": 2}]');
    await embed(element, FILE, { load });
    expect(asked).to.deep.equal(['/numbers.json']);
    expect(element.querySelectorAll('.mark-rect path')).to.have.length(2);
  });

  it('rejects a spec whose data cannot be loaded', async () => {
    const load = () => Promise.reject(new Error('404'));
    const error = await embed(element, FILE, { load }).catch((reason: unknown) => reason);
    expect(String(error)).to.contain('/numbers.json').and.to.contain('404');
  });

  it('loads no data without such a function', async () => {
    const spec = { ...pie, data: { url: '/package.json' } } as TopLevelSpec;
    const { warnings } = await embed(element, spec);
    expect(warnings.join()).to.contain('Charts must not load data');
  });
});

describe('themed', () => {
  const spec: TopLevelSpec = { data: { values: [] }, mark: 'bar', config: { bar: { color: 'of the spec' } } };

  it('adds the theme to a spec, and changes nothing else', async () => {
    const { config, ...rest } = await themed(spec, NAMED_THEME, []);
    expect(rest).to.deep.equal({ data: { values: [] }, mark: 'bar' });
    expect(config).to.deep.include({ font: 'Inter', mark: { color: 'accent' }, bar: { color: 'of the spec' } });
    expect(config!.axis).to.include({ gridColor: 'line' });
  });

  it('prefers settings of the page to the theme, the last one first, and those of the spec to both', async () => {
    const first = {
      font: 'of the page',
      axis: { labelFontSize: 20, tickSize: 3 },
      bar: { color: 'of the page', opacity: 1 },
    };
    const { config } = await themed(spec, NAMED_THEME, [first, { axis: { tickSize: 7 } }]);
    expect(config).to.deep.include({ font: 'of the page', bar: { color: 'of the spec', opacity: 1 } });
    expect(config!.axis).to.include({ labelFontSize: 20, tickSize: 7, labelColor: 'muted' });
  });

  it('draws a chart of the page in the colors of the theme', async () => {
    const own: TopLevelSpec = {
      data: { values: [{ a: 1 }] },
      mark: 'bar',
      encoding: { x: { field: 'a', type: 'quantitative' } },
    };
    const element = document.createElement('div');
    const picture = await embed(element, await themed(own, theme, []));
    expect(element.querySelector('.mark-rect path')?.getAttribute('fill')).to.equal('rgb(1, 2, 3)');
    picture.finalize();
  });

  it('leaves the spec of the page as it is', async () => {
    const before = JSON.stringify(spec);
    await themed(spec, NAMED_THEME, [{ bar: { opacity: 1 } }]);
    expect(JSON.stringify(spec)).to.equal(before);
  });
});
