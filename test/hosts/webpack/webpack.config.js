import { fileURLToPath } from 'node:url';

export default {
  mode: 'production',
  entry: { figure: './src/figure.js', dashboard: './src/dashboard.js' },
  output: { path: fileURLToPath(new URL('public/build', import.meta.url)), publicPath: 'auto' },
};
