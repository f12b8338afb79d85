/**
 * Builds dist/: the scripts, the modules, the layouts, the types, the descriptions for editors, the snippet for a content
 * delivery network, and the notices of the packages inside.
 */
import { appendFileSync, cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cssData, htmlData, webTypes } from './editor-data.mjs';
import { elementModules, typesOf } from './element-modules.mjs';
import { run } from './run.mjs';
import { filesOf, integrityOf, snippet } from './snippet.mjs';
import { elementTypes } from './template-types.mjs';
import { thirdPartyNotices } from './third-party.mjs';

const json = (path) => JSON.parse(readFileSync(path, 'utf8'));

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
for (const name of readdirSync('layouts').filter((name) => name.endsWith('.json'))) {
  cpSync(`layouts/${name}`, `dist/layouts/${name}`);
}
// Before version 5.7 of TypeScript, typed arrays have no parameter.
for (const name of readdirSync('dist/types', { recursive: true }).filter((name) => name.endsWith('.d.ts'))) {
  const types = readFileSync(`dist/types/${name}`, 'utf8');
  writeFileSync(`dist/types/${name}`, types.replace(/\b(\w+Array)<ArrayBuffer(Like)?>/g, '$1'));
}

const manifest = json('dist/custom-elements.json');
// Without indents it is a third as long.
const described = {
  'custom-elements.json': manifest,
  'web-types.json': webTypes(manifest, json('package.json')),
  'vscode.html-custom-data.json': htmlData(manifest),
  'vscode.css-custom-data.json': cssData(manifest),
};
for (const [name, data] of Object.entries(described)) writeFileSync(`dist/${name}`, JSON.stringify(data));

writeFileSync('dist/types/elements.d.ts', elementTypes(manifest));
cpSync('types/values.d.ts', 'dist/types/values.d.ts');
for (const name of ['jsx', 'vue', 'svelte']) cpSync(`types/${name}.d.ts`, `dist/${name}.d.ts`);
writeFileSync('dist/types-only.js', '// The import of types alone.\nexport {};\n');
// The import of any elements brings the tags of the named ones along.
for (const name of ['index', 'define', 'autoload', 'invenio'])
  appendFileSync(`dist/types/src/${name}.d.ts`, "import '../elements.js';\n");

/** The packages that each of Vite's builds contains. Helpers of the bundler itself are in all of them. */
const bundled = readdirSync('dist/.vite')
  .filter((name) => name.startsWith('licences-'))
  .flatMap((name) => json(`dist/.vite/${name}`));
const { name, version, license } = json('node_modules/rolldown/package.json');
const rolldown = { name, version, identifier: license, text: readFileSync('node_modules/rolldown/LICENSE', 'utf8') };
writeFileSync('dist/THIRD-PARTY-NOTICES.txt', thirdPartyNotices([...bundled, rolldown]));

/** The snippet of each script that pages may take from another origin. */
const SNIPPETS = { 'snippet.html': 'define', 'snippet-autoload.html': 'autoload' };
for (const [file, script] of Object.entries(SNIPPETS)) {
  const files = filesOf(json(`dist/.vite/files-${script}.json`), `src/${script}.ts`).sort();
  const checksums = Object.fromEntries(files.map((file) => [file, integrityOf(readFileSync(`dist/${file}`))]));
  writeFileSync(`dist/${file}`, snippet(json('package.json').version, `${script}.js`, checksums));
}
rmSync('dist/.vite', { recursive: true });
