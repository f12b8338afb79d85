import { expect } from '@open-wc/testing';
import { sendMouse, resetMouse } from '@web/test-runner-commands';
import { PLAIN_THEME, underTheme } from '../../test/chart-theme.js';
import { TIMELINE_FRAME, timelineOf } from '../../test/timelines.js';
import { embed, type EmbedOptions, type Picture } from './embed.js';
import { NOTHING_SELECTED, type ChartSelection } from './parameters.js';
import { pieSpec } from './pie-spec.js';
import type { TimelineFrame } from './theme.js';
import { timelineSpec } from './timeline-spec.js';

const OTHER = '\u0000other';
/** Series with five buckets, the second on top of the first. */
const TWO = [
  [6, 6, 6, 6, 6],
  [4, 4, 4, 4, 4],
];

describe('parameters', () => {
  let element: HTMLElement;
  let picture: Picture;

  beforeEach(() => {
    element = document.createElement('div');
    Object.assign(element.style, { position: 'fixed', left: '0', top: '0' });
    document.body.append(element);
  });
  afterEach(async () => {
    picture.finalize();
    element.remove();
    await resetMouse();
  });

  async function draw(change: Partial<TimelineFrame> = {}, series = TWO, options: EmbedOptions = {}): Promise<void> {
    const spec = timelineSpec(timelineOf(series), { ...TIMELINE_FRAME, ...underTheme(PLAIN_THEME), ...change });
    picture = await embed(element, spec, options);
    expect(picture.warnings).to.deep.equal([]);
  }

  /** Returns the place of a value, possibly between buckets, in pixels of the page. */
  function placeOf(bucket: number, value: number): [x: number, y: number] {
    const { top, height } = picture.box;
    const [zero, one] = [picture.toPixel(0)!.x, picture.toPixel(1)!.x];
    return [Math.round(zero + bucket * (one - zero)), Math.round(top + height * (1 - value / 10))];
  }
  const move = (...place: [number, number]) => sendMouse({ type: 'move', position: placeOf(...place) });
  async function click(...place: [number, number]): Promise<void> {
    await sendMouse({ type: 'click', position: placeOf(...place) });
    await picture.idle();
  }
  async function drag(from: [number, number], to: [number, number]): Promise<void> {
    await move(...from);
    await sendMouse({ type: 'down' });
    await move(...to);
    await sendMouse({ type: 'up' });
    await picture.idle();
  }
  async function selected(): Promise<ChartSelection> {
    await picture.idle();
    return picture.selection();
  }
  const marks = (layer = 'main') => [...element.querySelectorAll(`.${layer}_marks path`)];
  const opacities = (): number[] => marks().map((path) => Number(path.getAttribute('opacity') ?? 1));
  /** Returns the lowest value of the mark of a series. */
  const baseOf = (mark: Element): number => {
    const { top, height } = picture.box;
    return Math.round(10 * (1 - (mark.getBoundingClientRect().bottom - top) / height)) + 0;
  };

  it('chooses nothing at first', async () => {
    await draw();
    expect(picture.selection()).to.deep.equal(NOTHING_SELECTED);
  });

  it('highlights the series below the pointer, and makes the others pale', async () => {
    await draw();
    await move(2, 3);
    expect((await selected()).highlight).to.equal('part-0');
    expect(opacities()).to.deep.equal([1, 0.3]);
    await move(2, 8);
    expect((await selected()).highlight).to.equal(OTHER);
    expect(opacities()).to.deep.equal([0.3, 1]);
  });

  it('highlights nothing as soon as the pointer has left a series', async () => {
    await draw({}, [
      [6, 6, 6, 6, 6],
      [3, 3, 3, 3, 3],
    ]);
    await move(2, 3);
    await picture.idle();
    await move(2, 9.5);
    expect((await selected()).highlight).to.equal(undefined);
    expect(opacities()).to.deep.equal([1, 1]);
  });

  it('isolates the series that is clicked, which then stands on 0', async () => {
    await draw();
    await click(2, 8);
    expect(picture.selection().isolate).to.deep.equal([OTHER]);
    expect(marks().length).to.equal(1);
    expect(baseOf(marks()[0]!)).to.equal(0);
  });

  it('shows all series again after another click', async () => {
    await draw();
    await click(2, 8);
    await click(2, 2);
    expect(picture.selection().isolate).to.deep.equal([]);
    expect(marks().map(baseOf).sort()).to.deep.equal([0, 6]);
  });

  it('keeps a series isolated after a double click on the empty plot', async () => {
    await draw();
    await click(2, 3);
    const [clientX, clientY] = placeOf(2, 9.5);
    element
      .querySelector('svg .background')!
      .dispatchEvent(new MouseEvent('dblclick', { bubbles: true, clientX, clientY }));
    expect((await selected()).isolate).to.deep.equal(['part-0']);
  });

  it('isolates nothing by a click on the empty plot', async () => {
    await draw({}, [
      [6, 6, 6, 6, 6],
      [3, 3, 3, 3, 3],
    ]);
    await click(2, 9.5);
    expect(picture.selection().isolate).to.deep.equal([]);
  });

  const drags: [what: string, change: Partial<TimelineFrame>][] = [
    ['areas', {}],
    ['lines', { display: 'overlapping' }],
    ['bars', { type: 'bar' }],
    ['bars side by side', { type: 'bar', display: 'overlapping' }],
    ['areas from right to left', { rtl: true }],
    ['bars from right to left', { type: 'bar', rtl: true }],
  ];
  for (const [what, change] of drags) {
    for (const [direction, from, to] of [
      ['forwards', 0.9, 3.1],
      ['backwards', 3.1, 0.9],
    ] as const) {
      it(`marks the buckets over which the pointer is dragged ${direction}, in a chart of ${what}`, async () => {
        await draw(change);
        await drag([from, 9.8], [to, 9.8]);
        expect(picture.selection().brush).to.deep.equal([1, 3]);
      });
    }
  }

  it('moves the marked buckets with the pointer', async () => {
    await draw();
    await drag([0.9, 3], [2.1, 3]);
    await drag([1.5, 3], [3.5, 3]);
    expect(picture.selection().brush).to.deep.equal([3, 4]);
  });

  it('marks the buckets whose middles were passed', async () => {
    await draw();
    await drag([0.6, 3], [3.4, 3]);
    expect(picture.selection().brush).to.deep.equal([1, 3]);
  });

  it('marks the nearest bucket in a short drag between two', async () => {
    await draw();
    await drag([1.2, 3], [1.4, 3]);
    expect(picture.selection().brush).to.deep.equal([1, 1]);
  });

  for (const change of [{}, { type: 'bar' }] as const) {
    it(`isolates no series by the end of a drag in a chart of ${'type' in change ? 'bars' : 'areas'}`, async () => {
      await draw(change);
      await drag([0.9, 3], [3.1, 3]);
      expect(picture.selection()).to.deep.include({ brush: [1, 3], isolate: [] });
      expect(marks().map(baseOf)).to.include.members([0, 6]);
    });
  }

  it('isolates a series by a click after a drag was taken back', async () => {
    await draw();
    await drag([0.9, 3], [3.1, 3]);
    picture.select({ ...picture.selection(), brush: undefined });
    await click(0.5, 3);
    expect(picture.selection()).to.deep.include({ brush: undefined, isolate: ['part-0'] });
  });

  it('announces choices of the pointer', async () => {
    const heard: ChartSelection[] = [];
    await draw({}, TWO, { onSelect: () => heard.push(picture.selection()) });
    await click(2, 3);
    expect(heard.at(-1)).to.deep.equal({ highlight: 'part-0', isolate: ['part-0'], brush: undefined });
  });

  const choices: [what: string, selection: ChartSelection, byPointer: () => Promise<unknown>][] = [
    ['a highlighted series', { ...NOTHING_SELECTED, highlight: 'part-0' }, () => move(2, 3)],
    ['an isolated series', { ...NOTHING_SELECTED, highlight: 'part-0', isolate: ['part-0'] }, () => click(2, 3)],
  ];
  for (const [what, selection, byPointer] of choices) {
    it(`draws ${what} alike, whether the pointer or the page has chosen it`, async () => {
      const shown = (): string[] => [...element.querySelectorAll('path')].map(({ outerHTML }) => outerHTML).sort();
      await draw();
      await byPointer();
      expect(await selected()).to.deep.equal(selection);
      const expected = shown();
      picture.finalize();
      await resetMouse();
      await draw();
      picture.select(selection);
      expect(await selected()).to.deep.equal(selection);
      expect(shown()).to.deep.equal(expected);
    });
  }

  for (const [what, change] of drags) {
    it(`marks whole buckets that the page chooses, in a chart of ${what}`, async () => {
      await draw(change);
      picture.select({ ...NOTHING_SELECTED, brush: [1, 3] });
      expect(await selected()).to.deep.equal({ ...NOTHING_SELECTED, brush: [1, 3] });
      const { left, right } = element.querySelector('.brush_brush path')!.getBoundingClientRect();
      const middles = [0, 1, 3, 4].map((bucket) => picture.toPixel(bucket)!.x).sort((a, b) => a - b);
      expect(left).to.be.above(middles[0]!).and.below(middles[1]!);
      expect(right).to.be.above(middles[2]!).and.below(middles[3]!);
    });
  }

  const plots: [what: string, change: Partial<TimelineFrame>][] = [
    ['a line', {}],
    ['a narrow line', { width: 333 }],
    ['a line from right to left', { rtl: true }],
    ['bars', { type: 'bar' }],
  ];
  for (const [what, change] of plots) {
    it(`reads back all buckets of ${what} that the page marks, also a single one`, async () => {
      const count = 13;
      await draw(change, [Array<number>(count).fill(1)]);
      for (let first = 0; first < count; first++) {
        for (let last = first; last < count; last++) {
          picture.select({ ...NOTHING_SELECTED, brush: [first, last] });
          expect((await selected()).brush).to.deep.equal([first, last]);
        }
      }
    });
  }

  it('shows the mark of a single bucket inside of the plot', async () => {
    await draw();
    for (const bucket of [0, 2, 4]) {
      picture.select({ ...NOTHING_SELECTED, brush: [bucket, bucket] });
      await picture.idle();
      const { left, right } = element.querySelector('.brush_brush path')!.getBoundingClientRect();
      expect(right - left).to.be.above(10);
      expect(left).to.be.at.least(picture.box.left);
      expect(right).to.be.at.most(picture.box.left + picture.box.width);
    }
  });

  for (const type of ['line', 'bar'] as const) {
    it(`reads back the only bucket of a ${type} that the page marks`, async () => {
      await draw({ type }, [[1]]);
      picture.select({ ...NOTHING_SELECTED, brush: [0, 0] });
      expect((await selected()).brush).to.deep.equal([0, 0]);
    });
  }

  it('takes back all choices', async () => {
    await draw();
    picture.select({ highlight: OTHER, isolate: [OTHER], brush: [1, 2] });
    await picture.idle();
    picture.select(NOTHING_SELECTED);
    expect(await selected()).to.deep.equal(NOTHING_SELECTED);
    expect(marks().map(baseOf).sort()).to.deep.equal([0, 6]);
    expect(opacities()).to.deep.equal([1, 1]);
  });

  it('isolates several series that the page chooses', async () => {
    await draw({}, [...TWO, [1, 1, 1, 1, 1]]);
    picture.select({ ...NOTHING_SELECTED, isolate: ['part-0', OTHER] });
    expect((await selected()).isolate).to.deep.equal(['part-0', OTHER]);
    expect(marks()).to.have.length(2);
  });

  it('leaves out series that the chart does not have', async () => {
    await draw();
    picture.select({ ...NOTHING_SELECTED, highlight: 'toString', isolate: ['nothing', OTHER] });
    expect(await selected()).to.deep.equal({ ...NOTHING_SELECTED, isolate: [OTHER] });
    expect(opacities()).to.deep.equal([1]);
  });

  it('offers neither highlight nor isolation of a chart with one series', async () => {
    await draw({}, [[6, 6, 6, 6, 6]]);
    await click(2, 3);
    expect(await selected()).to.deep.equal(NOTHING_SELECTED);
    picture.select({ highlight: 'global', isolate: ['global'], brush: [1, 2] });
    expect(await selected()).to.deep.equal({ ...NOTHING_SELECTED, brush: [1, 2] });
    expect(opacities()).to.deep.equal([1]);
  });

  it('marks buckets of a chart with one series', async () => {
    await draw({}, [[6, 6, 6, 6, 6]]);
    await drag([0.9, 3], [3.1, 3]);
    expect(picture.selection().brush).to.deep.equal([1, 3]);
  });

  it('highlights the slice below the pointer, and isolates none', async () => {
    const slices = ['a', 'b'].map((id) => ({ id, label: id, value: 1 }));
    picture = await embed(
      element,
      pieSpec(slices, { ...TIMELINE_FRAME, ...underTheme(PLAIN_THEME), width: 200, height: 200 }),
    );
    const opacity = () => marks('pie').map((path) => Number(path.getAttribute('opacity') ?? 1));
    await sendMouse({ type: 'click', position: [175, 100] });
    expect(await selected()).to.deep.equal({ ...NOTHING_SELECTED, highlight: 'a' });
    expect(opacity()).to.deep.equal([1, 0.3]);
    await sendMouse({ type: 'move', position: [300, 300] });
    expect(await selected()).to.deep.equal(NOTHING_SELECTED);
    expect(opacity()).to.deep.equal([1, 1]);
  });
});
