import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { StatsDashboard, type SelectDetail } from 'repository-stats-widgets';
import 'repository-stats-widgets/jsx';

StatsDashboard.define();

const layout = { rows: [{ components: [{ component: 'SingleStatViews' }, { component: 'TrafficStatsChart' }] }] };

function Statistics() {
  const dashboard = useRef<StatsDashboard>(null);
  const [selected, setSelected] = useState<SelectDetail>();

  // React 18 sets attributes only, and does not listen to events of custom elements.
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

createRoot(document.getElementById('root')!).render(<Statistics />);
