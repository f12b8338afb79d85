import { expect } from '@open-wc/testing';
import type { TopLevelSpec } from 'vega-lite';
import { embed } from './embed.js';
import { pieSpec } from './pie-spec.js';
import { chartTheme } from './theme.js';
import { timelineSpec, type TimelineFrame } from './timeline-spec.js';

const theme = chartTheme(() => 'rgb(1, 2, 3)', 'sans-serif');
const hostile = '"}[0]+alert(1)//\\ <b>&</b> datum.label \' é 一';
const timeline = (
  change: Partial<TimelineFrame> = {},
  values: readonly (number | null)[] = [1, 4, null, 3],
): TopLevelSpec =>
  timelineSpec(
    {
      metric: 'views',
      kind: 'delta',
      granularity: 'year',
      breakdown: null,
      unit: 'count',
      series: [
        {
          id: 'global',
          label: '',
          buckets: values.map((value, i) => ({ start: `${2020 + i}-01-01`, end: '', value, partial: false })),
        },
      ],
    },
    {
      width: 600,
      height: 200,
      theme,
      rtl: false,
      type: 'line',
      display: 'stacked',
      integers: true,
      formatValue: String,
      formatBucket: (start) => start.slice(0, 4),
      ...change,
    },
  );
const pieOf = (...values: number[]): TopLevelSpec =>
  pieSpec(
    values.map((value, i) => ({ id: String(i), label: '', value })),
    { width: 200, height: 200, theme, rtl: false },
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
    expect(element.querySelector('.solidLine_marks path')?.getAttribute('d')?.match(/[ML]/g)).to.deep.equal(['M', 'L']);
    expect(element.querySelectorAll('.point_marks path')).to.have.length(1);
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
      ['another size', () => timeline(), () => timeline({ width: 300, height: 100 })],
      ['other texts', () => timeline(), () => timeline({ formatValue: () => hostile, formatBucket: () => hostile })],
      ['other bars', () => timeline({ type: 'bar' }), () => timeline({ type: 'bar' }, years(1, 2, 3, 4, 5, 6, 7))],
      ['other slices', () => pieOf(60, 30, 10), () => pieOf(1)],
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
      await picture.update(timeline({}, years(1, 2, 3, 4, 5, 6, 7)));
      expect(picture.indexAt(picture.box.left + picture.box.width)).to.equal(6);
    });

    it('refuses a spec of another kind or with other colors, which needs a new picture', async () => {
      const picture = await embed(element, timeline());
      const before = shown();
      const dark = { ...theme, muted: 'rgb(9, 9, 9)' };
      for (const other of [timeline({ type: 'bar' }), timeline({ rtl: true }), timeline({ theme: dark }), pieOf(1)]) {
        expect(await picture.update(other)).to.equal(false);
      }
      expect(shown()).to.deep.equal(before);
    });
  });

  it('rejects an invalid spec', async () => {
    const error = await embed(element, { ...pie, mark: 'nonsense' } as unknown as TopLevelSpec).catch(
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(Error);
  });

  it('loads no data', async () => {
    const spec = { ...pie, data: { url: '/package.json' } } as TopLevelSpec;
    const { warnings } = await embed(element, spec);
    expect(warnings.join()).to.contain('Charts must not load data');
  });
});
