import { expect, fixture, html } from '@open-wc/testing';
import type { LitElement } from 'lit';
import type { DataTable } from '../../src/view/data-table.js';
import { StatsDisplayWidget, type Display } from './stats-display-widget.js';
import type { WidgetView } from './widget-view.js';

class TestDisplay extends StatsDisplayWidget {
  static override tag = 'test-display';
  override offered: readonly Display[] = ['list', 'pie', 'table'];
  first: Display = 'list';
  override needs = [];
  protected override defaultHeading = '';

  protected override get initial(): Display {
    return this.first;
  }
  override get shown(): Display {
    return super.shown;
  }
  override get isTable(): boolean {
    return super.isTable;
  }
  override choose(display: Display | undefined): void {
    super.choose(display);
  }

  protected override model(): WidgetView {
    return {};
  }
  protected override draw() {
    return html``;
  }
  protected override tableOf(): DataTable {
    return { title: '', description: '', start: '', end: '', columns: [], rows: [] };
  }
  protected override render() {
    return html`<div tabindex="0" @keydown=${this.onKey}>${this.shown}</div>`;
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

describe('StatsDisplayWidget', () => {
  it('shows the initial display until the reader chooses one', async () => {
    expect(textOf(await element({ first: 'pie' }))).to.equal('pie');
  });

  it('updates when the reader chooses a display', async () => {
    const host = await element();
    host.choose('pie');
    await host.updateComplete;
    expect(textOf(host)).to.equal('pie');
    host.choose(undefined);
    await host.updateComplete;
    expect(textOf(host)).to.equal('list');
  });

  it('shows the first display that is offered if the chosen one is not', async () => {
    const host = await element({ first: 'pie', offered: ['table', 'list'] });
    expect(host.shown).to.equal('table');
  });

  it('switches to the table and back to the initial display with the key T', async () => {
    const host = await element();
    expect(await press(host, { key: 't' })).to.equal('table');
    expect(host.isTable).to.be.true;
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
