import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { StatsDashboard } from '../../layouts/stats-dashboard.js';
import { loadLocale } from '../../src/i18n/i18n.js';
import { StatsError } from '../../src/sources/errors.js';
import type { RecordUse, RecordUseRequest, StatsSource } from '../../src/sources/source.js';
import type { ErrorDetail } from '../../src/state/events.js';
import { expectAccessible, heldSource, print } from '../../test/builders.js';
import { fakeFetch, json, pathOf, restoreFetch } from '../../test/fake-fetch.js';
import { StatsRecord } from './stats-record.js';

const VIEWS = [0, 4, 12, 8, 20, 1284, 30, 11, 16, 40, 33, 9];
const USE: RecordUse = { title: 'Old maps', views: VIEWS, downloads: VIEWS.map((count) => Math.floor(count / 4)) };

/** Creates a source that answers for any record, and its requests. */
function sourceOf(use: RecordUse | (() => RecordUse | undefined) = USE) {
  const asked: RecordUseRequest[] = [];
  const recordUse: NonNullable<StatsSource['recordUse']> = async (request) => {
    asked.push(request);
    return typeof use === 'function' ? use() : use;
  };
  return { source: { ...heldSource(), recordUse }, asked };
}

async function widget(set: Partial<StatsRecord> = {}): Promise<StatsRecord> {
  const element = Object.assign(document.createElement('stats-record'), { record: 'abcde-12345', today: '2025-05-17' });
  await fixture(html`${Object.assign(element, set)}`);
  await element.settled;
  return element;
}

const textOf = (root: Element | ShadowRoot | DocumentFragment | null): string =>
  (root?.textContent ?? '').replace(/\s+/g, ' ').trim();
const bars = ({ renderRoot }: StatsRecord): HTMLElement[] => [...renderRoot.querySelectorAll<HTMLElement>('.bar')];
const picture = ({ renderRoot }: StatsRecord): HTMLElement => renderRoot.querySelector('[role=img]')!;
const press = (element: HTMLElement, key: string): boolean =>
  element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
/** The element that has the focus, in whatever shadow root. */
const focused = ({ renderRoot }: StatsRecord): string => (renderRoot as ShadowRoot).activeElement?.localName ?? '';

before(() => {
  StatsRecord.define();
  StatsDashboard.define();
});
afterEach(restoreFetch);

