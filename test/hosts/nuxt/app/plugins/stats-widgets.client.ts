import { StatsDashboard } from 'repository-stats-widgets';

export default defineNuxtPlugin(() => StatsDashboard.define());
