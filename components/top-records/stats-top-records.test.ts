import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { StatsDashboard } from '../../layouts/stats-dashboard.js';
import { loadLocale } from '../../src/i18n/i18n.js';
import { StatsError, type Reason } from '../../src/sources/errors.js';
import type { RecordsRequest, StatsSource, TopRecord } from '../../src/sources/source.js';
import type { ErrorDetail } from '../../src/state/events.js';
import { expectAccessible, heldSource } from '../../test/builders.js';
import { fakeFetch, json, nextTask, pathOf, restoreFetch } from '../../test/fake-fetch.js';
import { StatsTopRecords } from './stats-top-records.js';

interface HeldRecords {
  readonly request: RecordsRequest;
  readonly signal: AbortSignal;
  readonly reload: boolean;
  readonly answer: (records?: readonly TopRecord[]) => void;
  readonly fail: (reason: Reason) => void;
}

/** A source whose requests for records the test answers; it never answers requests for statistics. */
function heldRecords(): {
  source: StatsSource;
  asked: readonly HeldRecords[];
  readonly nth: (index: number) => Promise<HeldRecords>;
} {
  const asked: HeldRecords[] = [];
  const expected = new Map<number, (held: HeldRecords) => void>();
  const records: NonNullable<StatsSource['records']> = (request, signal, reload = false) =>
    new Promise((resolve, reject) => {
      const held: HeldRecords = {
        request,
        signal,
        reload,
        answer: (given = RECORDS) => resolve(given),
        fail: (reason) => reject(new StatsError(reason, `${reason}, says the test`)),
      };
      signal.addEventListener('abort', () => reject(signal.reason as Error));
      asked.push(held);
      expected.get(asked.length - 1)?.(held);
    });
  return {
    source: { ...heldSource(), records },
    asked,
    nth: (index) =>
      new Promise((resolve) => {
        const held = asked[index];
        if (held) resolve(held);
        else expected.set(index, resolve);
      }),
  };
}

const LONG = 'A title that is much too long to stand in one line of a list: ' + 'word '.repeat(60).trim();
const RECORDS: readonly TopRecord[] = [
  { title: 'Prices of grain', href: 'https://repo.example/records/1', value: 1_284_310 },
  { title: LONG, href: 'https://repo.example/records/2', value: 642_155 },
  { title: '', value: 0 },
  { title: 'Bird songs', value: null },
];

const widget = (set: Partial<StatsTopRecords> = {}): Promise<StatsTopRecords> =>
  fixture(html`${Object.assign(document.createElement('stats-top-records'), { today: '2026-11-21', ...set })}`);

/** Returns a widget whose records are loaded. */
const filled = async (
  set: Partial<StatsTopRecords> = {},
  records: readonly TopRecord[] = RECORDS,
): Promise<StatsTopRecords> => {
  const { source, nth } = heldRecords();
  const element = await widget({ source, ...set });
  (await nth(0)).answer(records);
  await element.settled;
  return element;
};

const textOf = (root: Element | ShadowRoot | DocumentFragment): string => root.textContent.replace(/\s+/g, ' ').trim();
const texts = (row: Element): string => [...row.children].map(textOf).join(' | ');
const lines = ({ renderRoot }: StatsTopRecords): string[] => [...renderRoot.querySelectorAll('li')].map(texts);
const card = ({ renderRoot }: StatsTopRecords): Element => renderRoot.querySelector('section')!;
const button = ({ renderRoot }: StatsTopRecords, name: string): HTMLElement =>
  [...renderRoot.querySelectorAll('button')].find(
    (each) => (each.getAttribute('aria-label') ?? textOf(each)) === name,
  )!;

before(() => {
  StatsTopRecords.define();
  StatsDashboard.define();
});
afterEach(restoreFetch);