describe('stats-record', () => {
  it('shows the sum and a bar for each of the last twelve months', async () => {
    const { source, asked } = sourceOf();
    const element = await widget({ source });
    expect(asked.map(({ record, periods }) => [record, periods.length, print(periods[11]!)])).to.deep.equal([
      ['abcde-12345', 12, '2025-05-01/2025-05-17'],
    ]);
    expect(textOf(element.renderRoot.querySelector('.total'))).to.equal('1,467');
    expect(textOf(element.renderRoot.querySelector('.head'))).to.equal(
      'Views of this record in the last 12 months, all versions',
    );
    expect(bars(element).map((bar) => bar.title)).to.include.members([
      'June 2024: 0',
      'November 2024: 1,284',
      'May 2025: 9',
    ]);
    expect(bars(element)[5]!.style.getPropertyValue('--_share')).to.equal('100%');
    expect(element.view).to.deep.include({ total: 1467, start: '2024-06-01', end: '2025-05-17', title: 'Old maps' });
    expect(element.view?.series[0]!.buckets.map(({ value }) => value)).to.deep.equal(VIEWS);
  });

  it('shows downloads of the same answer without another request', async () => {
    const { source, asked } = sourceOf();
    const element = await widget({ source });
    element.metric = 'downloads';
    await element.settled;
    expect([element.view?.total, asked.length]).to.deep.equal([365, 1]);
    expect(textOf(element.renderRoot.querySelector('.heading'))).to.equal('Downloads of this record');
  });

  it('shares its request with an element of the same record', async () => {
    const { source, asked } = sourceOf();
    const [views, downloads] = [await widget({ source }), await widget({ source, metric: 'downloads' })];
    expect([views.view?.total, downloads.view?.total, asked.length]).to.deep.equal([1467, 365, 1]);
  });

  it('sends a request for another record, and removes the old numbers', async () => {
    const { source, asked } = sourceOf();
    const element = await widget({ source });
    element.record = 'other';
    await element.updateComplete;
    expect(element.view).to.be.undefined;
    await element.settled;
    expect(asked.map(({ record }) => record)).to.deep.equal(['abcde-12345', 'other']);
  });

  it('describes the bars, and has all numbers as a table', async () => {
    const element = await widget({ source: sourceOf().source });
    expect(picture(element).getAttribute('aria-label')).to.equal(
      'Views of this record per month, most in November 2024: 1,284.',
    );
    element.renderRoot.querySelector<HTMLElement>('button[aria-label="Table"]')!.click();
    await element.settled;
    const rows = [...element.renderRoot.querySelector('stats-table')!.renderRoot.querySelectorAll('tr')].map((row) =>
      [...row.children].map(textOf).join(' | '),
    );
    expect([rows[0], rows[1], rows[12]]).to.deep.equal(['Period | Views', 'June 2024 | 0', 'May 2025 (so far) | 9']);
  });

  it('switches from the bars to the table and back with the key T and keeps the focus', async () => {
    const element = await widget({ source: sourceOf().source });
    picture(element).focus();
    press(picture(element), 't');
    await element.settled;
    expect(focused(element)).to.equal('stats-table');
    press(element.renderRoot.querySelector('stats-table')!, 'T');
    await element.settled;
    expect(focused(element)).to.equal(picture(element).localName);
  });

  it('exports the months', async () => {
    const table = (await widget({ source: sourceOf().source })).dataTable()!;
    expect(table).to.deep.include({ title: 'Views of this record', start: '2024-06-01', end: '2025-05-17' });
    expect(table.columns.map(({ key }) => key)).to.deep.equal(['start', 'end', 'views']);
    expect(table.rows[11]).to.deep.equal(['2025-05-01', '2025-05-17', 9]);
  });

  it('explains how it is counted', async () => {
    const { provenance } = await widget({ source: sourceOf().source, metric: 'downloads' });
    expect(provenance?.view.counting).to.equal('recordDownloads');
    expect(provenance?.shownMetrics).to.deep.equal([{ metric: 'downloads', kind: 'delta' }]);
  });

  it('marks a sum without some months, whose numbers were not sent', async () => {
    const element = await widget({ source: sourceOf({ ...USE, views: [null, ...VIEWS.slice(1)] }).source });
    expect(textOf(element.renderRoot.querySelector('.total.partial'))).to.equal('≥ 1,467');
    expect(bars(element)[0]!.title).to.equal('June 2024: not provided');
  });

  it('shows months without use as 0', async () => {
    const nothing = VIEWS.map(() => 0);
    const element = await widget({ source: sourceOf({ ...USE, views: nothing }).source });
    expect(textOf(element.renderRoot.querySelector('.total'))).to.equal('0');
  });

  for (const [what, use] of [
    ['does not count single records', () => undefined],
    ['sends no number', { ...USE, views: [] }],
  ] as const) {
    it(`reads "not provided" if the source ${what}`, async () => {
      const element = await widget({ source: sourceOf(use).source });
      expect(textOf(element.renderRoot.querySelector('.nothing'))).to.equal('not provided');
    });
  }

  it('reads "not provided" if the source has no such method', async () => {
    const element = await widget({ source: heldSource() });
    expect(textOf(element.renderRoot.querySelector('.nothing'))).to.equal('not provided');
  });

  it('says that no record is chosen, and sends no request', async () => {
    const { source, asked } = sourceOf();
    const element = await widget({ source, record: '' });
    expect([textOf(element.renderRoot.querySelector('.nothing')), asked.length]).to.deep.equal([
      'No record is chosen.',
      0,
    ]);
    element.record = 'abcde-12345';
    await element.settled;
    expect(element.view?.total).to.equal(1467);
  });

  it('says that there is no such record', async () => {
    const missing = (): RecordUse => {
      throw new StatsError('attribute', 'no record', { path: 'record' });
    };
    const element = document.createElement('stats-record');
    const told = oneEvent<CustomEvent<ErrorDetail>>(element, 'stats-error');
    Object.assign(element, { record: 'nope', source: sourceOf(missing).source });
    await fixture(html`${element}`);
    expect((await told).detail).to.include({ reason: 'attribute', path: 'record' });
    await element.settled;
    expect(textOf(element.renderRoot.querySelector('[role=alert] span'))).to.equal('There is no record with this id.');
  });

  it('asks the API at its address', async () => {
    const calls = fakeFetch(({ init }) =>
      json(init.method === 'POST' ? { 'views 0': { unique_views: 5 } } : { parent: { id: 'p' }, metadata: {} }),
    );
    const element = await widget({ src: '/x/api' });
    expect(calls.map(pathOf)).to.deep.equal(['/x/api/records/abcde-12345', '/x/api/stats']);
    expect(element.view?.total).to.equal(5);
  });

  it('reads its properties from attributes', async () => {
    const element: StatsRecord = await fixture(
      html`<stats-record record=" abcde-12345 " metric="downloads" heading="Use" test-data></stats-record>`,
    );
    await element.settled;
    expect(element).to.include({ record: 'abcde-12345', metric: 'downloads' });
    expect(textOf(element.renderRoot.querySelector('.heading'))).to.equal('Use');
    expect(element.view?.total).to.be.above(0);
    expect(textOf(element.renderRoot)).to.contain('these numbers are invented');
  });

  it('takes the source of its dashboard', async () => {
    const { source, asked } = sourceOf();
    const dashboard: StatsDashboard = await fixture(
      html`<stats-dashboard .source=${source} today="2025-05-17"
        ><stats-record record="x"></stats-record
      ></stats-dashboard>`,
    );
    await dashboard.querySelector('stats-record')!.settled;
    expect(asked.map(({ record }) => record)).to.deep.equal(['x']);
  });

  it('uses German in a German page', async () => {
    await loadLocale('de');
    const element = await widget({ source: sourceOf().source, lang: 'de' });
    expect(textOf(element.renderRoot.querySelector('.head'))).to.equal(
      'Aufrufe dieses Datensatzes in den letzten 12 Monaten, alle Versionen',
    );
  });

  for (const display of ['bars', 'table']) {
    it(`passes the axe checks as ${display}`, async () => {
      const element = await widget({ source: sourceOf().source });
      if (display === 'table') press(picture(element), 't');
      await element.settled;
      await expectAccessible(element);
    });
  }
});
