/** Expressions for addresses of pages and files: what a request was for, and of which record. */
import { literal } from '../engine/literal.js';

export interface Pattern {
  readonly kind: 'view' | 'download';
  /** A regular expression for the path with its query, with groups `record` and `file`: `(?<record>…)` or `(?P<record>…)`. */
  readonly path: string;
}

const UUID = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
const END = '(?:[?#].*)?$';
/** The id in a query: `?persistentId=doi:10.1/A`. */
const query = (name: string): string => `\\?(?:[^#]*&)?${name}=(?<record>[^&#]+)`;

/** Addresses of known systems. A repository below a path has patterns of its own. */
export const PRESETS = {
  dspace: [
    { kind: 'view', path: `^/(?:items|entities/[^/?#]+)/(?<record>${UUID})(?:/full)?${END}` },
    { kind: 'view', path: `^/(?:(?:xmlui|jspui)/)?handle/(?<record>[0-9.]+/[^/?#]+)${END}` },
    // The address of a file does not tell its record: it is counted, but under no resource type and in no community.
    { kind: 'download', path: `^/bitstreams/(?<record>(?<file>${UUID}))/download${END}` },
    { kind: 'download', path: `^/server/api/core/bitstreams/(?<record>(?<file>${UUID}))/content${END}` },
    {
      kind: 'download',
      path: '^/(?:(?:xmlui|jspui)/)?bitstream/(?:handle/)?(?<record>[0-9.]+/[^/?#]+)/(?<file>[^?#]+)',
    },
  ],
  eprints: [
    { kind: 'view', path: `^/(?:id/eprint/)?(?<record>[0-9]+)/?${END}` },
    { kind: 'download', path: '^/(?:id/eprint/)?(?<record>[0-9]+)/(?<file>[0-9]+/[^?#]+)' },
  ],
  dataverse: [
    { kind: 'view', path: `^/dataset\\.xhtml${query('persistentId')}` },
    { kind: 'view', path: `^/api/(?:v1/)?datasets/:persistentId/?${query('persistentId')}` },
    { kind: 'download', path: `^/api/(?:v1/)?access/dataset/:persistentId/?${query('persistentId')}` },
    { kind: 'download', path: `^/api/(?:v1/)?access/datafile/(?<record>(?<file>[0-9]+))${END}` },
  ],
} as const satisfies Readonly<Record<string, readonly Pattern[]>>;

export type Preset = keyof typeof PRESETS;
export const PRESET_NAMES = Object.keys(PRESETS) as readonly Preset[];

/** The usual addresses of Dataverse in logs for Make Data Count, those of counter-processor's configuration. */
export const MAKE_DATA_COUNT: readonly Pattern[] = [
  { kind: 'view', path: '^[^?]*/dataset\\.xhtml' },
  { kind: 'view', path: '^[^?]*/file\\.xhtml' },
  { kind: 'view', path: '^[^?]*/api/(?:v1/)?datasets' },
  { kind: 'download', path: '^[^?]*/api/(?:v1/)?access/datafile' },
];

/** What the engine of expressions (RE2) does not have. */
const UNKNOWN: readonly (readonly [part: RegExp, name: string])[] = [
  [/\(\?[=!]/, 'looks ahead, (?= or (?!'],
  [/\(\?<[=!]/, 'looks behind, (?<= or (?<!'],
  [/\\[1-9]|\\k</, 'refers back to a group'],
  [/\(\?>|[*+?}]\+/, 'is possessive or atomic'],
];

/** Returns why an expression cannot be used; `undefined` if it can. */
export function faultOf(path: string, needsRecord: boolean): string | undefined {
  const found = UNKNOWN.find(([part]) => part.test(path));
  if (found) return `${found[1]}, which is not supported`;
  try {
    new RegExp(path.replaceAll('(?P<', '(?<'), 'u');
  } catch (error) {
    return `is no regular expression: ${(error as Error).message}`;
  }
  return needsRecord && groupOf(path, 'record') === 0 ? 'has no group (?<record>…)' : undefined;
}

/** Returns the number of a named group; 0 if there is none. */
export function groupOf(path: string, name: string): number {
  // Leaves out escaped characters and parentheses in classes: neither begins a group.
  const plain = path.replaceAll(/\\.|\[(?:\\.|[^\]\\])*\]/g, '');
  const names = [...plain.matchAll(/\((?:\?P?<([^>=!]+)>|(?!\?))/g)].map((match) => match[1]);
  return names.indexOf(name) + 1;
}

const re2 = (path: string): string => literal(path.replaceAll(/\(\?<(?![=!])/g, '(?P<'));

/** Returns a query that adds `kind`, `record` and `file` to the rows whose `url` matches an expression: those of the first one. */
export function matchQuery(patterns: readonly Pattern[], table: string): string {
  const place = patterns.map(({ path }, i) => `WHEN regexp_matches(url, ${re2(path)}) THEN ${i}`).join(' ');
  const group = (name: string): string => {
    const cases = patterns.flatMap(({ path }, i) => {
      const number = groupOf(path, name);
      return number ? [`WHEN ${i} THEN NULLIF(url_decode(regexp_extract(url, ${re2(path)}, ${number})), '')`] : [];
    });
    return cases.length ? `CASE place ${cases.join(' ')} END` : 'CAST(NULL AS VARCHAR)';
  };
  const kinds = patterns.map(({ kind }, i) => `WHEN ${i} THEN ${literal(kind)}`).join(' ');
  return `SELECT *, CASE place ${kinds} END AS kind, ${group('record')} AS record, ${group('file')} AS file
    FROM (SELECT *, CASE ${place} END AS place FROM ${table})`;
}
