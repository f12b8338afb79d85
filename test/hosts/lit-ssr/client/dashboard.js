import '@lit-labs/ssr-client/lit-element-hydrate-support.js';
import { StatsDashboard } from 'repository-stats-widgets';

StatsDashboard.define();

document.querySelector('#overview').addEventListener('stats-select', ({ detail }) => {
  document.querySelector('output').textContent = JSON.stringify(detail);
});
