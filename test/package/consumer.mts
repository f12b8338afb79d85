/** Code of a user, who imports every entry point of the package. It is compiled, and never runs. */
import 'repository-stats-widgets/define.js';
import 'repository-stats-widgets/autoload.js';
import 'repository-stats-widgets/invenio.js';
import { StatsTimeline, figureView, type FigureView, type Metric } from 'repository-stats-widgets';
import { StatsFigure } from 'repository-stats-widgets/components/stats-figure.js';
import layout from 'repository-stats-widgets/layouts/global.json' with { type: 'json' };

const metric: Metric = 'views';
const figure = new StatsFigure();
figure.metric = metric;
// @ts-expect-error: not a metric
figure.metric = 'clicks';
export const view: typeof figureView extends (...args: never[]) => FigureView ? true : false = true;
export const tags: string[] = [StatsFigure.tag, StatsTimeline.tag, layout.tabs[0]!.name];
