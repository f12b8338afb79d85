/**
 * Content management and repository systems whose guides have snippets, and how each snippet becomes a part of a page.
 * The frames of the pages are written by hand after those of the systems; a row is a page of one of them.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findPhp, hasLibraries } from '../../scripts/php.mjs';
import { OLD_LIBRARIES, PERL, PYTHON, hasEPrints, hasJinja } from '../../scripts/templates.mjs';
import { dspacePage } from './dspace/dspace.mjs';

/** Folders of the snippets and of the frames. */
export const SNIPPETS = 'stories/guides/snippets';
export const FRAMES = 'test/systems';

const path = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const without = (program, name) => (program ? false : `${name} is not installed, and cannot be installed here.`);

/**
 * A way to make HTML of snippets.
 * @typedef {object} Render
 * @property {string | false} skip the reason why it cannot be used on this machine
 * @property {(snippets: Record<string, string>) => Promise<Record<string, string>>} html the HTML of each place of a frame,
 * made from the paths of the snippets
 */

/** Each snippet as it is, in the place of the frame that has its key. @type {Render} */
const asWritten = {
  skip: false,
  html: async (snippets) =>
    Object.fromEntries(Object.entries(snippets).map(([place, file]) => [place, readFileSync(file, 'utf8')])),
};

/**
 * Returns a way that runs a program: a script of this folder gets the paths of the snippets, and settings, as JSON.
 * @returns {Render}
 */
const by = (program, skip, script, settings) => ({
  skip,
  async html(snippets) {
    const { stdout } = await promisify(execFile)(program, [
      path(`${FRAMES}/${script}`),
      JSON.stringify({ snippets, ...settings }),
    ]);
    return JSON.parse(stdout);
  },
});

const byPhp = (script, settings = {}) => {
  const skip = script.startsWith('drupal/') ? without(hasLibraries(), 'Twig') : without(findPhp(), 'PHP');
  return by(findPhp(), skip, script, settings);
};

/** By Jinja, the templates of InvenioRDM. */
const byJinja = (settings = {}) => by(PYTHON, without(hasJinja(), 'Jinja'), 'inveniordm/render.py', settings);

/** Pages of EPrints, with the libraries that it puts before all other scripts. @returns {Render} */
function byEPrints(settings = {}) {
  const skip = without(hasEPrints(), 'A library that EPrints uses');
  const { html } = by(PERL, skip, 'eprints/eprints.pl', settings);
  const libraries = () => OLD_LIBRARIES.map((file) => `<script>${readFileSync(file, 'utf8')}</script>`).join('\n');
  return { skip, html: async (snippets) => ({ ...(await html(snippets)), libraries: libraries() }) };
}

/** Pages of DSpace. @returns {Render} */
const byDspace = (settings) => ({ skip: false, html: (snippets) => dspacePage(snippets, settings) });

/**
 * A page of a system.
 * @typedef {object} Page
 * @property {string} frame the file of its frame, which has a comment at each place: `<!-- content -->`
 * @property {Record<string, string>} snippets the files of the snippets, by place (`asWritten`) or by their names for a script
 * @property {Render} render
 * @property {Record<string, string>} [files] snippets at the server of the page, by their addresses
 * @property {Record<string, (parameters: URLSearchParams) => unknown>} [answers] the answers of the system, as JSON, by the
 * addresses of its services
 * @property {string} [dist] the folder of the built files at the server of the page; without it, they come from the network
 * @property {string} [script] the file that the page loads, default: `define.js`
 * @property {string[]} shows the elements that show numbers
 * @property {string} [ready] selects an element that the page has when its own scripts have rendered it
 * @property {number} [value] the number of the first figure
 * @property {string} [source] the address that all requests for numbers begin with, as it is in the snippet; absent for invented
 * numbers
 * @property {string} [fallback] the sentence for readers without JavaScript
 * @property {string} [policy] the Content Security Policy that the system sends by default
 */

const SERVICE = { source: 'https://repository.example.org/api/stats-dashboard' };
const FALLBACK = 'Our statistics need JavaScript.';
const DASHBOARD = { ...SERVICE, shows: ['stats-dashboard'], fallback: FALLBACK };

const WORDPRESS = { ...SERVICE, dist: '/wp-content/plugins/repository-stats/dist/' };
const PLUGIN = { plugin: 'wordpress/repository-stats.php' };
const SHORTCODE = { ...WORDPRESS, ...DASHBOARD, snippets: { ...PLUGIN, content: 'wordpress/shortcode.txt' } };

