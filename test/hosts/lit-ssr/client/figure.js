import '@lit-labs/ssr-client/lit-element-hydrate-support.js';
// esbuild would load all elements at once from 'repository-stats-widgets'.
import { StatsFigure } from 'repository-stats-widgets/components/stats-figure.js';

StatsFigure.define();
