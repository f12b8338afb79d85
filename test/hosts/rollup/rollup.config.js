import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { importMetaAssets } from '@web/rollup-plugin-import-meta-assets';

export default {
  input: { figure: 'src/figure.js', dashboard: 'src/dashboard.js' },
  output: { dir: 'public/build' },
  // Rollup takes the worker along by a plugin only.
  plugins: [resolve({ browser: true }), importMetaAssets(), terser()],
};
