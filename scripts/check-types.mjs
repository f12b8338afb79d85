/**
 * Checks that the compiler of a framework accepts right elements in templates and refuses wrong ones (test/types/).
 *
 *     node scripts/check-types.mjs react            React 19 as it is installed here
 *     node scripts/check-types.mjs script           no framework
 *     node scripts/check-types.mjs vue /tmp/vue     a folder with the packed package, the framework and its compiler
 */
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FRAMEWORKS, faultsIn, projectOf } from '../test/types/frameworks.mjs';
import { run } from './run.mjs';

const [name, folder = `node_modules/.cache/types/${name}`] = process.argv.slice(2);

mkdirSync(folder, { recursive: true });
const installed = join(folder, 'node_modules/repository-stats-widgets');
if (!existsSync(installed)) {
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  symlinkSync(resolve('.'), installed);
}
for (const [file, text] of Object.entries(projectOf(name))) writeFileSync(join(folder, file), text);

// Its own compiler comes before the one that is installed here.
const path = `PATH="$PWD/node_modules/.bin:${resolve('node_modules/.bin')}:$PATH"`;
const { output } = await run(`cd ${folder} && ${path} ${FRAMEWORKS[name].command}`);
const faults = faultsIn(name, output);
console.log(faults.join('\n') || `${name}: all cases are right`);
process.exitCode = faults.length ? 1 : 0;
