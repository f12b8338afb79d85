import 'repository-stats-widgets/define.js';

const dashboard = document.querySelector('#overview');
dashboard.layout = { rows: [{ components: [{ component: 'SingleStatViews' }, { component: 'TrafficStatsChart' }] }] };
dashboard.addEventListener('stats-select', ({ detail }) => {
  document.querySelector('output').textContent = JSON.stringify(detail);
});
