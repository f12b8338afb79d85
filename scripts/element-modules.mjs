/** The public modules of elements and of their base classes. */
import { readdirSync } from 'node:fs';
import { basename, posix, sep } from 'node:path';

const ELEMENT = /(^|\/)stats-[\w-]+\.ts$/;

/** Returns `{ 'stats-figure': 'components/figure/stats-figure.ts' }` and so on. */
export const elementModules = () =>
  Object.fromEntries(
    ['components', 'layouts']
      .flatMap((folder) =>
        readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
      )
      .map((path) => path.split(sep).join('/'))
      .filter((path) => ELEMENT.test(path) && !/\.(test|styles)\.ts$/.test(path))
      .sort()
      .map((path) => [basename(path, '.ts'), path]),
  );

/** Returns the address of the types of a module, for a file beside those of components/. */
export const typesOf = (file) => {
  const path = posix.relative('components', file.replace(/ts$/, 'js'));
  return path.startsWith('.') ? path : `./${path}`;
};
