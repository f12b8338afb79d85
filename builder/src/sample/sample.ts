/**
 * Invented events, records and memberships in the form of the neutral table: for a first look, for tests and for the bench. The same
 * size and seed give the same rows.
 */
import { isoDay } from '../../../src/data/day.js';

export interface SampleSize {
  readonly records: number;
  readonly communities: number;
  /** Days, the last one of which is `until`. */
  readonly days: number;
  readonly until: number;
  /** Events of all days together. */
  readonly events: number;
  /** How many subjects, funders … there are. */
  readonly values?: number;
}

export interface SampleRecord {
  readonly id: string;
  readonly parent: string;
  readonly owner: string;
  readonly created: string;
  readonly published: string;
  readonly removed?: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly files: readonly { readonly ext: string; readonly bytes: number }[];
}

export interface SampleMembership {
  readonly record: string;
  readonly community: string;
  readonly added: string;
  readonly removed?: string;
}

export interface SampleEvent {
  readonly time: string;
  readonly kind: 'view' | 'download';
  readonly record: string;
  readonly file: string;
  readonly bytes: string;
  readonly visitor: string;
  readonly country: string;
  readonly referrer: string;
  readonly robot: string;
}

/** A source of numbers from 0 to 1 that does not depend on the platform (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const words = (text: string): readonly string[] => text.split(' ');
const TYPES: Readonly<Record<string, { readonly en: string; readonly de: string }>> = {
  dataset: { en: 'Dataset', de: 'Datensatz' },
  'publication-article': { en: 'Journal article', de: 'Zeitschriftenartikel' },
  'publication-thesis': { en: 'Thesis', de: 'Abschlussarbeit' },
  software: { en: 'Software', de: 'Software' },
  image: { en: 'Image', de: 'Bild' },
};
const LANGUAGES: Readonly<Record<string, { readonly en: string; readonly de: string }>> = {
  eng: { en: 'English', de: 'Englisch' },
  deu: { en: 'German', de: 'Deutsch' },
  fra: { en: 'French', de: 'Französisch' },
  spa: { en: 'Spanish', de: 'Spanisch' },
};
const RIGHTS = words('cc-by-4.0 cc0-1.0 cc-by-sa-4.0 mit');
const ACCESS = words('open open open restricted embargoed metadata-only');
const COUNTRIES = words('DE US GB FR CN IN BR JP NL ES IT CA AU CH SE PL AT ZA KE MX AR KR TR ID');
const REFERRERS = words(
  'www.google.com www.bing.com scholar.google.com en.wikipedia.org github.com orcid.org duckduckgo.com',
);
const EXTENSIONS = words('pdf csv zip xlsx txt nc');
const COMMUNITIES = words('astronomy history climate linguistics oceans');

/** Returns one of a list, the first ones more often. */
const skewed = <T>(list: readonly T[], next: () => number): T => list[Math.floor(next() ** 2.2 * list.length)]!;

/** Makes the records of a sample. */
export function* sampleRecords({ records, days, until, values = 12 }: SampleSize): Generator<SampleRecord> {
  const next = random(1);
  for (let i = 0; i < records; i++) {
    const created = until - days + 1 - 200 + Math.floor((i / records) * (days + 199));
    const own = (name: string): string => `${name} ${1 + Math.floor(next() ** 2 * values)}`;
    const named = (names: Readonly<Record<string, unknown>>) => {
      const id = skewed(Object.keys(names), next);
      return { id, label: names[id] };
    };
    const hasFiles = next() < 0.9;
    yield {
      id: recordId(i),
      parent: next() < 0.2 && i > 0 ? `p${i - 1}` : `p${i}`,
      owner: `u${Math.floor(next() ** 2 * (1 + records / 12))}`,
      created: isoDay(created),
      published: isoDay(created - Math.floor(next() ** 4 * 1500)),
      ...(next() < 0.01 && created + 90 < until && { removed: isoDay(created + 60) }),
      attributes: {
        resourceTypes: [named(TYPES)],
        accessStatuses: [skewed(ACCESS, next)],
        languages: next() < 0.1 ? [named(LANGUAGES), { id: 'eng', label: LANGUAGES['eng'] }] : [named(LANGUAGES)],
        subjects: [own('Subject'), own('Subject')],
        rights: [skewed(RIGHTS, next)],
        ...(next() < 0.5 && { funders: [own('Funder')] }),
        ...(next() < 0.4 && { periodicals: [own('Journal')] }),
        publishers: [own('Publisher')],
        affiliations: [own('University'), own('University')],
      },
      files: hasFiles
        ? Array.from({ length: 1 + Math.floor(next() * 3) }, () => ({
            ext: skewed(EXTENSIONS, next),
            bytes: Math.round(1e4 * 10 ** (next() * 4)),
          }))
        : [],
    };
  }
}

