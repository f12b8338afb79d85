import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { StatsDashboard } from '../../layouts/stats-dashboard.js';
import { loadLocale } from '../../src/i18n/i18n.js';
import { StatsError } from '../../src/sources/errors.js';
import type { DataNeed } from '../../src/state/needs.js';
import type { StatsSource } from '../../src/sources/source.js';
import type { StatsState } from '../../src/state/context.js';
import type { DataTable } from '../../src/view/data-table.js';
import { body, dated, expectAccessible, heldSource, sent, sentWhole } from '../../test/builders.js';
import { fakeFetch, json, nextTask, restoreFetch } from '../../test/fake-fetch.js';
import { parseCsv, parseXml, tableOf, unzip } from '../../test/report-builders.js';
import { StatsExport } from './stats-export.js';
import { StatsTopRecords } from '../top-records/stats-top-records.js';
import { StatsWidget } from '../base/stats-widget.js';
import type { WidgetView } from '../base/widget-view.js';

interface SumView extends WidgetView {
  readonly sum: number;
}

/** A custom widget: the views of the range, and a table with that number. */
class TestSum extends StatsWidget<SumView> {
  static override tag = 'test-sum';

  override get needs(): readonly DataNeed[] {
    return [{ metric: 'views', kind: 'delta' }];
  }
  protected override get defaultHeading(): string {
    return this.id;
  }
  protected override model({ stats, range }: StatsState): SumView {
    return { sum: stats.whole('views', 'delta')!.sum(range) };
  }
  protected override draw({ sum }: SumView) {
    return html`${sum}`;
  }
  override dataTable(): DataTable | undefined {
    if (this.id === 'broken') throw new Error('no such column');
    if (!this.view || !this.complete || this.id === 'bare') return undefined;
    return tableOf({ title: this.id, columns: ['views:count'], rows: [[this.view.sum]] });
  }
}

const VIEWS = body({ 'usage-delta': { global: { views: sentWhole(dated('2025-01-01', '2025-12-31', 2)) } } });

interface Saved {
  readonly name: string;
  readonly file: Blob;
}

/** Files that are offered during a test, which the browser does not save. */
let saved: Saved[];
const createObjectURL = URL.createObjectURL.bind(URL);

/** A dashboard with some widgets and an export in it. */
async function page(ids: readonly string[], set: Partial<StatsDashboard> = {}): Promise<[StatsExport, StatsDashboard]> {
  const dashboard = await fixture<StatsDashboard>(html`
    <stats-dashboard today="2025-06-10" range="2025-06-01/2025-06-10"
      ><stats-export></stats-export>${ids.map((id) => html`<test-sum id=${id}></test-sum>`)}</stats-dashboard
    >
  `);
  Object.assign(dashboard, 'source' in set ? set : { data: VIEWS, ...set });
  const element = dashboard.querySelector('stats-export')!;
  if (!('source' in set)) await dashboard.settled;
  await nextTask();
  await element.updateComplete;
  return [element, dashboard];
}

/** An export outside a dashboard, with its own source. */
async function alone(set: Partial<StatsExport>): Promise<StatsExport> {
  const element = await fixture<StatsExport>(
    html`<stats-export today="2025-06-10" range="2025-05-01/2025-06-10"></stats-export>`,
  );
  Object.assign(element, set);
  await element.updateComplete;
  return element;
}

const buttonOf = ({ renderRoot }: StatsExport): HTMLButtonElement => renderRoot.querySelector('button')!;
const menuOf = ({ renderRoot }: StatsExport): HTMLElement | null => renderRoot.querySelector('[role="menu"]');
const isOpen = (element: StatsExport): boolean => menuOf(element) !== null;
const itemsOf = ({ renderRoot }: StatsExport): HTMLElement[] => [
  ...renderRoot.querySelectorAll<HTMLElement>('[role="menuitem"]'),
];
const namesOf = (element: StatsExport): string[] => itemsOf(element).map(({ textContent }) => textContent.trim());
const focused = ({ shadowRoot }: StatsExport): string => shadowRoot!.activeElement?.textContent.trim() ?? '';
const spoken = ({ renderRoot }: StatsExport, role = 'status'): string =>
  renderRoot.querySelector(`[role="${role}"]`)?.textContent.trim() ?? '';

