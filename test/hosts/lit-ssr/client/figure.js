import '@lit-labs/ssr-client/lit-element-hydrate-support.js';
import { StatsFigure } from 'repository-stats-widgets';

StatsFigure.define();
