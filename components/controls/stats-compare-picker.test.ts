import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { StatsDashboard } from '../../layouts/stats-dashboard.js';
import { body, expectAccessible } from '../../test/builders.js';
import { StatsComparePicker } from './stats-compare-picker.js';

/** A picker inside a dashboard of no numbers. */
async function picker(): Promise<[StatsComparePicker, StatsDashboard]> {
  const dashboard = await fixture<StatsDashboard>(html`
    <stats-dashboard today="2025-06-10" .data=${body({})}
      ><stats-compare-picker></stats-compare-picker
    ></stats-dashboard>
  `);
  await dashboard.settled;
  return [dashboard.querySelector('stats-compare-picker')!, dashboard];
}

const selectOf = ({ renderRoot }: StatsComparePicker): HTMLSelectElement => renderRoot.querySelector('select')!;

before(() => {
  StatsDashboard.define();
  StatsComparePicker.define();
});

describe('<stats-compare-picker>', () => {
  it('offers no comparison, the days before, and a year before', async () => {
    const [element] = await picker();
    expect([...selectOf(element).options].map(({ value, text }) => `${value}: ${text}`)).to.deep.equal([
      'none: nothing',
      'previous: previous period',
      'year: a year before',
    ]);
    expect(selectOf(element).value).to.equal('none');
  });

  it('shows the comparison of the dashboard, also when it changes', async () => {
    const [element, dashboard] = await picker();
    dashboard.compare = 'year';
    await dashboard.settled;
    expect(selectOf(element).value).to.equal('year');
  });

  it('tells the page what the reader chose, and the dashboard compares', async () => {
    const [element, dashboard] = await picker();
    const heard = oneEvent<HTMLElementEventMap['stats-select']>(document, 'stats-select');
    selectOf(element).value = 'previous';
    selectOf(element).dispatchEvent(new Event('change'));
    expect((await heard).detail).to.deep.equal({ compare: 'previous' });
    await dashboard.settled;
    expect(selectOf(element).value).to.equal('previous');
  });

  it('is named and free of what axe finds', async () => {
    const [element] = await picker();
    expect(selectOf(element).getAttribute('aria-label')).to.equal('Compare with');
    await expectAccessible(element);
  });
});
