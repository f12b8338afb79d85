import { CUSTOM_ELEMENTS_SCHEMA, Component } from '@angular/core';
// Angular would load all elements at once from 'repository-stats-widgets'.
import { StatsFigure } from 'repository-stats-widgets/components/stats-figure.js';

StatsFigure.define();

@Component({
  selector: 'app-figure',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `<stats-figure src="/api/stats-dashboard" metric="views" range="2025-01-01/2025-12-31" />`,
})
export class Figure {}
