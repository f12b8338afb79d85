/**
 * Builds dist/: the command as JavaScript for Node, a file per module, with the modules of the widgets that it uses and the SQL beside
 * the code that runs it. Packages that are not dependencies are inside.
 */
import { chmodSync, cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const root = at('../../');
const dist = at('../dist/');
/** The folder of the packages inside. */
const PACKAGES = 'packages';
const { dependencies } = JSON.parse(readFileSync(at('../package.json'), 'utf8'));

rmSync(dist, { recursive: true, force: true });
const bundle = await rolldown({
  input: at('../src/cli.ts'),
  platform: 'node',
  // Packages have modules beside an older form.
  resolve: { mainFields: ['module', 'main'] },
  external: [...Object.keys(dependencies), ...builtinModules, /^node:/],
});
await bundle.write({
  dir: dist,
  format: 'esm',
  preserveModules: true,
  preserveModulesRoot: root.replace(/\/$/, ''),
  // npm leaves out every folder that is called node_modules.
  entryFileNames: ({ name }) => `${name.replace('node_modules', PACKAGES)}.js`,
});
await bundle.close();

for (const name of readdirSync(at('../src'), { recursive: true })) {
  if (name.endsWith('.sql')) cpSync(at(`../src/${name}`), `${dist}builder/src/${name}`);
}
cpSync(at('../data'), `${dist}builder/data`, { recursive: true });
cpSync(at('../package.json'), `${dist}builder/package.json`);
cpSync(at('../../LICENSE'), at('../LICENSE'));

// The notices of the packages inside.
const inside = readdirSync(`${dist}${PACKAGES}`).flatMap((name) =>
  name.startsWith('@') ? readdirSync(`${dist}${PACKAGES}/${name}`).map((own) => `${name}/${own}`) : name,
);
const notices = inside.map((name) => {
  const folder = `${root}node_modules/${name}`;
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  return `${name} ${version} (${license})\n\n${file ? readFileSync(`${folder}/${file}`, 'utf8') : ''}`;
});
writeFileSync(`${dist}THIRD-PARTY.txt`, notices.join('\n\n----\n\n'));
chmodSync(`${dist}builder/src/cli.js`, 0o755);
