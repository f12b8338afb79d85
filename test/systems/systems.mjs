/**
 * Content management and repository systems whose guides have snippets, and how each snippet becomes a part of a page.
 * The frames of the pages are written by hand after those of the systems; a row is a page of one of them.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findPhp, hasLibraries } from '../../scripts/php.mjs';

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
 * Returns a way that runs PHP: a script of this folder gets the paths of the snippets, and settings, as JSON.
 * @returns {Render}
 */
const byPhp = (script, settings = {}) => ({
  skip: script.startsWith('drupal/') ? without(hasLibraries(), 'Twig') : without(findPhp(), 'PHP'),
  async html(snippets) {
    const { stdout } = await promisify(execFile)(findPhp(), [
      path(`${FRAMES}/${script}`),
      JSON.stringify({ snippets, ...settings }),
    ]);
    return JSON.parse(stdout);
  },
});

/**
 * A page of a system.
 * @typedef {object} Page
 * @property {string} frame the file of its frame, which has a comment at each place: `<!-- content -->`
 * @property {Record<string, string>} snippets the files of the snippets, by place (`asWritten`) or by their names for a script
 * @property {Render} render
 * @property {Record<string, string>} [files] snippets at the server of the page, by their addresses
 * @property {string} [dist] the folder of the built files at the server of the page; without it, they come from the network
 * @property {string[]} shows the elements that show numbers
 * @property {string} [source] the address that all requests for numbers begin with, as it is in the snippet; absent for invented
 * numbers
 * @property {string} [fallback] the sentence for readers without JavaScript
 * @property {string} [policy] the Content Security Policy that the system sends by default
 */

const SERVICE = { source: 'https://repository.example.org/api/stats-dashboard' };
const FALLBACK = '1.3 million views in 2025.';
const DASHBOARD = { ...SERVICE, shows: ['stats-dashboard'], fallback: FALLBACK };

const WORDPRESS = { ...SERVICE, dist: '/wp-content/plugins/repository-stats/dist/' };
const PLUGIN = { plugin: 'wordpress/repository-stats.php' };
const SHORTCODE = { ...WORDPRESS, ...DASHBOARD, snippets: { ...PLUGIN, content: 'wordpress/shortcode.txt' } };

const MODULE = { info: 'drupal/repository_stats.info.yml', libraries: 'drupal/repository_stats.libraries.yml' };
const DRUPAL = {
  ...{ ...SERVICE, dist: '/modules/custom/repository_stats/dist/' },
  files: { '/modules/custom/repository_stats/repository_stats.js': 'drupal/repository_stats.js' },
};

/** @type {Record<string, Page>} */
export const PAGES = {
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
    fallback: '1.3 million downloads in 2025.',
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
      settings: { element: 'stats-figure', attributes: `heading=${ATTACK}\nsrc=/elsewhere`, fallback: ATTACK },
    }),
  },
};

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
