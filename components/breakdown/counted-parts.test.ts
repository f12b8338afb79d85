import { expect, fixture, html } from '@open-wc/testing';
import { answerService } from '../../demo/services/index.js';
import { day } from '../../test/builders.js';
import { restoreClock, setClock } from '../../test/fake-clock.js';
import { fakeFetch, restoreFetch } from '../../test/fake-fetch.js';
import { StatsAbout } from '../about/stats-about.js';
import type { StatsDisplayWidget } from '../base/stats-display-widget.js';
import { StatsMap } from '../map/stats-map.js';
import { StatsBreakdown } from './stats-breakdown.js';

const SRC = 'https://stats.example/matomo/';

before(() => {
  for (const element of [StatsAbout, StatsBreakdown, StatsMap]) element.define();
});

/** Creates a widget with visitors by country of the demo's Matomo, which counts visits by country. */
async function widget(tag: string): Promise<StatsDisplayWidget<object>> {
  fakeFetch(async ({ url, init }) => {
    const request = new Request(url, { method: init.method ?? 'GET', body: init.body ?? null });
    return (await answerService(request, day('2026-11-30')))!;
  });
  const set = { source: 'matomo', src: SRC, community: '1', metric: 'visitors', kind: 'delta', breakdown: 'countries' };
  const page = { today: '2026-11-30', range: '2026-10-01/2026-10-31', display: 'table' };
  const element = await fixture<StatsDisplayWidget<object>>(
    html`${Object.assign(document.createElement(tag), set, page)}`,
  );
  await element.settled;
  return element;
}

describe('parts that are counted in another way than the metric', () => {
  beforeEach(() => setClock('2026-11-30T12:00:00Z'));
  afterEach(() => {
    restoreFetch();
    restoreClock();
  });

  for (const tag of ['stats-breakdown', 'stats-map'])
    it(`are named for what they are in <${tag}>: visits, not visitors`, async () => {
      const element = await widget(tag);
      expect(element.subtitle).to.match(/^by visits, Oct/);
      const table = element.dataTable()!;
      expect(JSON.stringify(table)).to.include('Visits').and.not.include('Visitors');
    });

  it('are explained for what they are', async () => {
    const element = await widget('stats-breakdown');
    element.renderRoot.querySelector<HTMLElement>('.about')!.click();
    const about = element.renderRoot.querySelector<StatsAbout>('stats-about')!;
    about.requestUpdate();
    await about.updateComplete;
    const text = about.renderRoot.querySelector('dl')!.textContent.replace(/\s+/g, ' ');
    expect(text).to.include('Visits Visits of the web site').and.not.include('Each record has one value');
  });
});
