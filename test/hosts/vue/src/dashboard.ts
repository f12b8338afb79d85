import { createApp } from 'vue';
import { StatsDashboard } from 'repository-stats-widgets';
import Dashboard from './Dashboard.vue';

StatsDashboard.define();

createApp(Dashboard).mount('#root');
