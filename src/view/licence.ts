/** Families of licences with versions, in their usual spelling. Text after the version is in the long name only. */
const FAMILIES = ['Apache', 'GPL', 'LGPL', 'AGPL', 'BSD', 'MPL', 'EPL'];

/** Licences without versions. */
const SINGLE = ['MIT', 'ISC', 'ARR', 'unlicense'];

const written = (names: readonly string[], lower: string): string | undefined =>
  names.find((name) => name.toLowerCase() === lower);

/**
 * Returns a licence in a few letters, for a legend or an axis: `cc-by-4.0` is CC-BY-4.0, `gpl-3.0-or-later` GPL-3.0.
 * @returns `undefined` for an id of which no short form is known
 */
export function shortLicence(id: string): string | undefined {
  const lower = id.toLowerCase();
  const [name = '', version] = lower.split('-');
  if ((name === 'cc' && version) || name === 'cc0') return id.toUpperCase();
  const family = written(FAMILIES, name);
  return family && version ? `${family}-${version}` : written(SINGLE, lower);
}
