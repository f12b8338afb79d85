/** For a script tag: `<script type="module" src="…/dist/define.js"></script>` defines every element. */
import { StatsDashboard } from '../layouts/stats-dashboard.js';

StatsDashboard.define();
