/**
 * Content management and repository systems whose guides have snippets, and how each snippet becomes a part of a page.
 * The frames of the pages are written by hand after those of the systems; a row is a page of one of them.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findPhp } from '../../scripts/php.mjs';

/** Folders of the snippets and of the frames. */
export const SNIPPETS = 'stories/guides/snippets';
export const FRAMES = 'test/systems';

const path = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const without = (program) => (program ? false : 'PHP is not installed, and cannot be installed here.');

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
  skip: without(findPhp()),
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
 * @property {string} dist the folder of the built files at the server of the page; without it, they come from the network
 * @property {string[]} shows the elements that show numbers
 * @property {string} [source] the address that all requests for numbers begin with, as it is in the snippet; absent for invented
 * numbers
 * @property {string} [fallback] the sentence for readers without JavaScript
 * @property {string} [policy] the Content Security Policy that the system sends by default
 */

const WORDPRESS = {
  dist: '/wp-content/plugins/repository-stats/dist/',
  source: 'https://repository.example.org/api/stats-dashboard',
};
const PLUGIN = { plugin: 'wordpress/repository-stats.php' };
const SHORTCODE = {
  ...{ ...WORDPRESS, snippets: { ...PLUGIN, content: 'wordpress/shortcode.txt' } },
  ...{ shows: ['stats-dashboard'], fallback: '1.3 million views in 2025.' },
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
    ...{ ...SHORTCODE, dist: undefined, frame: 'wordpress/block-theme.html' },
    snippets: { content: 'wordpress/custom-html.html' },
    render: asWritten,
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
