/** A custom widget without any other element of the library: this file must not import the deferred messages. */
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { DataNeed } from '../../src/state/needs.js';
import type { StatsState } from '../../src/state/context.js';
import { body, dated, sentWhole } from '../../test/builders.js';
import { StatsWidget } from './stats-widget.js';
import type { WidgetView } from './widget-view.js';

interface SumView extends WidgetView {
  readonly sum: number;
}

/** True if the browser has loaded the deferred messages. */
const hasDeferredMessages = (): boolean =>
  performance.getEntriesByType('resource').some(({ name }) => name.includes('/i18n/messages/deferred'));

class TestSum extends StatsWidget<SumView> {
  static override tag = 'test-sum';

  override get needs(): readonly DataNeed[] {
    return [{ metric: 'views', kind: 'delta' }];
  }

  protected override get defaultHeading(): string {
    return 'Sum';
  }

  protected override model({ stats, range }: StatsState): SumView {
    return { sum: stats.whole('views', 'delta')?.sum(range) ?? 0 };
  }

  protected override draw({ sum }: SumView) {
    return html`<p>${sum}</p>`;
  }
}

describe('a custom widget that is alone on a page', () => {
  it('loads the messages that it needs and names the missing years', async () => {
    TestSum.define();
    expect(hasDeferredMessages()).to.equal(false);
    const views = sentWhole({ ...dated('2023-01-01', '2023-12-31'), ...dated('2025-01-01', '2025-12-31') });
    const element = Object.assign(new TestSum(), {
      data: body({ 'usage-delta': { global: { viewUniqueRecords: views } } }),
      range: '2023-01-01/2025-12-31',
      today: '2026-06-10',
    });
    await fixture(html`${element}`);
    await element.settled;
    const textOf = (): string => element.renderRoot.textContent.replace(/\s+/g, ' ');
    await waitUntil(() => textOf().includes('2024'), 'the year is named');
    expect(element.missing).to.deep.equal([2024]);
    expect(textOf()).to.contain('730').and.to.contain('Counted once per day');
  });
});
