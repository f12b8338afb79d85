import '@lit-labs/ssr-client/lit-element-hydrate-support.js';
// esbuild would load all elements at once from 'repository-stats-widgets'.
import { StatsDashboard } from 'repository-stats-widgets/components/stats-dashboard.js';

StatsDashboard.define();

document.querySelector('#overview').addEventListener('stats-select', ({ detail }) => {
  document.querySelector('output').textContent = JSON.stringify(detail);
});
