import { expect, fixture, html } from '@open-wc/testing';
import type { LitElement } from 'lit';
import { StatsElement } from '../base/stats-element.js';
import { DisplayController } from './display-controller.js';

const ALL = ['list', 'pie', 'table'] as const;
type Shown = (typeof ALL)[number];

class TestDisplay extends StatsElement {
  static override tag = 'test-display';
  offered: readonly Shown[] = ALL;
  initial: Shown = 'list';
  readonly displays: DisplayController<Shown> = new DisplayController<Shown>(this, {
    offered: () => this.offered,
    initial: () => this.initial,
  });

  protected override render() {
    return html`<div tabindex="0" @keydown=${this.displays.onKey}>${this.displays.current}</div>`;
  }
}

const element = (set: Partial<TestDisplay> = {}): Promise<TestDisplay> =>
  fixture(html`${Object.assign(document.createElement('test-display'), set)}`);

const textOf = ({ renderRoot }: LitElement): string => renderRoot.textContent.trim();

async function press(on: TestDisplay, init: KeyboardEventInit): Promise<string> {
  on.renderRoot.querySelector('div')!.dispatchEvent(new KeyboardEvent('keydown', init));
  await on.updateComplete;
  return textOf(on);
}

declare global {
  interface HTMLElementTagNameMap {
    'test-display': TestDisplay;
  }
}

before(() => TestDisplay.define());

describe('DisplayController', () => {
  it('shows the initial display until the reader chooses one', async () => {
    expect(textOf(await element({ initial: 'pie' }))).to.equal('pie');
  });

  it('updates the element when the reader chooses', async () => {
    const host = await element();
    host.displays.choose('pie');
    await host.updateComplete;
    expect(textOf(host)).to.equal('pie');
    host.displays.choose(undefined);
    await host.updateComplete;
    expect(textOf(host)).to.equal('list');
  });

  it('shows the first display that is offered if the chosen one is not', async () => {
    const host = await element({ initial: 'pie', offered: ['table', 'list'] });
    expect(host.displays.current).to.equal('table');
  });

  it('goes to the table and back to the initial display with the key T', async () => {
    const host = await element();
    expect(await press(host, { key: 't' })).to.equal('table');
    expect(host.displays.isTable).to.be.true;
    expect(await press(host, { key: 'T' })).to.equal('list');
  });

  it('ignores T with a modifier key, and all other keys', async () => {
    const host = await element();
    for (const modifier of ['ctrlKey', 'metaKey', 'altKey']) {
      expect(await press(host, { key: 't', [modifier]: true }), modifier).to.equal('list');
    }
    expect(await press(host, { key: 'u' })).to.equal('list');
  });
});
