import { mergeConfig } from 'vite';
import config from './vite.config';

export default mergeConfig(config, { build: { rolldownOptions: { input: ['index.html', 'figure.html'] } } });