describe('stats-top-records', () => {
  it('lists the records in the order of the service with their numbers', async () => {
    const element = await filled();
    expect(lines(element)).to.deep.equal([
      'Prices of grain | 1.28M',
      `${LONG} | 642,155`,
      'Untitled | 0',
      'Bird songs | not provided',
    ]);
    expect(element.view).to.deep.equal({
      records: RECORDS.map((record) => ({ ...record, title: record.title || 'Untitled' })),
    });
  });

  it('counts as its source says: Dataverse counts readers in place of downloads', async () => {
    const counting = 'guestbookReaders';
    const element = await filled({ order: 'mostdownloaded' }, [{ title: 'a', value: 1, counting }]);
    expect(element.subtitle).to.equal('all time, by readers');
    expect(element.dataTable()?.columns.at(-1)?.label).to.equal('Readers');
  });

  for (const [order, heading, subtitle] of [
    ['mostviewed', 'Most Viewed Works', 'all time, by views'],
    ['mostdownloaded', 'Most Downloaded Records', 'all time, by downloads'],
  ] as const) {
    it(`shows the heading "${heading}" and the subtitle "${subtitle}" for ${order}`, async () => {
      const element = await filled({ order });
      expect(textOf(element.renderRoot.querySelector('.head')!)).to.equal(`${heading} ${subtitle}`);
      expect(card(element).getAttribute('aria-label')).to.equal(heading);
    });
  }

  it('uses German in a German page', async () => {
    await loadLocale('de');
    const element = await filled({ lang: 'de', order: 'mostdownloaded' });
    expect(textOf(element.renderRoot.querySelector('.sub')!)).to.equal('Downloads im gesamten Zeitraum');
    expect(lines(element)[2]).to.equal('Ohne Titel | 0');
  });

  it('draws bars in proportion to the first record', async () => {
    const element = await filled();
    const shares = [...element.renderRoot.querySelectorAll('li')].map((line) =>
      line.style.getPropertyValue('--_share'),
    );
    expect(shares).to.deep.equal(['100%', '50%', '0%', '0%']);
  });

  it('truncates long titles by style only and keeps the full title in the page', async () => {
    const element = await filled();
    element.style.setProperty('inline-size', '320px');
    const name = element.renderRoot.querySelectorAll<HTMLElement>('.name')[1]!;
    expect(name.scrollWidth).to.be.above(name.clientWidth);
    expect([name.title, name.textContent]).to.deep.equal([LONG, LONG]);
    expect(card(element).scrollWidth).to.equal(card(element).clientWidth);
  });

  it('links to the page of a record that has one', async () => {
    const element = await filled();
    const links = [...element.renderRoot.querySelectorAll('a')];
    expect(links.map((link) => [link.href, textOf(link)])).to.deep.equal([
      ['https://repo.example/records/1', 'Prices of grain'],
      ['https://repo.example/records/2', LONG],
    ]);
  });

  it('shows a table with full numbers', async () => {
    const element = await filled();
    button(element, 'Table').click();
    await element.settled;
    const table = element.renderRoot.querySelector('stats-table')!;
    expect([...table.renderRoot.querySelectorAll('tr')].map(texts)).to.deep.equal([
      'Record | Views',
      'Prices of grain | 1,284,310',
      `${LONG} | 642,155`,
      'Untitled | 0',
      'Bird songs | not provided',
    ]);
    expect(button(element, 'Table').getAttribute('aria-pressed')).to.equal('true');
    button(element, 'List').click();
    await element.settled;
    expect(lines(element)).to.have.length(4);
  });

  it('exports links and full numbers', async () => {
    const element = await filled({ order: 'mostdownloaded' });
    expect(element.dataTable()).to.deep.equal({
      title: 'Most Downloaded Records',
      description: 'Downloads of all time',
      start: '',
      end: '',
      columns: [
        { key: 'title', label: 'Record', type: 'text' },
        { key: 'link', label: 'Link', type: 'link' },
        { key: 'value', label: 'Downloads', type: 'count' },
      ],
      rows: [
        ['Prices of grain', 'https://repo.example/records/1', 1_284_310],
        [LONG, 'https://repo.example/records/2', 642_155],
        ['Untitled', null, 0],
        ['Bird songs', null, null],
      ],
    });
  });

  it('limits its height to max-height and scrolls', async () => {
    const element = await filled({ maxHeight: '50px' });
    const list = element.renderRoot.querySelector('ol')!;
    expect([list.getBoundingClientRect().height, list.tabIndex]).to.deep.equal([50, 0]);
  });

  it('shows the given heading', async () => {
    const element = await filled({ heading: 'What people read' });
    expect(textOf(element.renderRoot.querySelector('.heading')!)).to.equal('What people read');
  });

  it('reads its properties from attributes', async () => {
    const element: StatsTopRecords = await fixture(
      html`<stats-top-records order="mostdownloaded" page-size="5" max-height="9em"></stats-top-records>`,
    );
    expect(element).to.include({ order: 'mostdownloaded', pageSize: 5, maxHeight: '9em' });
  });

  for (const [what, records, text] of [
    ['returns no record', [], 'no data'],
    ['has no records()', undefined, 'not provided'],
  ] as const) {
    it(`shows "${text}" if the source ${what}`, async () => {
      const element = await widget({
        source: records ? { ...heldSource(), records: async () => records } : heldSource(),
      });
      await element.settled;
      expect(textOf(element.renderRoot.querySelector('.nothing')!)).to.equal(text);
      expect(element.view?.records).to.deep.equal([]);
    });
  }

  it('shows a message without a source', async () => {
    const element = await widget();
    expect(textOf(element.renderRoot)).to.contain('not connected to a source');
    expect(element.dataTable()).to.equal(undefined);
  });

  it('notes that test data are invented', async () => {
    const element = await widget({ testData: true });
    await element.settled;
    expect(lines(element)).to.have.length(10);
    expect(textOf(element.renderRoot)).to.contain('these numbers are invented');
  });

  it('requests the search of the repository whose service is given', async () => {
    const calls = fakeFetch(() =>
      json({ hits: { hits: [{ metadata: { title: 'A' }, stats: { all_versions: { unique_views: 3 } } }] } }),
    );
    const element = await widget({ src: '/x/api/stats-dashboard', community: 'astro', pageSize: 4 });
    await element.settled;
    expect(calls.map(pathOf)).to.deep.equal(['/x/api/communities/astro/records?sort=mostviewed&size=4&page=1']);
    expect(lines(element)).to.deep.equal(['A | 3']);
  });

  for (const display of ['List', 'Table']) {
    it(`passes the axe checks as a ${display}`, async () => {
      const element = await filled({ maxHeight: '90px' });
      button(element, display).click();
      await element.settled;
      await expectAccessible(element);
    });
  }
});

