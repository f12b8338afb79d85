import { createApp } from 'vue';
import { StatsFigure } from 'repository-stats-widgets';
import Figure from './Figure.vue';

StatsFigure.define();

createApp(Figure).mount('#root');
