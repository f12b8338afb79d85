'use client';

import { useState } from 'react';
import { StatsDashboard, type SelectDetail } from 'repository-stats-widgets';

StatsDashboard.define();

// Objects would be lost: React sends none from the server, and sets none while it hydrates.
const layout = JSON.stringify({
  rows: [{ components: [{ component: 'SingleStatViews' }, { component: 'TrafficStatsChart' }] }],
});

export default function Page() {
  const [selected, setSelected] = useState<SelectDetail>();
  return (
    <>
      <stats-dashboard
        src="/api/stats-dashboard"
        range="12months"
        layout={layout}
        onstats-select={({ detail }) => setSelected(detail)}
      />
      <output>{selected && JSON.stringify(selected)}</output>
      <stats-dashboard src="/api/stats-dashboard" range="12months">
        <stats-figure metric="downloads" />
        <stats-timeline metrics="views downloads" chart-type="bar" />
        <resource-types-table />
      </stats-dashboard>
    </>
  );
}
