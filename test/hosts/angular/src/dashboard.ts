import { CUSTOM_ELEMENTS_SCHEMA, Component, signal } from '@angular/core';
import { JsonPipe } from '@angular/common';
import type { SelectDetail } from 'repository-stats-widgets';
// Angular would load all elements at once from 'repository-stats-widgets'.
import { StatsDashboard } from 'repository-stats-widgets/components/stats-dashboard.js';

StatsDashboard.define();

@Component({
  selector: 'app-dashboard',
  imports: [JsonPipe],
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <stats-dashboard
      src="/api/stats-dashboard"
      range="12months"
      [layout]="layout"
      (stats-select)="selected.set($event.detail)"
    />
    <output>{{ selected() | json }}</output>
    <stats-dashboard src="/api/stats-dashboard" range="12months">
      <stats-figure metric="downloads" />
      <stats-timeline [metrics]="['views', 'downloads']" chart-type="bar" />
      <resource-types-table />
    </stats-dashboard>
  `,
})
export class Dashboard {
  layout = { rows: [{ components: [{ component: 'SingleStatViews' }, { component: 'TrafficStatsChart' }] }] };
  selected = signal<SelectDetail | undefined>(undefined);
}
