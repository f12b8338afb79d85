import { render } from 'solid-js/web';
import { StatsFigure } from 'repository-stats-widgets';

StatsFigure.define();

render(
  () => <stats-figure src="/api/stats-dashboard" metric="views" range="2025-01-01/2025-12-31" />,
  document.getElementById('root')!,
);
