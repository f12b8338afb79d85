'use client';

import { StatsFigure } from 'repository-stats-widgets';

StatsFigure.define();

export default function Page() {
  return (
    <stats-figure src="/api/stats-dashboard" metric="views" range="2025-01-01/2025-12-31">
      <a href="/">Our statistics</a>
    </stats-figure>
  );
}
