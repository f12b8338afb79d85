import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { StatsDashboard } from '../../layouts/stats-dashboard.js';
import { body, expectAccessible } from '../../test/builders.js';
import { StatsComparePicker } from './stats-compare-picker.js';

/** A picker inside a dashboard without numbers. */
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
  it('offers no comparison, the previous period, and a year before', async () => {
    const [element] = await picker();
    expect([...selectOf(element).options].map(({ value, text }) => `${value}: ${text}`)).to.deep.equal([
      'none: nothing',
      'previous: previous period',
      'year: a year before',
    ]);
    expect(selectOf(element).value).to.equal('none');
  });

  it('shows the comparison of the dashboard and follows its changes', async () => {
    const [element, dashboard] = await picker();
    dashboard.compare = 'year';
    await dashboard.settled;
    expect(selectOf(element).value).to.equal('year');
  });

  it('dispatches stats-select with the choice of the reader, and the dashboard compares', async () => {
    const [element, dashboard] = await picker();
    const heard = oneEvent<HTMLElementEventMap['stats-select']>(document, 'stats-select');
    selectOf(element).value = 'previous';
    selectOf(element).dispatchEvent(new Event('change'));
    expect((await heard).detail).to.deep.equal({ compare: 'previous' });
    await dashboard.settled;
    expect(selectOf(element).value).to.equal('previous');
  });

  it('has a label and passes the axe checks', async () => {
    const [element] = await picker();
    expect(selectOf(element).getAttribute('aria-label')).to.equal('Compare with');
    await expectAccessible(element);
  });
});