describe('requests of stats-top-records', () => {
  it('R1: requests as many records as it shows', async () => {
    const { source, nth } = heldRecords();
    await widget({ source, order: 'mostdownloaded', pageSize: 5, community: 'astro' });
    expect((await nth(0)).request).to.deep.equal({ order: 'mostdownloaded', size: 5, community: 'astro' });
  });

  it('R1: shows no more records than page-size, even if more are sent', async () => {
    expect(lines(await filled({ pageSize: 2 }))).to.have.length(2);
  });

  it('R4: sends one request, whatever range is chosen', async () => {
    const { source, asked, nth } = heldRecords();
    const element = await widget({ source });
    (await nth(0)).answer();
    await element.settled;
    for (const range of ['30days', 'allTime', '2025-01-01/2025-02-01'] as const) {
      element.range = range;
      element.granularity = 'week';
      await element.settled;
    }
    expect(asked).to.have.length(1);
    expect(lines(element)).to.have.length(4);
  });

  for (const [name, change] of [
    ['order', { order: 'mostdownloaded' }],
    ['number', { pageSize: 3 }],
    ['community', { community: 'astro' }],
  ] as const) {
    it(`sends a request for another ${name} and removes the old records`, async () => {
      const { source, nth } = heldRecords();
      const element = await widget({ source });
      (await nth(0)).answer();
      await element.settled;
      Object.assign(element, change);
      const next = await nth(1);
      await element.updateComplete;
      expect([element.view, lines(element)]).to.deep.equal([undefined, []]);
      next.answer([{ title: 'B', value: 2 }]);
      await element.settled;
      expect(lines(element)).to.deep.equal(['B | 2']);
    });
  }

  it('sends a request to another source and ignores the answer of the old one', async () => {
    const [one, other] = [heldRecords(), heldRecords()];
    const element = await widget({ source: one.source });
    const old = await one.nth(0);
    element.source = other.source;
    const next = await other.nth(0);
    expect(old.signal.aborted).to.be.true;
    old.answer();
    next.answer([{ title: 'B', value: 2 }]);
    await element.settled;
    expect(lines(element)).to.deep.equal(['B | 2']);
  });

  it('sends one request for two widgets with the same settings', async () => {
    const { source, asked, nth } = heldRecords();
    const elements = [await widget({ source }), await widget({ source })];
    (await nth(0)).answer();
    for (const element of elements) {
      await element.settled;
      expect(lines(element)).to.have.length(4);
    }
    expect(asked).to.have.length(1);
  });
});