async function press(element: StatsExport, key: string): Promise<KeyboardEvent> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true });
  (element.shadowRoot!.activeElement ?? buttonOf(element)).dispatchEvent(event);
  await element.updateComplete;
  return event;
}

async function open(element: StatsExport): Promise<void> {
  buttonOf(element).click();
  await element.updateComplete;
}

/** Chooses from the menu; resolves at once. */
async function choose(element: StatsExport, name: string): Promise<void> {
  await open(element);
  const item = itemsOf(element).find(({ textContent }) => textContent.trim() === name);
  expect(item, `${name} of ${namesOf(element).join(', ')}`).to.exist;
  item!.click();
  await element.updateComplete;
}

/** Resolves when the file has been made or has failed. */
async function finished(element: StatsExport): Promise<void> {
  while (buttonOf(element).getAttribute('aria-busy') === 'true') {
    await nextTask();
    await element.updateComplete;
  }
}

/** Chooses a format; returns the name and the content of the file. */
async function exported(element: StatsExport, name: string): Promise<Saved> {
  await choose(element, name);
  await finished(element);
  expect(saved.length, `${spoken(element, 'alert')} ${spoken(element)}`).to.equal(1);
  return saved[0]!;
}

const textOf = ({ file }: Saved): Promise<string> => file.text();
const sheetsOf = async (file: Saved): Promise<{ title: string; rows: object[] }[]> =>
  (JSON.parse(await textOf(file)) as { sheets: { title: string; rows: object[] }[] }).sheets;

before(() => {
  StatsDashboard.define();
  StatsExport.define();
  StatsTopRecords.define();
  TestSum.define();
});

beforeEach(() => {
  saved = [];
  const blobs = new Map<string, Blob>();
  URL.createObjectURL = (blob) => {
    const href = createObjectURL(blob);
    blobs.set(href, blob as Blob);
    return href;
  };
  HTMLAnchorElement.prototype.click = function () {
    saved.push({ name: this.download, file: blobs.get(this.href)! });
  };
});
afterEach(() => {
  // Uncovers the method that is inherited from HTMLElement.
  delete (HTMLAnchorElement.prototype as Partial<HTMLAnchorElement>).click;
  URL.createObjectURL = createObjectURL;
  restoreFetch();
});

