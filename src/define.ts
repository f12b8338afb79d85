/**
 * For a script tag: `<script type="module" src="…/dist/define.js"></script>` defines every element.
 * Providers come before consumers, so that widgets find the dashboard around them.
 */
import { StatsDashboard } from '../layouts/stats-dashboard.js';

StatsDashboard.define();
