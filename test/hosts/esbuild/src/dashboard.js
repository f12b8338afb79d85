// esbuild would load all elements at once from 'repository-stats-widgets'.
import { StatsDashboard } from 'repository-stats-widgets/components/stats-dashboard.js';

StatsDashboard.define();

const dashboard = document.querySelector('#overview');
dashboard.layout = { rows: [{ components: [{ component: 'SingleStatViews' }, { component: 'TrafficStatsChart' }] }] };
dashboard.addEventListener('stats-select', ({ detail }) => {
  document.querySelector('output').textContent = JSON.stringify(detail);
});
