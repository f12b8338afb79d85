import { StatsFigure } from 'repository-stats-widgets/components/stats-figure.js';

StatsFigure.define();
