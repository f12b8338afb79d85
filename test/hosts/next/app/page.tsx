'use client';

import { useEffect, useRef, useState } from 'react';
import { StatsDashboard, type SelectDetail } from 'repository-stats-widgets';

StatsDashboard.define();

const layout = { rows: [{ components: [{ component: 'SingleStatViews' }, { component: 'TrafficStatsChart' }] }] };

export default function Page() {
  const dashboard = useRef<StatsDashboard>(null);
  const [selected, setSelected] = useState<SelectDetail>();

  // On elements that the server has rendered, React sets attributes only: no objects, and no listeners.
  useEffect(() => {
    const element = dashboard.current!;
    const select = ({ detail }: CustomEvent<SelectDetail>) => setSelected(detail);
    element.addEventListener('stats-select', select);
    return () => element.removeEventListener('stats-select', select);
  }, []);

  return (
    <>
      <stats-dashboard ref={dashboard} src="/api/stats-dashboard" range="12months" layout={JSON.stringify(layout)} />
      <output>{selected && JSON.stringify(selected)}</output>
      <stats-dashboard src="/api/stats-dashboard" range="12months">
        <stats-figure metric="downloads" />
        <stats-timeline metrics="views downloads" chart-type="bar" />
        <resource-types-table />
      </stats-dashboard>
    </>
  );
}
