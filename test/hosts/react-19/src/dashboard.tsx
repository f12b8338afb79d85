import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { StatsDashboard, type SelectDetail } from 'repository-stats-widgets';
import 'repository-stats-widgets/jsx';

StatsDashboard.define();

const layout = { rows: [{ components: [{ component: 'SingleStatViews' }, { component: 'TrafficStatsChart' }] }] };

function Statistics() {
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
        <stats-timeline metrics={['views', 'downloads']} chart-type="bar" />
        <resource-types-table />
      </stats-dashboard>
    </>
  );
}

createRoot(document.getElementById('root')!).render(<Statistics />);
