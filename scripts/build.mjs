/** Builds dist/: the script-tag bundle, the modules, the layouts, the types, and the descriptions for editors. */
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cssData, htmlData } from './editor-data.mjs';
import { elementModules, typesOf } from './element-modules.mjs';
import { run } from './run.mjs';

async function step(command) {
  const { code, output } = await run(command);
  if (code) throw new Error(`${command}\n${output}`);
}

// Vite sets NODE_ENV of processes that have used it, and Lit has a build for development, which warns.
process.env.NODE_ENV = 'production';

rmSync('dist', { recursive: true, force: true });
try {
  await Promise.all([
    step('vite build --mode define')
      .then(() => step('vite build --mode autoload'))
      .then(() => step('vite build --mode invenio'))
      .then(() => step('vite build --mode worker'))
      .then(() => step('vite build --mode module-worker'))
      .then(() => step('vite build --mode modules')),
    step('tsc -p tsconfig.build.json').then(() => step('cem analyze')),
  ]);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

// Types are in folders; modules of the package have names without folders.
for (const [name, file] of Object.entries(elementModules())) {
  writeFileSync(`dist/types/components/${name}.d.ts`, `export * from '${typesOf(file)}';\n`);
}
for (const name of ['global', 'community', 'layout.schema']) {
  if (existsSync(`layouts/${name}.json`)) cpSync(`layouts/${name}.json`, `dist/layouts/${name}.json`);
}
const manifest = JSON.parse(readFileSync('dist/custom-elements.json', 'utf8'));
writeFileSync('dist/vscode.html-custom-data.json', JSON.stringify(htmlData(manifest), null, 2));
writeFileSync('dist/vscode.css-custom-data.json', JSON.stringify(cssData(manifest), null, 2));
