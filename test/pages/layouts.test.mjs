/** Layouts of InvenioRDM users, of which every component is shown. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { launch, open, shared, unlessShared, widgets } from './browser.mjs';
import { startDemo } from './server.mjs';

const FOLDER = 'wire/layouts';

describe('layouts of existing pages', { skip: unlessShared(FOLDER) }, () => {
  let demo, browser;
  before(async () => {
    [demo, browser] = await Promise.all([startDemo(), launch()]);
  });
  after(() => Promise.all([demo.close(), browser.close()]));

  const all = shared(FOLDER) ? readdirSync(shared(FOLDER)) : [];
  /** Files that are not layouts, but other parts of the configuration of a server. */
  const configurations = all.filter((name) => name.includes('ui-config'));
  for (const file of configurations) {
    for (const scope of ['global', 'community']) {
      it(`the layout ${file} configures the dashboard, ${scope}`, async () => {
        const given = JSON.parse(readFileSync(shared(`${FOLDER}/${file}`), 'utf8'));
        const config = {
          ...given.STATS_DASHBOARD_UI_CONFIG[scope],
          dashboard_type: scope,
          default_range_options: given.STATS_DASHBOARD_DEFAULT_RANGE_OPTIONS,
          ui_subcounts: given.STATS_DASHBOARD_UI_SUBCOUNTS,
        };
        const page = await open(
          browser,
          `${demo.url}?today=2026-11-21&config=${encodeURIComponent(JSON.stringify(config))}`,
        );
        const [granularity] = await widgets(page, 'stats-granularity-picker', (picker) => {
          return picker.shadowRoot.querySelector('select').value;
        });
        assert.equal(granularity, config.default_granularity);
        const titles = await widgets(page, '.title', (title) => title.textContent.trim());
        assert.deepEqual(titles, config.show_title ? [config.title] : []);
        assert.deepEqual([await page.statsErrors(), page.errors], [[], []]);
        await page.close();
      });
    }
  }

  for (const file of all.filter((name) => !configurations.includes(name))) {
    it(`the layout ${file} is shown completely`, async () => {
      const json = readFileSync(shared(`${FOLDER}/${file}`), 'utf8');
      const page = await open(browser, `${demo.url}?today=2026-11-21`);
      const tabs = await page.evaluate(async (layout) => {
        const dashboard = document.querySelector('stats-dashboard');
        dashboard.setAttribute('layout', layout);
        await dashboard.settled;
        return [...dashboard.shadowRoot.querySelectorAll('[role=tab]')].map(({ id }) => id);
      }, json);
      for (const tab of tabs.length ? tabs : ['']) {
        await page.evaluate(async (id) => {
          const dashboard = document.querySelector('stats-dashboard');
          if (id) dashboard.shadowRoot.getElementById(id).click();
          await dashboard.settled;
        }, tab);
        const cells = await widgets(page, '.cell > *', (cell) => ({
          tag: cell.localName,
          note: cell.classList.contains('gap') ? cell.textContent : '',
          absence: cell.view?.absence ?? '',
        }));
        assert.ok(cells.length, tab);
        for (const { tag, note, absence } of cells) {
          assert.equal(note, '', `${tab}: ${tag}`);
          assert.equal(absence, '', `${tab}: ${tag}`);
        }
      }
      assert.deepEqual([await page.statsErrors(), page.errors], [[], []]);
      await page.close();
    });
  }
});
