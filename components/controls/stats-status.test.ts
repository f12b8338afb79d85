import { expect, fixture, html } from '@open-wc/testing';
import { StatsDashboard } from '../../layouts/stats-dashboard.js';
import { body, expectAccessible, heldSource, sentWhole, type DatedPoints } from '../../test/builders.js';
import { restoreClock, setClock } from '../../test/fake-clock.js';
import { StatsFigure } from '../figure/stats-figure.js';
import { StatsStatus } from './stats-status.js';

/** A status beside a figure of views, so that the dashboard loads numbers. */
async function status(set: Partial<StatsDashboard>): Promise<[StatsStatus, StatsDashboard]> {
  const own = { today: '2025-06-10', range: 'yearToDate', ...set };
  const dashboard = Object.assign(document.createElement('stats-dashboard'), own);
  const figure = Object.assign(document.createElement('stats-figure'), { metric: 'views' });
  dashboard.append(figure, document.createElement('stats-status'));
  await fixture(html`${dashboard}`);
  return [dashboard.querySelector('stats-status')!, dashboard];
}

const views = (points: DatedPoints) => body({ 'usage-delta': { global: { viewUniqueRecords: sentWhole(points) } } });

/** The texts of the status without its live region. */
const factsOf = ({ renderRoot }: StatsStatus): string[] =>
  [...renderRoot.querySelectorAll('span:not([role])')].map(({ textContent }) => textContent);
const activityOf = ({ renderRoot }: StatsStatus): string => renderRoot.querySelector('[role="status"]')!.textContent;

const COUNTING = 'Counted once per day and added up: Views.';

before(() => {
  StatsDashboard.define();
  StatsFigure.define();
  StatsStatus.define();
});

afterEach(restoreClock);

describe('<stats-status>', () => {
  it('W16: shows the last day with data and the time of the last fetch', async () => {
    const [element, dashboard] = await status({ data: views({ '2025-05-30': 3 }) });
    await dashboard.settled;
    const [until, fetched, ...more] = factsOf(element);
    expect(until).to.equal('Data up to May 30, 2025');
    // The data have just been fetched, so the time stands without a date.
    expect(fetched).to.match(/^fetched .*\d{1,2}:\d{2}/);
    expect(more).to.deep.equal([COUNTING]);
    expect(activityOf(element)).to.equal('');
    await expectAccessible(element);
  });

  it('does not say that events are counted once per day', async () => {
    const events = body({ 'usage-delta': { global: { views: sentWhole({ '2025-05-30': 3 }) } } });
    const [element, dashboard] = await status({ data: events });
    await dashboard.settled;
    expect(factsOf(element)).to.have.length(2);
  });

  it('names the day by which records are counted if the chosen one is not offered', async () => {
    const source = heldSource();
    const [element, dashboard] = await status({ source, dateBasis: 'published' });
    (await source.nth(0)).answer(views({ '2025-05-30': 3 }));
    await dashboard.settled;
    const sentence =
      'Records are counted by the day on which they were added, because the service does not tell when they were published.';
    expect(factsOf(element)).to.include(sentence);
    dashboard.dateBasis = 'added';
    (await source.nth(1)).answer(views({ '2025-05-30': 3 }));
    await dashboard.settled;
    expect(factsOf(element)).not.to.include(sentence);
  });

  it('shows the date of a fetch on another day', async () => {
    const source = heldSource();
    const [element, dashboard] = await status({ source });
    // The blocks of a held source have the epoch as time of fetching.
    (await source.nth(0)).answer(views({ '2025-05-30': 3 }));
    await dashboard.settled;
    expect(factsOf(element)[1]).to.match(/^fetched Jan 1, 1970,? (at )?1:00\sAM$/);
  });

  it('adds the date to the time of the fetch as soon as another day begins', async () => {
    setClock('2025-06-10T10:00Z');
    const [element, dashboard] = await status({ data: views({ '2025-05-30': 3 }) });
    await dashboard.settled;
    const texts = [factsOf(element)[1]];
    setClock('2025-06-11T10:00Z');
    dispatchEvent(new Event('pageshow'));
    await element.updateComplete;
    texts.push(factsOf(element)[1]);
    expect(texts.map((text) => text!.includes('2025'))).to.deep.equal([false, true]);
  });

  it('announces that numbers are loading and shows no facts yet', async () => {
    const source = heldSource();
    const [element] = await status({ source });
    await source.nth(0);
    await element.updateComplete;
    expect(activityOf(element)).to.equal('Loading statistics …');
    expect(factsOf(element)).to.be.empty;
    await expectAccessible(element);
  });

  it('announces an update until it is complete', async () => {
    const source = heldSource();
    const [element, dashboard] = await status({ source });
    (await source.nth(0)).answer(views({ '2025-05-30': 3 }));
    await dashboard.settled;
    expect(activityOf(element)).to.equal('');
    const refreshed = dashboard.refresh();
    const load = await source.nth(1);
    await element.updateComplete;
    expect(activityOf(element)).to.equal('Updating …');
    load.answer(views({ '2025-06-02': 3 }));
    await refreshed;
    await dashboard.settled;
    expect(activityOf(element)).to.equal('');
    expect(factsOf(element)[0]).to.equal('Data up to Jun 2, 2025');
  });

  it('notes that values could not be read', async () => {
    const [element, dashboard] = await status({ data: views({ '2025-05-30': -1, '2025-05-31': 2 }) });
    await dashboard.settled;
    expect(factsOf(element)).to.include('Some values could not be read and are left out.');
    await expectAccessible(element);
  });

  it('does not show when invented numbers were fetched', async () => {
    const source = heldSource(() => ({ invented: true }));
    const [element, dashboard] = await status({ source });
    (await source.nth(0)).answer(views({ '2025-05-30': 3 }));
    await dashboard.settled;
    expect(factsOf(element)).to.deep.equal(['Data up to May 30, 2025', COUNTING]);
  });

  it('omits the last day where nothing was counted', async () => {
    const source = heldSource();
    const [element, dashboard] = await status({ source });
    (await source.nth(0)).answer();
    await dashboard.settled;
    expect(factsOf(element).map((fact) => fact.split(' ')[0])).to.deep.equal(['fetched']);
  });

  it('shows nothing where loading failed', async () => {
    const source = heldSource();
    const [element, dashboard] = await status({ source });
    (await source.nth(0)).fail('network');
    await dashboard.settled;
    expect(factsOf(element)).to.be.empty;
    expect(activityOf(element)).to.equal('');
  });

  it('shows nothing without a dashboard', async () => {
    const element = await fixture<StatsStatus>(html`<stats-status></stats-status>`);
    expect(factsOf(element)).to.be.empty;
    expect(activityOf(element)).to.equal('');
  });
});