const recordId = (i: number): string => `r${String(i + 1).padStart(6, '0')}`;

/** Makes the memberships of a sample: most records are in one community, some in two, and a few leave theirs. */
export function* sampleMemberships({ records, communities, days, until }: SampleSize): Generator<SampleMembership> {
  const next = random(2);
  for (let i = 0; i < records; i++) {
    const created = until - days + 1 - 200 + Math.floor((i / records) * (days + 199));
    const count = next() < 0.15 ? 2 : next() < 0.85 ? 1 : 0;
    const first = Math.floor(next() ** 1.6 * communities);
    for (let n = 0; n < count; n++) {
      yield {
        record: recordId(i),
        community: communityId((first + n * 7) % communities),
        added: isoDay(created + n),
        ...(next() < 0.01 && created + 120 < until && { removed: isoDay(created + 100) }),
      };
    }
  }
}

const communityId = (i: number): string => COMMUNITIES[i] ?? `community-${i + 1}`;

/** Makes the events of one day of a sample. */
export function sampleDay(size: SampleSize, day: number): SampleEvent[] {
  const next = random(1000 + day);
  const { records, days, until, events } = size;
  const place = (day - (until - days + 1)) / days;
  const isWeekend = (day + 3) % 7 > 4;
  const count = Math.round((events / days) * (0.4 + 1.2 * place) * (isWeekend ? 0.6 : 1.16) * (0.9 + next() * 0.2));
  const known = Math.max(1, Math.floor(records * Math.min(1, (day - (until - days + 1) + 200) / (days + 199))));
  const list: SampleEvent[] = [];
  for (let i = 0; i < count; i++) {
    const second = Math.floor(next() * 86_400);
    const isDownload = next() < 0.35;
    const record = Math.floor(next() ** 2.5 * known);
    // Most readers use one record a day, a few use many.
    const visitor = Math.floor(next() ** 1.5 * (1 + count / 1.6));
    const file = isDownload ? `file-${Math.floor(next() * 3)}.${EXTENSIONS[record % EXTENSIONS.length]!}` : '';
    const event: SampleEvent = {
      time: `${isoDay(day)}T${clock(second)}Z`,
      kind: isDownload ? 'download' : 'view',
      record: next() < 0.002 ? `gone-${record % 50}` : recordId(record),
      file,
      bytes: isDownload ? String(10_000 + ((record * 7919) % 5_000_000)) : '',
      visitor: `v${visitor}`,
      country: next() < 0.04 ? '' : COUNTRIES[Math.floor(random(visitor + day)() ** 2.2 * COUNTRIES.length)]!,
      referrer: next() < 0.5 ? '' : `https://${skewed(REFERRERS, next)}/search?q=1`,
      robot: next() < 0.06 ? 'true' : 'false',
    };
    list.push(event);
    // Somebody clicks twice.
    if (next() < 0.03)
      list.push({ ...event, time: `${isoDay(day)}T${clock(Math.min(86_399, second + 1 + Math.floor(next() * 40)))}Z` });
  }
  return list.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
}

const clock = (second: number): string =>
  [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');

/** The columns of events. */
export const EVENT_FIELDS = words(
  'time kind record file bytes visitor country referrer robot',
) as readonly (keyof SampleEvent)[];

/** Returns rows as lines of CSV. No value of a sample needs quotes. */
export const csvLine = (row: SampleEvent): string => EVENT_FIELDS.map((field) => row[field]).join(',');