describe('<stats-export>', () => {
  describe('stats-export in a dashboard', () => {
    it('P10: saves the selected days of all widgets in the order of the page', async () => {
      const [element, dashboard] = await page(['one', 'two']);
      const last = document.createElement('test-sum');
      last.id = 'zero';
      dashboard.querySelector('#one')!.before(last);
      await dashboard.settled;
      const file = await exported(element, 'JSON');
      expect(file.name).to.equal('statistics_2025-06-01_2025-06-10.json');
      expect((await sheetsOf(file)).map(({ title, rows }) => [title, rows])).to.deep.equal([
        ['zero', [{ views: 20 }]],
        ['one', [{ views: 20 }]],
        ['two', [{ views: 20 }]],
      ]);
    });

    it('leaves out widgets without a table', async () => {
      const [element] = await page(['one', 'bare']);
      expect((await sheetsOf(await exported(element, 'JSON'))).map(({ title }) => title)).to.deep.equal(['one']);
    });

    it('writes the source and the time into the file', async () => {
      const [element] = await page(['one'], { community: 'astronomy' });
      const report = JSON.parse(await textOf(await exported(element, 'JSON'))) as Record<string, string>;
      expect(report).to.include({ title: 'Statistics', start: '2025-06-01', end: '2025-06-10', granularity: 'month' });
      expect(report['source']).to.equal(`${location.origin}${location.pathname} · community astronomy`);
      expect(report['generated']).to.match(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    });

    it('saves a single table as CSV, and several as a zip file', async () => {
      const [one] = await page(['one']);
      const single = await exported(one, 'CSV tables');
      expect(single.name).to.equal('one_2025-01-01_2025-12-31.csv');
      expect(parseCsv(await textOf(single))).to.deep.equal([['views'], ['20']]);
      saved = [];
      const [two] = await page(['one', 'two']);
      const several = await exported(two, 'CSV tables');
      expect([several.name, several.file.type]).to.deep.equal([
        'statistics_2025-06-01_2025-06-10.zip',
        'application/zip',
      ]);
      expect(Object.keys(unzip(new Uint8Array(await several.file.arrayBuffer())))).to.have.length(2);
    });

    it('saves XML and an Excel workbook', async () => {
      const [element] = await page(['one']);
      const made = parseXml(await textOf(await exported(element, 'XML')));
      expect(made.querySelector('cell')!.textContent).to.equal('20');
      saved = [];
      const { name, file } = await exported(element, 'Excel workbook');
      expect(name).to.equal('statistics_2025-06-01_2025-06-10.xlsx');
      const parts = unzip(new Uint8Array(await file.arrayBuffer()));
      expect(parts['xl/worksheets/sheet2.xml']).to.contain('<v>20</v>');
    });

    it('waits for pending numbers and saves neither old nor incomplete ones', async () => {
      const source = heldSource();
      const [element, dashboard] = await page(['one'], { source, range: '2024-12-31/2025-01-01' });
      const year = (n: number, value: number) =>
        body({ 'usage-delta': { global: { views: sentWhole({ [`${n}-01-01`]: value, [`${n}-12-31`]: value }) } } });
      (await source.nth(0)).answer(year(2025, 10));
      (await source.nth(1)).answer(year(2024, 1));
      await dashboard.settled;
      dashboard.range = '2022-01-01/2023-12-31';
      const later = [await source.nth(2), await source.nth(3)];
      await element.updateComplete;
      await choose(element, 'JSON');
      later[0]!.answer(year(2023, 300));
      await nextTask();
      await nextTask();
      expect(saved).to.deep.equal([]);
      expect(buttonOf(element).getAttribute('aria-busy')).to.equal('true');
      expect(spoken(element)).to.equal('The file is being made …');
      later[1]!.answer(year(2022, 2000));
      await finished(element);
      expect(saved[0]!.name).to.equal('statistics_2022-01-01_2023-12-31.json');
      expect(await sheetsOf(saved[0]!))
        .to.have.length(1)
        .and.to.have.nested.property('[0].rows[0].views', 4600);
    });

    it('saves the loaded numbers when others fail to load, and says so', async () => {
      const source = heldSource();
      const [element, dashboard] = await page(['one'], { source });
      (await source.nth(0)).answer(VIEWS);
      await dashboard.settled;
      const refreshed = dashboard.refresh();
      (await source.nth(1)).fail('timeout');
      await refreshed;
      await dashboard.settled;
      await exported(element, 'JSON');
      expect(spoken(element)).to.equal(
        'The file statistics_2025-06-01_2025-06-10.json is ready. Numbers that could not be loaded are left out.',
      );
    });

    describe('records, which are requested apart from the numbers', () => {
      const RECORDS = [{ title: 'Prices of grain', value: 7 }];

      /** A dashboard with a list of records that are pending, and functions that settle the request. */
      async function withRecords(...ids: string[]) {
        const source = heldSource();
        let resolve!: (records: typeof RECORDS) => void;
        let reject!: (error: StatsError) => void;
        const promise = new Promise<typeof RECORDS>((...both) => ([resolve, reject] = both));
        const [element, dashboard] = await page(ids, { source: { ...source, records: () => promise } });
        dashboard.append(document.createElement('stats-top-records'));
        if (ids.length) (await source.nth(0)).answer(VIEWS);
        await nextTask();
        await element.updateComplete;
        return { element, dashboard, resolve, reject };
      }

      it('an export waits for pending records', async () => {
        const { element, resolve } = await withRecords('one');
        await choose(element, 'JSON');
        await nextTask();
        await nextTask();
        expect(saved).to.deep.equal([]);
        resolve(RECORDS);
        await finished(element);
        expect((await sheetsOf(saved[0]!)).map(({ rows }) => rows.length)).to.deep.equal([1, 1]);
        expect(spoken(element)).not.to.contain('left out');
      });

      it('an export leaves out records that fail to load, and says so', async () => {
        const { element, reject } = await withRecords('one');
        reject(new StatsError('timeout', 'says the test'));
        await exported(element, 'JSON');
        expect(await sheetsOf(saved[0]!)).to.have.length(1);
        expect(spoken(element)).to.contain('Numbers that could not be loaded are left out.');
      });

      it('an export can consist of records alone', async () => {
        const { element, dashboard, resolve } = await withRecords();
        resolve(RECORDS);
        await dashboard.querySelector('stats-top-records')!.settled;
        await element.updateComplete;
        await exported(element, 'JSON');
        expect((await sheetsOf(saved[0]!))[0]!.rows).to.deep.equal([
          { title: 'Prices of grain', link: null, value: 7 },
        ]);
      });
    });

    it('is disabled while the page has no widget with numbers', async () => {
      const lonely = await fixture<StatsExport>(html`<stats-export></stats-export>`);
      expect(buttonOf(lonely).disabled).to.be.true;
      const [empty] = await page([]);
      expect(buttonOf(empty).disabled).to.be.true;
      const source = heldSource();
      const [waiting] = await page(['one'], { source });
      expect(buttonOf(waiting).disabled).to.be.true;
      const [ready] = await page(['one']);
      expect(buttonOf(ready).disabled).to.be.false;
    });

    it('shows a message where no widget has a table', async () => {
      const [element] = await page(['bare']);
      await choose(element, 'XML');
      await finished(element);
      expect(saved).to.deep.equal([]);
      expect(spoken(element, 'alert')).to.equal('There is nothing to export.');
    });

    it('P10: shows a message and dispatches stats-error after an error, and works again afterwards', async () => {
      const [element, dashboard] = await page(['broken']);
      const heard = oneEvent<HTMLElementEventMap['stats-error']>(dashboard, 'stats-error');
      await choose(element, 'XML');
      const { detail } = await heard;
      expect(detail).to.deep.equal({ reason: 'code', message: 'Error: no such column' });
      await finished(element);
      expect(spoken(element, 'alert')).to.match(/^The file could not be made\. /);
      expect(saved).to.deep.equal([]);
      dashboard.querySelector('#broken')!.id = 'mended';
      await exported(element, 'XML');
      expect(spoken(element, 'alert')).to.equal('');
    });

    it('saves nothing after its removal from the page', async () => {
      const source = heldSource();
      const [element, dashboard] = await page(['one'], { source });
      (await source.nth(0)).answer(VIEWS);
      await dashboard.settled;
      dashboard.range = '2024-06-01/2024-06-10';
      const load = await source.nth(1);
      await element.updateComplete;
      await choose(element, 'JSON');
      element.remove();
      load.answer(VIEWS);
      await finished(element);
      expect(saved).to.deep.equal([]);
    });
  });

  describe('stats-export with its own source', () => {
    const data = body({
      'usage-delta': {
        global: { views: sentWhole(dated('2025-05-01', '2025-06-09', 2)) },
        resourceTypes: { views: [sent('dataset', dated('2025-05-01', '2025-06-09'), 'Dataset')] },
      },
      'content-snapshot': { global: { records: sentWhole({ '2025-06-09': 7 }) } },
    });

    it('saves every metric over time and every breakdown that has data', async () => {
      const element = await alone({ data });
      const sheets = await sheetsOf(await exported(element, 'JSON'));
      expect(sheets.map(({ title, rows }) => [title, rows])).to.deep.equal([
        ['Content over time', [{ start: '2025-06-09', end: '2025-06-09', records: 7 }]],
        [
          'Usage over time',
          [
            { start: '2025-05-01', end: '2025-05-31', views: 62 },
            { start: '2025-06-01', end: '2025-06-09', views: 18 },
          ],
        ],
        [
          'Usage by resource type',
          [
            { id: 'dataset', label: 'Dataset', views: 40 },
            { id: null, label: 'Other', views: 40 },
          ],
        ],
      ]);
    });

    it('requests its numbers when the reader chooses a format, not before', async () => {
      const source = heldSource();
      const element = await alone({ source });
      await element.settled;
      expect(source.loads).to.deep.equal([]);
      await choose(element, 'JSON');
      await source.nth(3);
      expect(source.loads.map(({ request }) => request.statistic)).to.have.members([
        'content-delta',
        'content-snapshot',
        'usage-delta',
        'usage-snapshot',
      ]);
    });

    it('saves nothing if it is removed from the page while numbers are loading', async () => {
      const source = heldSource();
      const element = await alone({ source });
      await choose(element, 'JSON');
      const loads = await Promise.all([0, 1, 2, 3].map((n) => source.nth(n)));
      loads.find(({ request }) => request.statistic === 'usage-delta')!.answer(VIEWS);
      await nextTask();
      element.remove();
      await finished(element);
      expect(saved).to.deep.equal([]);
    });

    it('explains why a file could not be made, and requests the numbers again the next time', async () => {
      let broken = true;
      const source: StatsSource = {
        key: 'sometimes',
        describe: async () => ({ dateBases: ['added'] }),
        load: async ({ statistic, year }) => {
          if (broken) throw new StatsError('timeout', 'too late');
          return { statistic, year, tables: [], problems: [], fetchedAt: 0 };
        },
      };
      const element = await alone({ source });
      const errors: string[] = [];
      element.addEventListener('stats-error', ({ detail }) => errors.push(detail.message));
      await choose(element, 'JSON');
      await finished(element);
      expect(spoken(element, 'alert')).to.equal(
        'The file could not be made. The statistics service did not answer in time.',
      );
      expect(new Set(errors)).to.deep.equal(new Set(['too late']));
      broken = false;
      await choose(element, 'JSON');
      await finished(element);
      expect(spoken(element, 'alert')).to.equal('There is nothing to export.');
    });
  });

  describe('menu of stats-export', () => {
    it('the menu is closed at first, and its button has the attributes of a menu button', async () => {
      const [element] = await page(['one']);
      expect(isOpen(element)).to.be.false;
      const attributes = ['aria-haspopup', 'aria-expanded', 'aria-controls', 'aria-busy'];
      expect(attributes.map((name) => buttonOf(element).getAttribute(name))).to.deep.equal([
        'menu',
        'false',
        null,
        'false',
      ]);
      expect(buttonOf(element).textContent.trim()).to.equal('Export');
      await open(element);
      expect(buttonOf(element).getAttribute('aria-expanded')).to.equal('true');
      expect(buttonOf(element).getAttribute('aria-controls')).to.equal(menuOf(element)!.id);
      expect(menuOf(element)!.getAttribute('aria-label')).to.equal('Export');
    });

    it('the menu lists the default format first', async () => {
      const [element] = await page(['one']);
      await open(element);
      expect(namesOf(element)).to.deep.equal(['CSV tables', 'Excel workbook', 'JSON', 'XML']);
      element.setAttribute('default-format', 'json');
      await element.updateComplete;
      expect(namesOf(element)).to.deep.equal(['JSON', 'CSV tables', 'Excel workbook', 'XML']);
    });

    for (const [key, name] of [
      ['ArrowDown', 'CSV tables'],
      ['ArrowUp', 'XML'],
    ] as const) {
      it(`${key} on the button opens the menu at ${name}`, async () => {
        const [element] = await page(['one']);
        buttonOf(element).focus();
        expect((await press(element, key)).defaultPrevented).to.be.true;
        expect(focused(element)).to.equal(name);
      });
    }

    it('the menu supports arrow keys, Home, End and initial letters', async () => {
      const [element] = await page(['one']);
      await open(element);
      const at: string[] = [focused(element)];
      for (const key of ['ArrowDown', 'ArrowUp', 'ArrowUp', 'ArrowDown', 'End', 'Home', 'j', 'e']) {
        expect((await press(element, key)).defaultPrevented, key).to.be.true;
        at.push(focused(element).split(' ')[0]!);
      }
      expect(at).to.deep.equal(['CSV tables', 'Excel', 'CSV', 'XML', 'CSV', 'XML', 'CSV', 'JSON', 'Excel']);
      expect((await press(element, 'F5')).defaultPrevented).to.be.false;
    });

    it('Tab closes the menu and skips its items', async () => {
      const [element] = await page(['one']);
      await open(element);
      expect(itemsOf(element).map(({ tabIndex }) => tabIndex)).to.deep.equal([-1, -1, -1, -1]);
      expect((await press(element, 'Tab')).defaultPrevented).to.be.false;
      expect(isOpen(element)).to.be.false;
    });

    it('Escape and a choice close the menu and return the focus to its button', async () => {
      const [element] = await page(['one']);
      await open(element);
      await press(element, 'Escape');
      expect(isOpen(element)).to.be.false;
      expect(focused(element)).to.equal('Export');
      await choose(element, 'XML');
      expect(isOpen(element)).to.be.false;
      expect(focused(element)).to.equal('Export');
      await finished(element);
      expect(focused(element)).to.equal('Export');
    });

    it('the menu closes by its button, by a pointer elsewhere, and when the focus moves elsewhere', async () => {
      const [element, dashboard] = await page(['one']);
      await open(element);
      buttonOf(element).click();
      await element.updateComplete;
      expect(isOpen(element), 'by its button').to.be.false;

      await open(element);
      menuOf(element)!.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
      await element.updateComplete;
      expect(isOpen(element), 'not by a pointer on itself').to.be.true;
      document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
      await element.updateComplete;
      expect(isOpen(element), 'by a pointer').to.be.false;

      await open(element);
      const other = document.createElement('button');
      dashboard.after(other);
      other.focus();
      await element.updateComplete;
      other.remove();
      expect(isOpen(element), 'by the focus').to.be.false;
    });

    it('the menu closes by its button even if pressing the button only removes the focus from the menu', async () => {
      const [element] = await page(['one']);
      await open(element);
      buttonOf(element).dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
      itemsOf(element)[0]!.blur();
      await element.updateComplete;
      expect(isOpen(element)).to.be.true;
      buttonOf(element).click();
      await element.updateComplete;
      expect(isOpen(element)).to.be.false;
    });

    it('the menu stays within a narrow page, whichever side its button is on', async () => {
      for (const side of ['start', 'end']) {
        for (const direction of ['ltr', 'rtl']) {
          const [element, dashboard] = await page(['one']);
          dashboard.parentElement!.dir = direction;
          element.style.textAlign = side;
          await open(element);
          const { left, right } = menuOf(element)!.getBoundingClientRect();
          expect(left, `${side} ${direction}`).to.be.at.least(0);
          expect(right, `${side} ${direction}`).to.be.at.most(document.documentElement.clientWidth);
          expect(document.documentElement.scrollWidth).to.equal(document.documentElement.clientWidth);
        }
      }
    });

    it('the status announces that a file is ready', async () => {
      const [element] = await page(['one']);
      expect(spoken(element)).to.equal('');
      await exported(element, 'XML');
      expect(spoken(element)).to.equal('The file statistics_2025-06-01_2025-06-10.xml is ready.');
      await open(element);
      expect(spoken(element)).to.equal('');
    });

    it('the menu stays closed while a file is made, and the button keeps the focus', async () => {
      const source = heldSource();
      const [element, dashboard] = await page(['one'], { source });
      (await source.nth(0)).answer(VIEWS);
      await dashboard.settled;
      dashboard.range = '2024-06-01/2024-06-10';
      const load = await source.nth(1);
      await element.updateComplete;
      await choose(element, 'JSON');
      expect(buttonOf(element).getAttribute('aria-disabled')).to.equal('true');
      expect(focused(element)).to.equal('Export');
      await open(element);
      expect(isOpen(element), 'by its button').to.be.false;
      expect((await press(element, 'ArrowDown')).defaultPrevented).to.be.false;
      expect(isOpen(element), 'by a key').to.be.false;
      load.answer(VIEWS);
      await finished(element);
      expect(buttonOf(element).hasAttribute('aria-disabled')).to.be.false;
      expect(saved).to.have.length(1);
    });

    it('the menu uses the language of the page', async () => {
      await loadLocale('de');
      const [element, dashboard] = await page(['one']);
      dashboard.parentElement!.lang = 'de';
      element.languageChanged();
      await element.updateComplete;
      await open(element);
      expect(namesOf(element)).to.deep.equal(['CSV-Tabellen', 'Excel-Arbeitsmappe', 'JSON', 'XML']);
    });

    it('the menu passes the axe checks closed, open, and after a failure', async () => {
      const [element] = await page(['bare']);
      await expectAccessible(element);
      await open(element);
      await expectAccessible(element);
      itemsOf(element)[0]!.click();
      await element.updateComplete;
      await finished(element);
      expect(spoken(element, 'alert')).not.to.equal('');
      await expectAccessible(element);
    });
  });

  describe('files of the service', () => {
    const TAR = `x${'\0'.repeat(256)}ustar`;

    /** A dashboard on an InvenioRDM service, which answers requests for files with a file. */
    async function live(file: () => Response): Promise<StatsExport> {
      fakeFetch(({ headers, json: sentBody }) =>
        headers.get('Accept') === 'application/json'
          ? json(Object.fromEntries(Object.keys(sentBody as object).map((key) => [key, VIEWS[key] ?? {}])))
          : file(),
      );
      const [element] = await page(['one'], { source: 'invenio', src: '/api/stats', range: '2024-12-30/2025-01-02' });
      await (element.closest('stats-dashboard') as StatsDashboard).settled;
      element.serviceFormats = true;
      await element.updateComplete;
      return element;
    }

    it('the menu offers files of the service if service-formats is set and the source provides them', async () => {
      const element = await live(() => new Response(TAR));
      await open(element);
      expect(namesOf(element).slice(4)).to.deep.equal(['CSV tables', 'Excel workbook', 'XML']);
      element.serviceFormats = false;
      await element.updateComplete;
      expect(namesOf(element)).to.have.length(4);
      const [given] = await page(['one']);
      given.serviceFormats = true;
      await given.updateComplete;
      await open(given);
      expect(namesOf(given)).to.have.length(4);
    });

    it('W1: the menu says that files of the service hold the whole year of the first day', async () => {
      const element = await live(() => new Response(TAR));
      await open(element);
      const group = element.renderRoot.querySelector('[role="group"]')!;
      const label = element.renderRoot.querySelector(`#${group.getAttribute('aria-labelledby')!}`)!;
      expect(label.textContent).to.equal('From the service: all of 2024');
      expect(itemsOf(element).filter((item) => group.contains(item))).to.have.length(3);
      await expectAccessible(element);
    });

    it('W4: a file of the service is named after its content', async () => {
      const element = await live(() => new Response(TAR));
      await open(element);
      itemsOf(element)[4]!.click();
      await element.updateComplete;
      await finished(element);
      expect(saved.map(({ name }) => name)).to.deep.equal(['statistics_2024-01-01_2024-12-31.tar']);
      expect(await textOf(saved[0]!)).to.equal(TAR);
    });

    it('W2: an error of the service is reported and nothing is saved', async () => {
      const element = await live(() => json({ error: 'Unknown query' }));
      const heard = oneEvent<HTMLElementEventMap['stats-error']>(document, 'stats-error');
      await open(element);
      itemsOf(element)[6]!.click();
      expect((await heard).detail).to.deep.equal({ reason: 'service', message: 'Unknown query' });
      await finished(element);
      expect(spoken(element, 'alert')).to.equal(
        'The file could not be made. The statistics service could not compute these numbers.',
      );
      expect(saved).to.deep.equal([]);
    });
  });
});

declare global {
  interface HTMLElementTagNameMap {
    'test-sum': TestSum;
  }
}