describe('stats-top-records while records are loading', () => {
  it('sets aria-busy and shows that it is loading', async () => {
    const { source, nth } = heldRecords();
    const element = await widget({ source });
    const held = await nth(0);
    await element.updateComplete;
    expect(card(element).getAttribute('aria-busy')).to.equal('true');
    expect(textOf(element.renderRoot)).to.contain('Loading');
    expect(element.dataTable()).to.equal(undefined);
    held.answer();
    await element.settled;
    expect(card(element).getAttribute('aria-busy')).to.equal('false');
  });

  it('does not resolve settled before the records are loaded', async () => {
    const { source, nth } = heldRecords();
    const element = await widget({ source });
    const order: string[] = [];
    const settled = element.settled.then(() => order.push('settled'));
    const held = await nth(0);
    await nextTask();
    order.push('answered');
    held.answer();
    await settled;
    expect(order).to.deep.equal(['answered', 'settled']);
  });

  it('aborts its request when it is removed, and sends it again when it is inserted again', async () => {
    const { source, nth, asked } = heldRecords();
    const element = await widget({ source });
    const held = await nth(0);
    const page = element.parentElement!;
    element.remove();
    expect(held.signal.aborted).to.be.true;
    await nextTask();
    expect(asked).to.have.length(1);
    page.append(element);
    (await nth(1)).answer();
    await element.settled;
    expect(lines(element)).to.have.length(4);
  });

  it('keeps loaded records when it is moved', async () => {
    const { source, nth, asked } = heldRecords();
    const element = await widget({ source });
    (await nth(0)).answer();
    await element.settled;
    const page = element.parentElement!;
    element.remove();
    page.append(element);
    await element.settled;
    expect([asked.length, lines(element).length]).to.deep.equal([1, 4]);
  });
});

