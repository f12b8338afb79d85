/** The snippet for pages that take the scripts from a content delivery network. */
import { createHash } from 'node:crypto';

/** Matches the start of every address of the published files, with its version. */
const ADDRESS = /(https:\/\/cdn\.jsdelivr\.net\/npm\/repository-stats-widgets@)[^/]+(?=\/)/g;

/** Returns the address of a file of dist/ on the network: of exactly one version, whose files never change. */
const addressOf = (version, file) => `https://cdn.jsdelivr.net/npm/repository-stats-widgets@${version}/dist/${file}`;

/** Sets the version in all addresses of a text. */
export const atVersion = (text, version) => text.replace(ADDRESS, `$1${version}`);

/** Returns the checksum of a file as the value of `integrity`. */
export const integrityOf = (content) => `sha384-${createHash('sha384').update(content).digest('base64')}`;

/**
 * Returns the files that a script loads, at once or later; itself first.
 * @param manifest Vite's `build.manifest`
 * @param entry its key of the script
 */
export function filesOf(manifest, entry) {
  const keys = new Set([entry]);
  // A set also visits what is added meanwhile.
  for (const key of keys) {
    const { imports = [], dynamicImports = [] } = manifest[key];
    for (const next of [...imports, ...dynamicImports]) keys.add(next);
  }
  return [...keys].map((key) => manifest[key].file);
}

/**
 * Returns the elements of a page that load a script and check every file that it loads.
 * @param script its file in dist/
 * @param files the checksums of the files that it loads, by their names in dist/
 */
export function snippet(version, script, files) {
  const integrity = Object.fromEntries(
    Object.entries(files)
      .filter(([file]) => file !== script)
      .map(([file, checksum]) => [addressOf(version, file), checksum]),
  );
  return `<!-- The import map has to come before all scripts of the page that are modules. -->
<script type="importmap">
${JSON.stringify({ integrity }, null, 2)}
</script>
<script
  type="module"
  src="${addressOf(version, script)}"
  integrity="${files[script]}"
  crossorigin="anonymous"
></script>
`;
}
