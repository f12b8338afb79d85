/** The public modules of components/: elements and their base classes, in any folder. */
import { readdirSync } from 'node:fs';
import { basename, sep } from 'node:path';

const ELEMENT = /(^|\/)stats-[\w-]+\.ts$/;

/** Returns `{ 'stats-figure': 'components/figure/stats-figure.ts' }` and so on. */
export const elementModules = () =>
  Object.fromEntries(
    readdirSync('components', { recursive: true, encoding: 'utf8' })
      .map((path) => path.split(sep).join('/'))
      .filter((path) => ELEMENT.test(path) && !path.endsWith('.test.ts'))
      .sort()
      .map((path) => [basename(path, '.ts'), `components/${path}`]),
  );
