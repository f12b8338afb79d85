/** The table of hosts: how each differs from an application of Vite. */

/**
 * A host: a folder beside this file, an application as a user would write it. Its package.json has the scripts `types`
 * and `build`, or only `start`, if it is run in Node and opens no page.
 *
 * @typedef {object} Host
 * @property {string} [out] folder of the built files; default: `dist`
 * @property {string} [figure] address of the page with one figure; default: `/figure.html`
 * @property {string} [dashboard] address of the page with dashboards; default: `/`
 * @property {string} [quickStart] address of a page with a dashboard on test data or files
 * @property {boolean} [html] true if the server sends the elements and what is in them
 * @property {boolean} [spa] true if the server answers with `/index.html` in place of 404
 * @property {string} [types] the file of the package that has the types of the elements for this host
 * @property {[file: string, right: string, wrong: string][] | string} [wrong] mistakes that the type check has to refuse,
 * each in a file of its own; or the reason why it cannot
 * @property {number} [weight] how much more than the script tag each page may load for its first number, as a factor
 */

/**
 * Mistakes in markup: an unknown value, and an unknown attribute. That has no hyphen: of those, TypeScript accepts every one
 * in JSX.
 */
const inMarkup = (figure, dashboard) => [
  [figure, 'metric="views"', 'metric="vieuws"'],
  [dashboard, 'range="12months"', 'rage="12months"'],
];

/** @type {Record<string, Host>} */
export const HOSTS = {
  vite: {
    html: true,
    wrong: [
      ['src/dashboard.ts', 'dashboard.layout', 'dashboard.layuot'],
      ['src/figure.ts', 'StatsFigure.define()', "new StatsFigure().metric = 'vieuws'"],
    ],
    weight: 1.15,
  },
  'react-19': {
    types: 'jsx.d.ts',
    quickStart: '/quick-start.html',
    wrong: inMarkup('src/figure.tsx', 'src/dashboard.tsx'),
  },
  'react-18': { types: 'jsx.d.ts', wrong: inMarkup('src/figure.tsx', 'src/dashboard.tsx') },
  preact: { types: 'jsx.d.ts', wrong: inMarkup('src/figure.tsx', 'src/dashboard.tsx') },
  solid: { types: 'jsx.d.ts', wrong: inMarkup('src/figure.tsx', 'src/dashboard.tsx') },
  vue: { types: 'vue.d.ts', wrong: inMarkup('src/Figure.vue', 'src/Dashboard.vue') },
  svelte: { types: 'svelte.d.ts', wrong: inMarkup('src/Figure.svelte', 'src/Dashboard.svelte') },
  webpack: { out: 'public', html: true },
  rollup: { out: 'public', html: true },
  esbuild: { out: 'public', html: true },
  angular: { out: 'dist/browser', figure: '/figure', quickStart: '/home', spa: true },
  next: {
    out: 'out',
    figure: '/figure',
    html: true,
    types: 'jsx.d.ts',
    wrong: inMarkup('app/figure/page.tsx', 'app/page.tsx'),
  },
  nuxt: {
    out: '.output/public',
    figure: '/figure',
    html: true,
    types: 'vue.d.ts',
    wrong: inMarkup('app/pages/figure.vue', 'app/pages/index.vue'),
  },
  sveltekit: {
    out: 'build',
    figure: '/figure',
    html: true,
    types: 'svelte.d.ts',
    wrong: inMarkup('src/routes/figure/+page.svelte', 'src/routes/+page.svelte'),
  },
  astro: { figure: '/figure/', html: true, wrong: 'Astro does not check the attributes of custom elements' },
  'lit-ssr': { out: 'public', html: true },
  node: {},
};