const MODULE = { info: 'drupal/repository_stats.info.yml', libraries: 'drupal/repository_stats.libraries.yml' };
const DRUPAL = {
  ...{ ...SERVICE, dist: '/modules/custom/repository_stats/dist/' },
  files: { '/modules/custom/repository_stats/repository_stats.js': 'drupal/repository_stats.js' },
};

/** The policy of a new instance of InvenioRDM. */
const INVENIO_POLICY =
  "default-src 'self' fonts.googleapis.com *.gstatic.com data: 'unsafe-inline' 'unsafe-eval' blob:";
const INVENIORDM = {
  ...{ frame: 'inveniordm/page.html', dist: '/static/repository-stats-widgets/', policy: INVENIO_POLICY },
  source: '/api/stats-dashboard',
};
const STATISTICS_PAGE = {
  ...{ ...INVENIORDM, script: 'invenio.js', shows: ['stats-dashboard'] },
  snippets: { macro: 'inveniordm/stats_dashboard_macro.html' },
};
const FRONT_PAGE = {
  ...{ ...INVENIORDM, script: 'autoload.js', shows: ['stats-figure'], render: byJinja() },
  snippets: { config: 'inveniordm/invenio.cfg', frontpage: 'inveniordm/frontpage_with_statistics.html' },
};

const THEME = '../../../test/hosts/angular/src/themes/custom/app/home-page/home-news';
const DSPACE = {
  ...{ frame: 'dspace/home.html', source: '/stats/', shows: ['stats-dashboard'], ready: 'ds-app[data-rendered]' },
  snippets: { config: 'dspace/config.prod.yml', component: `${THEME}/home-news.component.ts` },
};

/** The last days of months before the current one, the newest last, as `YYYY-MM`. */
const monthsBefore = (count) =>
  Array.from({ length: count }, (_, i) => {
    const now = new Date();
    return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - count + i, 1)).toISOString().slice(0, 7);
  });
const thisMonth = () => new Date().toISOString().slice(0, 7);
const ok = (data) => () => ({ status: 'OK', data });
/** Answers of the Metrics API. Totals by month end with the current month, which is not over; Make Data Count is not in use. */
function metricsApi() {
  const months = [...monthsBefore(14), thisMonth()];
  const totals = months.map((date, i) => ({ date, contenttype: 'text/csv', count: 100 + 10 * i, size: 1 }));
  const answers = {
    ...Object.fromEntries(['datasets', 'downloads', 'files/byType'].map((series) => [`${series}/monthly`, ok(totals)])),
    ...Object.fromEntries(
      months.map((month) => [`datasets/bySubject/toMonth/${month}`, ok([{ subject: 'Law', count: 9 }])]),
    ),
    ...{ 'makeDataCount/viewsTotal/monthly': ok([]), 'makeDataCount/viewsTotal': ok({ count: 0 }) },
    ...{ 'makeDataCount/downloadsTotal/monthly': ok([]), 'makeDataCount/downloadsTotal': ok({ count: 0 }) },
    ...{ uniquedownloads: ok([]) },
  };
  return Object.fromEntries(Object.entries(answers).map(([path, answer]) => [`/api/info/metrics/${path}`, answer]));
}
const DATAVERSE = { frame: 'dataverse/homepage.html', dist: '/logos/repository-stats-widgets/', render: asWritten };

const METRICS = { ...DATAVERSE, source: '/api/info/metrics/', answers: metricsApi() };

