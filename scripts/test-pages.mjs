/** Joins test files into pages: a page for each file would load hundreds of modules again for a second of tests. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const FOLDER = 'node_modules/.cache/test-files';

/** Tests that replace parts of the browser for a whole page, or need one on which nothing has happened yet. */
const ALONE = /^(src\/sources\/cache|layouts)\/|-alone\.test\.ts$/;

/**
 * Returns the test files of some folders. Those of one folder share a page, unless a pattern selects files.
 * @param pattern matches paths of files
 */
export function testPages(folders, pattern) {
  const files = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true }).map((file) => `${folder}/${file}`))
    .filter((file) => file.endsWith('.test.ts') && new RegExp(pattern).test(file))
    .sort();
  const pages = {};
  for (const file of files) (pages[pattern || ALONE.test(file) ? file : dirname(file)] ??= []).push(file);
  return Object.entries(pages).map(([name, own]) => (own.length > 1 ? page(name, own) : own[0]));
}

/** Writes a file that imports the test files of a page. */
function page(name, files) {
  mkdirSync(FOLDER, { recursive: true });
  const path = `${FOLDER}/${name.replaceAll('/', '-')}.test.js`;
  writeFileSync(path, files.map((file) => `import '/${file}';\n`).join(''));
  return path;
}
