/** Statistics that builder/ makes of events, shown by the built files: every number beside a loop over the events. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch, open, widgets } from './browser.mjs';
import { distFile, serve } from './server.mjs';

const cli = fileURLToPath(new URL('../../builder/src/cli.ts', import.meta.url));

const TODAY = '2025-07-01';
const RECORDS = [
  {
    id: 'a',
    created: '2025-01-10',
    attributes: { resourceTypes: [{ id: 'data', label: { en: 'Dataset', de: 'Datensatz' } }] },
  },
  {
    id: 'b',
    created: '2025-02-20',
    attributes: { resourceTypes: ['text'] },
    files: [{ ext: 'pdf', bytes: 2_000_000 }],
  },
  { id: 'c', created: '2025-03-01', removed: '2025-05-01', attributes: { resourceTypes: ['text'] } },
];
const MEMBERSHIPS = [{ record: 'b', community: 'old maps', added: '2025-03-01' }];

/** Events of half a year: a reader an hour, so that there are no double clicks. */
const EVENTS = Array.from({ length: 4000 }, (_, i) => {
  const time = new Date(Date.parse('2025-01-10T00:30:00Z') + i * 3_600_000).toISOString();
  const isDownload = i % 3 === 0;
  return {
    time,
    kind: isDownload ? 'download' : 'view',
    record: 'aab'[i % 3] ?? 'a',
    ...(isDownload && { file: 'one.pdf', bytes: 1000 + i }),
    visitor: `v${i % 7}`,
    country: ['DE', 'FR', 'BR'][(i >> 1) % 3],
    robot: i % 11 === 0,
  };
});

const lines = (rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const counted = EVENTS.filter(({ robot }) => !robot);
const inMonth = (month, list = counted) => list.filter(({ time }) => time.startsWith(month));

describe('statistics of a repository', { timeout: 120_000 }, () => {
  let folder, site, browser;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'repository-stats-'));
    mkdirSync(join(folder, 'input'));
    const files = { events: EVENTS, records: RECORDS, memberships: MEMBERSHIPS };
    for (const [name, rows] of Object.entries(files)) writeFileSync(join(folder, `input/${name}.ndjson`), lines(rows));
    const inputs = [
      { kind: 'table', ...Object.fromEntries(Object.keys(files).map((name) => [name, `input/${name}.ndjson`])) },
    ];
    writeFileSync(join(folder, 'stats.config.json'), JSON.stringify({ inputs }));
    execFileSync(process.execPath, ['--import', import.meta.resolve('tsx'), cli, 'build'], {
      cwd: folder,
      stdio: 'pipe',
    });
    [site, browser] = await Promise.all([serve(answer), launch()]);
  });
  after(async () => {
    await Promise.all([site?.close(), browser?.close()]);
    rmSync(folder, { recursive: true, force: true });
  });

  let html = '';
  function answer(request) {
    const { pathname } = new URL(request.url);
    if (pathname === '/') return new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
    const file = join(folder, decodeURIComponent(pathname));
    if (!pathname.startsWith('/stats/') || !existsSync(file)) return distFile(request);
    return new Response(readFileSync(file));
  }

  /** Opens a page with an element, and returns the views of all widgets of a tag. */
  async function shown(tag, attributes) {
    html = `<!doctype html><html lang="en"><title>Statistics</title><script type="module" src="/dist/define.js"></script>
      <${tag} source="snapshot" src="/stats/" today="${TODAY}" ${attributes}></${tag}></html>`;
    const page = await open(browser, site.url);
    const [view] = await widgets(page, tag);
    await page.close();
    return view;
  }

  it('has the views, downloads and bytes of a month', async () => {
    const march = inMonth('2025-03');
    const downloads = march.filter(({ kind }) => kind === 'download');
    const expected = {
      views: march.length - downloads.length,
      downloads: downloads.length,
      downloadVolume: downloads.reduce((sum, { bytes }) => sum + bytes, 0),
    };
    for (const [metric, value] of Object.entries(expected)) {
      const view = await shown('stats-figure', `metric="${metric}" range="2025-03-01/2025-03-31"`);
      assert.equal(view.value, value, metric);
    }
  });

  it('has the records that are there at the end of a range, without removed ones', async () => {
    for (const [end, value] of [
      ['2025-03-31', 3],
      ['2025-05-31', 2],
    ]) {
      const view = await shown('stats-figure', `metric="records" kind="snapshot" range="2025-03-01/${end}"`);
      assert.equal(view.value, value, end);
    }
  });

  it('has the parts of a breakdown', async () => {
    const view = await shown('stats-breakdown', 'metric="views" breakdown="countries" range="2025-02-01/2025-02-28"');
    const views = inMonth('2025-02').filter(({ kind }) => kind === 'view');
    const expected = ['BR', 'DE', 'FR']
      .map((id) => [id, views.filter(({ country }) => country === id).length])
      .filter(([, value]) => value);
    assert.deepEqual(view.rows.map(({ id, value }) => [id, value]).sort(), expected);
  });
});