/** Counts by day, as IRStats2 sends them: as texts, and with apostrophes that JSON does not have. */
function countsByDay(parameters) {
  const dayOf = (text) => Date.UTC(text.slice(0, 4), text.slice(4, 6) - 1, text.slice(6));
  const [from, to] = [dayOf(parameters.get('from')), dayOf(parameters.get('to'))];
  const records = Array.from({ length: (to - from) / 86_400_000 + 1 }, (_, i) => {
    const datestamp = new Date(from + i * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
    return { datestamp, count: String(i % 7), description: "a day's" };
  });
  return JSON.stringify({ origin: { name: 'Ours' }, records }).replaceAll("'", "\\'");
}
const EPRINTS = { frame: 'eprints/page.html', dist: '/repository-stats-widgets/', render: byEPrints() };

/** @type {Record<string, Page>} */
export const PAGES = {
  'InvenioRDM, the statistics page': { ...STATISTICS_PAGE, render: byJinja() },
  'InvenioRDM, the statistics page of a community': { ...STATISTICS_PAGE, render: byJinja({ community: true }) },
  'InvenioRDM, the front page': FRONT_PAGE,
  'DSpace, rendered by the server': { ...DSPACE, render: byDspace({ onServer: true }) },
  'DSpace, rendered in the browser': { ...DSPACE, render: byDspace({ onServer: false }) },
  'DSpace with its own files': {
    ...{ ...DSPACE, dist: '/assets/custom/repository-stats-widgets/' },
    render: byDspace({ onServer: true, script: 'assets/custom/repository-stats-widgets/define.js' }),
  },
  'Dataverse, numbers of the Metrics API on the home page': {
    ...{ ...METRICS, shows: ['stats-figure', 'stats-timeline'] },
    snippets: { content: 'dataverse/custom-homepage.html' },
    ...{ fallback: 'All collections and datasets', value: 100 + 10 * 14 },
  },
  'Dataverse, a dashboard of the Metrics API': {
    ...{ ...METRICS, shows: ['stats-dashboard'], fallback: FALLBACK },
    snippets: { content: 'dataverse/statistics.html' },
  },
  'Dataverse, files on the home page': {
    ...{ ...DATAVERSE, source: '/logos/stats/', shows: ['stats-dashboard'], fallback: FALLBACK },
    snippets: { content: 'dataverse/custom-homepage-files.html' },
  },
  'EPrints, a page': {
    ...{ ...EPRINTS, source: '/stats/', shows: ['stats-dashboard'], fallback: FALLBACK },
    snippets: { page: 'eprints/statistics.xpage' },
  },
  'EPrints below the root of its domain, a figure on any page': {
    ...{ ...EPRINTS, render: byEPrints({ rel_path: '/repository' }), dist: '/repository/repository-stats-widgets/' },
    ...{ source: '/repository/stats/', script: 'autoload.js', shows: ['stats-figure'] },
    snippets: { config: 'eprints/z_repository_stats_widgets.pl', page: 'eprints/figure.xml' },
  },
  'EPrints, numbers of IRStats2': {
    ...{ ...EPRINTS, source: '/cgi/stats/get', shows: ['stats-figure', 'stats-timeline'] },
    snippets: { page: 'eprints/irstats2.xpage' },
    files: { '/repository-stats-widgets/irstats2.js': 'eprints/irstats2.js' },
    answers: { '/cgi/stats/get': countsByDay },
  },
  'WordPress, the plugin in a block theme': {
    ...{ ...SHORTCODE, frame: 'wordpress/block-theme.html' },
    render: byPhp('wordpress/wordpress.php', { theme: 'block' }),
  },
  'WordPress, the plugin in a classic theme': {
    ...{ ...SHORTCODE, frame: 'wordpress/classic-theme.html' },
    render: byPhp('wordpress/wordpress.php', { theme: 'classic' }),
  },
  'WordPress 6.4, the plugin in the classic editor': {
    ...{ ...SHORTCODE, frame: 'wordpress/classic-theme.html' },
    render: byPhp('wordpress/wordpress.php', { theme: 'classic', modules: false, paragraphs: true }),
  },
  'WordPress, a figure by the plugin': {
    ...{ ...WORDPRESS, frame: 'wordpress/block-theme.html' },
    snippets: { ...PLUGIN, content: 'wordpress/shortcode-figure.txt' },
    render: byPhp('wordpress/wordpress.php'),
    shows: ['stats-figure'],
  },
  'WordPress, the block Custom HTML': {
    ...{ ...DASHBOARD, frame: 'wordpress/block-theme.html' },
    snippets: { content: 'wordpress/custom-html.html' },
    render: asWritten,
  },
  'Drupal, the block of the module': {
    ...{ ...DRUPAL, ...DASHBOARD, frame: 'drupal/olivero.html' },
    snippets: { ...MODULE, block: 'drupal/RepositoryStatsBlock.php' },
    render: byPhp('drupal/drupal.php', { settings: { fallback: FALLBACK } }),
  },
  'Drupal, the block with the policy of the guide': {
    ...{ ...DRUPAL, shows: ['stats-figure'], frame: 'drupal/olivero.html' },
    snippets: { ...MODULE, block: 'drupal/RepositoryStatsBlock.php' },
    render: byPhp('drupal/drupal.php', {
      settings: { element: 'stats-figure', attributes: 'metric=downloads\r\nrange=12months\r\n' },
    }),
    policy: "script-src 'self'; connect-src https://repository.example.org/; worker-src 'self'",
  },
  'Drupal, a template of a theme': {
    ...{ ...DRUPAL, shows: ['stats-figure'], frame: 'drupal/olivero.html' },
    snippets: { ...MODULE, template: 'drupal/node--statistics.html.twig' },
    render: byPhp('drupal/drupal.php'),
    fallback: 'Our statistics need JavaScript.',
  },
  'Drupal, the body of a page': {
    ...{ ...DASHBOARD, frame: 'drupal/olivero.html' },
    snippets: { content: 'drupal/body.html' },
    render: asWritten,
  },
  'Omeka Classic, a simple page': {
    ...{ ...DASHBOARD, frame: 'omeka-classic/thanksroy.html' },
    snippets: { content: 'omeka-classic/simple-page.html' },
    render: asWritten,
  },
  'Omeka Classic, the plugin': {
    ...{ ...DASHBOARD, dist: '/plugins/RepositoryStats/dist/', frame: 'omeka-classic/thanksroy.html' },
    snippets: {
      ini: 'omeka-classic/plugin.ini',
      plugin: 'omeka-classic/RepositoryStatsPlugin.php',
      content: 'omeka-classic/shortcode.txt',
    },
    render: byPhp('omeka-classic/omeka.php'),
  },
  'Omeka S, the block of the module': {
    ...{ ...DASHBOARD, dist: '/modules/RepositoryStats/asset/dist/', frame: 'omeka-s/default.html' },
    snippets: { ini: 'omeka-s/module.ini', module: 'omeka-s/Module.php', block: 'omeka-s/RepositoryStats.php' },
    render: byPhp('omeka-s/omeka.php', { settings: { attributes: 'range=12months', fallback: FALLBACK } }),
  },
};

/** A value that an author may write, and that must stay a value. */
export const ATTACK = '"><img src="data:," onerror="globalThis.isAttacked = true">';

/** Pages whose authors attack: the snippets escape the heading, and make no other elements than theirs. @type {Record<string, Page>} */
export const ATTACKED = {
  'the plugin for WordPress': {
    ...PAGES['WordPress, the plugin in a block theme'],
    render: byPhp('wordpress/wordpress.php', {
      text: `[repository-stats element="stats-figure" heading='${ATTACK}'] [repository-stats element="iframe"]`,
    }),
  },
  'the plugin for Omeka Classic': {
    ...PAGES['Omeka Classic, the plugin'],
    render: byPhp('omeka-classic/omeka.php', {
      text: `[repository_stats element="stats-figure" heading='${ATTACK}'] [repository_stats element="iframe"]`,
    }),
  },
  'the module for Omeka S': {
    ...PAGES['Omeka S, the block of the module'],
    render: byPhp('omeka-s/omeka.php', {
      settings: { element: 'stats-figure', attributes: `heading=${ATTACK}`, fallback: ATTACK },
    }),
  },
};

/** Pages whose authors write an attribute that they must not choose, and what the page then says in its place. */
export const MISTAKEN = {
  'the plugin for WordPress': {
    ...PAGES['WordPress, the plugin in a block theme'],
    render: byPhp('wordpress/wordpress.php', { text: '[repository-stats src="/elsewhere"]' }),
    says: '[repository-stats: the plugin has no attribute src]',
  },
  'the plugin for Omeka Classic': {
    ...PAGES['Omeka Classic, the plugin'],
    render: byPhp('omeka-classic/omeka.php', { text: '[repository_stats src="/elsewhere"]' }),
    says: '[repository_stats: the plugin has no attribute src]',
  },
  'the module for Omeka S': {
    ...PAGES['Omeka S, the block of the module'],
    render: byPhp('omeka-s/omeka.php', {
      settings: { element: 'stats-figure', attributes: 'src=/elsewhere', fallback: '' },
    }),
    says: '[repository-stats: the module has no attribute src]',
  },
};

/** Attributes of elements that authors must not choose, or cannot: sources of numbers, and values in JSON. */
export const WITHHELD = [
  ...['src', 'source', 'test-data', 'data', 'credentials', 'records-src', 'layout-src', 'search-base'],
  ...['config', 'headers', 'vegaConfig', 'subcounts'],
];

/** Returns the HTML of a page. */
export async function pageOf({ frame, snippets, render }) {
  const files = Object.fromEntries(Object.entries(snippets).map(([key, file]) => [key, path(`${SNIPPETS}/${file}`)]));
  const parts = await render.html(files);
  let html = readFileSync(path(`${FRAMES}/${frame}`), 'utf8');
  for (const [place, part] of Object.entries(parts)) {
    if (part && !html.includes(`<!-- ${place} -->`)) throw new Error(`${frame} has no place for ${place}.`);
    // A function, because `$` has a meaning in a text.
    html = html.replace(`<!-- ${place} -->`, () => part);
  }
  return html;
}
