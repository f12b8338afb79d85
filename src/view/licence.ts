/** Families of licences that have versions, and how they are written. What follows the version stays with the long name. */
const FAMILIES: Readonly<Record<string, string>> = {
  apache: 'Apache',
  gpl: 'GPL',
  lgpl: 'LGPL',
  agpl: 'AGPL',
  bsd: 'BSD',
  mpl: 'MPL',
  epl: 'EPL',
};

/** Licences that have none. */
const SINGLE: Readonly<Record<string, string>> = { mit: 'MIT', isc: 'ISC', arr: 'ARR', unlicense: 'unlicense' };

const own = (texts: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(texts, key) ? texts[key] : undefined;

/**
 * A licence in a few letters, for a legend or an axis: `cc-by-4.0` is CC-BY-4.0, `gpl-3.0-or-later` GPL-3.0.
 * @returns `undefined` for an id of which no short form is known
 */
export function shortLicence(id: string): string | undefined {
  const lower = id.toLowerCase();
  const [name = '', version] = lower.split('-');
  if ((name === 'cc' && version) || name === 'cc0') return id.toUpperCase();
  const family = own(FAMILIES, name);
  if (family && version) return `${family}-${version}`;
  return own(SINGLE, lower);
}
