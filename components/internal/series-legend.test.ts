import { expect, fixture, html } from '@open-wc/testing';
import { NOTHING_SELECTED } from '../../src/chart/parameters.js';
import { seriesLegend } from './series-legend.js';

describe('seriesLegend', () => {
  const entry = (id: string, set: object = {}) => ({
    ...{ id, short: id.toUpperCase(), name: `Part ${id}`, color: 'red', isFixed: false, isDashed: false },
    ...set,
  });
  const ENTRIES = [entry('a'), entry('b'), entry('before', { isFixed: true, isDashed: true })];

  /** A legend beside a chart with isolated series, and the calls of the reader: `highlight a`. */
  async function legend(isolate: readonly string[] = []): Promise<{ list: HTMLElement; calls: string[] }> {
    const calls: string[] = [];
    const list = await fixture<HTMLElement>(
      seriesLegend(ENTRIES, {
        selection: { ...NOTHING_SELECTED, isolate },
        highlight: (id) => calls.push(`highlight ${id ?? 'none'}`),
        isolate: (id) => calls.push(`isolate ${id}`),
      }),
    );
    return { list, calls };
  }
  const buttons = (list: HTMLElement): HTMLButtonElement[] => [...list.querySelectorAll('button')];
  const pressed = (list: HTMLElement): string[] =>
    buttons(list).map((each) => `${each.textContent.trim()} ${each.ariaPressed}`);
  const pale = (list: HTMLElement): string[] =>
    [...list.querySelectorAll('.pale')].map((each) => each.textContent.trim());

  it('shows each entry as a button, except one that cannot be isolated', async () => {
    const { list } = await legend();
    expect([...list.querySelectorAll('li')].map((each) => each.textContent.trim())).to.deep.equal(['A', 'B', 'BEFORE']);
    expect(pressed(list)).to.deep.equal(['A false', 'B false']);
    expect(list.querySelector('.dashed')!.textContent).to.equal('BEFORE');
    expect(list.querySelector('span[title]')!.getAttribute('title')).to.equal('Part a');
  });

  for (const [what, start, end] of [
    ['pointer', 'pointerenter', 'pointerleave'],
    ['focus', 'focus', 'blur'],
  ] as const) {
    it(`an entry highlights its series under the ${what}, until it leaves`, async () => {
      const { list, calls } = await legend();
      for (const type of [start, end]) buttons(list)[1]!.dispatchEvent(new Event(type));
      expect(calls).to.deep.equal(['highlight b', 'highlight none']);
    });
  }

  it('an entry isolates its series by a click', async () => {
    const { list, calls } = await legend();
    buttons(list)[0]!.click();
    expect(calls).to.deep.equal(['isolate a']);
  });

  it('the entry of an isolated series is pressed, and the others are pale', async () => {
    const { list } = await legend(['b']);
    expect(pressed(list)).to.deep.equal(['A false', 'B true']);
    expect(pale(list)).to.deep.equal(['A']);
  });

  it('an entry of a series that is not drawn highlights none', async () => {
    const { list, calls } = await legend(['b']);
    for (const button of buttons(list)) button.dispatchEvent(new Event('focus'));
    expect(calls).to.deep.equal(['highlight none', 'highlight b']);
  });

  it('the isolation of a series that is not in the legend is not shown', async () => {
    const { list } = await legend(['gone']);
    expect(pressed(list)).to.deep.equal(['A false', 'B false']);
    expect(pale(list)).to.deep.equal([]);
  });

  it('passes the axe checks', async () => {
    const { list } = await legend(['b']);
    await expect(list).to.be.accessible();
  });

  it('is a list without buttons before there is a chart', async () => {
    const fixed = [entry('a', { isFixed: true })];
    const choices = { selection: undefined, highlight: () => undefined, isolate: () => undefined };
    const list = await fixture<HTMLElement>(html`<div>${seriesLegend(fixed, choices)}</div>`);
    expect(list.textContent.trim()).to.equal('A');
    expect(buttons(list)).to.have.length(0);
  });
});
