import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { html } from 'lit';
import { mkdir, writeFile } from 'node:fs/promises';
import { StatsDashboard, StatsFigure, StatsTimeline } from 'repository-stats-widgets';

for (const element of [StatsDashboard, StatsFigure, StatsTimeline]) customElements.define(element.tag, element);

const layout = { rows: [{ components: [{ component: 'SingleStatViews' }, { component: 'TrafficStatsChart' }] }] };

const figure = html`
  <stats-figure src="/api/stats-dashboard" metric="views" range="2025-01-01/2025-12-31">
    <a href="/">Our statistics</a>
  </stats-figure>
`;

const dashboard = html`
  <stats-dashboard
    id="overview"
    src="/api/stats-dashboard"
    range="12months"
    layout=${JSON.stringify(layout)}
  ></stats-dashboard>
  <output></output>
  <stats-dashboard src="/api/stats-dashboard" range="12months">
    <stats-figure metric="downloads"></stats-figure>
    <stats-timeline metrics="views downloads" chart-type="bar"></stats-timeline>
    <resource-types-table></resource-types-table>
  </stats-dashboard>
`;

const page = async (title, script, content) => `<!doctype html>
<html lang="en">
  <title>${title}</title>
  <link rel="icon" href="data:," />
  <script type="module" src="/build/${script}.js"></script>
  ${await collectResult(render(content))}
</html>
`;

await mkdir('public', { recursive: true });
await writeFile('public/figure.html', await page('Views', 'figure', figure));
await writeFile('public/index.html', await page('Statistics', 'dashboard', dashboard));
