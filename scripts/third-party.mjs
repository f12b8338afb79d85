/** The notices of the packages whose code is in dist/. */

/** Licences under which code may be bundled if its licence is passed on. */
const ALLOWED = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC', 'MIT'];

const LINE = '-'.repeat(80);

const HEAD = `The files of repository-stats-widgets contain code of the following packages, each under its own licence.
The map is made from Natural Earth (https://www.naturalearthdata.com/), which is in the public domain.
`;

/**
 * Returns the notices, sorted by name, with each version of a package once.
 * @param packages in the form of Vite's `build.license`: `{name, version, identifier, text}`
 * @throws Error if a licence is not allowed or has no text
 */
export function thirdPartyNotices(packages) {
  const notices = new Map();
  for (const { name, version, identifier, text } of packages) {
    if (!ALLOWED.includes(identifier))
      throw new Error(`${name} ${version}: the licence ${identifier ?? '(none)'} is not one of ${ALLOWED.join(', ')}`);
    if (!text) throw new Error(`${name} ${version} has no file with its licence`);
    notices.set(`${name} ${version} (${identifier})`, text.replaceAll('\r', '').trim());
  }
  const sorted = [...notices].sort(([a], [b]) => (a < b ? -1 : 1));
  return [HEAD, ...sorted.map(([title, text]) => `${LINE}\n${title}\n\n${text}\n`)].join('\n');
}