describe('stats-top-records after an error', () => {
  it('dispatches stats-error, shows a message and loads the records again on request', async () => {
    const { source, nth } = heldRecords();
    const element = await widget({ source });
    const held = await nth(0);
    const told = oneEvent<CustomEvent<ErrorDetail>>(element, 'stats-error');
    held.fail('rate-limit');
    expect((await told).detail).to.include({ reason: 'rate-limit' });
    await element.settled;
    expect(textOf(element.renderRoot.querySelector('[role=alert]')!)).to.contain('too many requests');
    expect(textOf(element.renderRoot.querySelector('.nothing')!)).to.equal('not available');
    button(element, 'Try again').click();
    (await nth(1)).answer();
    await element.settled;
    expect(element.renderRoot.querySelector('[role=alert]')).to.equal(null);
    expect(lines(element)).to.have.length(4);
  });

  it('keeps the last records if a later request fails', async () => {
    const { source, nth } = heldRecords();
    const element = await widget({ source });
    (await nth(0)).answer();
    await element.settled;
    const refreshed = element.refresh();
    (await nth(1)).fail('network');
    await refreshed;
    await element.settled;
    expect(textOf(element.renderRoot.querySelector('[role=alert]')!)).to.contain('last numbers that were loaded');
    expect(lines(element)).to.have.length(4);
  });

  it('shows a message if a custom source throws', async () => {
    const throwing = {
      ...heldSource(),
      records: () => {
        throw new Error('not today');
      },
    };
    const element = await widget({ source: throwing });
    await element.settled;
    expect(textOf(element.renderRoot)).to.contain('could not compute these numbers');
    expect(card(element).getAttribute('aria-busy')).to.equal('false');
  });
});

describe('refresh() of stats-top-records', () => {
  it('bypasses every cache, keeps the old records until then, and resolves when the new ones are shown', async () => {
    const { source, nth } = heldRecords();
    const element = await widget({ source });
    (await nth(0)).answer();
    await element.settled;
    const refreshed = element.refresh();
    const held = await nth(1);
    expect(held.reload).to.be.true;
    await element.updateComplete;
    expect(lines(element)).to.have.length(4);
    held.answer([{ title: 'New', value: 1 }]);
    await refreshed;
    await element.updateComplete;
    expect(lines(element)).to.deep.equal(['New | 1']);
  });
});

describe('stats-top-records in a dashboard', () => {
  const inside = async (source: StatsSource, community?: string) => {
    const dashboard: StatsDashboard = await fixture(
      html`<stats-dashboard today="2026-11-21" .source=${source} .community=${community}>
        <stats-top-records></stats-top-records>
      </stats-dashboard>`,
    );
    return { dashboard, element: dashboard.querySelector('stats-top-records')! };
  };

  it('reloads its records when the dashboard is refreshed', async () => {
    const { source, nth } = heldRecords();
    const { dashboard, element } = await inside(source);
    (await nth(0)).answer();
    await dashboard.settled;
    const refreshed = dashboard.refresh();
    const held = await nth(1);
    expect(held.reload).to.equal(true);
    held.answer([{ title: 'New', value: 1 }]);
    await refreshed;
    await element.updateComplete;
    expect(lines(element)).to.deep.equal(['New | 1']);
  });

  it('requests records from the source and community of the dashboard, whose settled waits for them', async () => {
    const { source, nth } = heldRecords();
    const { dashboard, element } = await inside(source, 'astro');
    const held = await nth(0);
    expect(held.request.community).to.equal('astro');
    held.answer();
    await dashboard.settled;
    expect(lines(element)).to.have.length(4);
  });

  it('requests no statistics', async () => {
    const { source, nth } = heldRecords();
    const statistics = heldSource();
    const { dashboard } = await inside({ ...statistics, records: (...request) => source.records!(...request) });
    (await nth(0)).answer();
    await dashboard.settled;
    expect(statistics.loads).to.have.length(0);
  });

  it('R4: sends no new request when the reader chooses another range', async () => {
    const { source, asked, nth } = heldRecords();
    const { dashboard, element } = await inside(source);
    (await nth(0)).answer();
    await dashboard.settled;
    dashboard.range = '30days';
    await dashboard.settled;
    expect([asked.length, lines(element).length]).to.deep.equal([1, 4]);
  });

  it('shows its own error messages', async () => {
    const { source, nth } = heldRecords();
    const { dashboard, element } = await inside(source);
    (await nth(0)).fail('auth');
    await dashboard.settled;
    expect(textOf(element.renderRoot.querySelector('[role=alert]')!)).to.contain('permission');
    expect(dashboard.renderRoot.querySelector('[role=alert]')).to.equal(null);
  });
});
