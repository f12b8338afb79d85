import { StatsFigure } from 'repository-stats-widgets';

StatsFigure.define();
