import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { StatsDashboard } from '../../layouts/stats-dashboard.js';
import { loadLocale } from '../../src/i18n/i18n.js';
import { body, expectAccessible } from '../../test/builders.js';
import { nextTask } from '../../test/fake-fetch.js';
import { StatsGranularityPicker } from './stats-granularity-picker.js';

/** A picker inside a dashboard without numbers. */
async function picker(set: Partial<StatsDashboard> = {}): Promise<[StatsGranularityPicker, StatsDashboard]> {
  const dashboard = await fixture<StatsDashboard>(html`
    <stats-dashboard today="2025-06-10" .data=${body({})}
      ><stats-granularity-picker></stats-granularity-picker
    ></stats-dashboard>
  `);
  Object.assign(dashboard, set);
  await dashboard.settled;
  return [dashboard.querySelector('stats-granularity-picker')!, dashboard];
}

const selectOf = ({ renderRoot }: StatsGranularityPicker): HTMLSelectElement => renderRoot.querySelector('select')!;

before(() => {
  StatsDashboard.define();
  StatsGranularityPicker.define();
});

describe('<stats-granularity-picker>', () => {
  it('offers every granularity', async () => {
    const [element] = await picker();
    const options = [...selectOf(element).options].map(({ value, text }) => [value, text]);
    const units = ['day', 'week', 'month', 'quarter', 'year'];
    expect(options).to.deep.equal(units.map((unit) => [unit, unit]));
  });

  it('shows the granularity of the dashboard and follows its changes', async () => {
    const [element, dashboard] = await picker();
    expect(selectOf(element).value).to.equal('month');
    dashboard.granularity = 'week';
    await dashboard.settled;
    expect(selectOf(element).value).to.equal('week');
  });

  it('dispatches a composed stats-select with the choice of the reader and shows it', async () => {
    const [element, dashboard] = await picker();
    const heard = oneEvent<HTMLElementEventMap['stats-select']>(document, 'stats-select');
    selectOf(element).value = 'quarter';
    selectOf(element).dispatchEvent(new Event('change'));
    const event = await heard;
    expect(event.detail).to.deep.equal({ granularity: 'quarter' });
    expect(event.composed).to.be.true;
    await dashboard.settled;
    expect(selectOf(element).value).to.equal('quarter');
  });

  it('follows the dashboard back to a granularity that the reader chose before', async () => {
    const [element, dashboard] = await picker();
    for (const unit of ['week', 'day']) {
      selectOf(element).value = unit;
      selectOf(element).dispatchEvent(new Event('change'));
      await dashboard.settled;
    }
    dashboard.granularity = 'week';
    await dashboard.settled;
    expect(selectOf(element).value).to.equal('week');
  });

  it('is disabled without a dashboard', async () => {
    const element = await fixture<StatsGranularityPicker>(html`<stats-granularity-picker></stats-granularity-picker>`);
    expect(selectOf(element).disabled).to.be.true;
    expect(selectOf(element).value).to.equal('month');
    const [working] = await picker();
    expect(selectOf(working).disabled).to.be.false;
  });

  it('has a label and passes the axe checks', async () => {
    const [element] = await picker();
    expect(selectOf(element).getAttribute('aria-label')).to.equal('Time unit');
    await expectAccessible(element);
  });

  it('uses the language of its context', async () => {
    const [element, dashboard] = await picker();
    await loadLocale('de');
    dashboard.lang = 'de';
    await nextTask();
    await element.updateComplete;
    expect(selectOf(element).getAttribute('aria-label')).to.equal('Zeiteinheit');
    expect(selectOf(element).selectedOptions[0]?.text).to.equal('Monat');
  });
});
