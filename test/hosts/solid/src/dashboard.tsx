import { createSignal } from 'solid-js';
import { render } from 'solid-js/web';
import { StatsDashboard, type SelectDetail } from 'repository-stats-widgets';
import 'repository-stats-widgets/jsx';

StatsDashboard.define();

const layout = { rows: [{ components: [{ component: 'SingleStatViews' }, { component: 'TrafficStatsChart' }] }] };

function Statistics() {
  const [selected, setSelected] = createSignal<SelectDetail>();
  return (
    <>
      <stats-dashboard
        src="/api/stats-dashboard"
        range="12months"
        prop:layout={layout}
        on:stats-select={({ detail }) => setSelected(detail)}
      />
      <output>{JSON.stringify(selected())}</output>
      <stats-dashboard src="/api/stats-dashboard" range="12months">
        <stats-figure metric="downloads" />
        <stats-timeline prop:metrics={['views', 'downloads']} chart-type="bar" />
        <resource-types-table />
      </stats-dashboard>
    </>
  );
}

render(() => <Statistics />, document.getElementById('root')!);
