import { createRoot } from 'react-dom/client';
import { StatsFigure } from 'repository-stats-widgets';

StatsFigure.define();

createRoot(document.getElementById('root')!).render(
  <stats-figure src="/api/stats-dashboard" metric="views" range="2025-01-01/2025-12-31" />,
);
