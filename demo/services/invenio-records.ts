/** A fake InvenioRDM without the statistics service: the search for records, and the use of single ones. */
import { dayFrom, isoDay, parseDay, yearOf, type Day } from '../../src/data/day.js';
import { noise } from './noise.js';
import { recordUse, refuse, type FakeWork } from './record-use.js';

/** A version of a work. */
export interface FakeRecord {
  readonly id: string;
  readonly title: string;
  readonly created: Day;
  /** Id of the work. */
  readonly parent: string;
  /** The number of the version, from 1. */
  readonly index: number;
  readonly isLatest: boolean;
  readonly community: string | undefined;
  readonly access: string;
  readonly type: string;
  readonly files: readonly string[];
  readonly subjects: readonly string[];
  readonly languages: readonly string[];
  readonly views: number;
  readonly downloads: number;
}

/** The communities; the last one is empty. */
const COMMUNITIES = ['astronomy', 'history', 'new'];

const FIRST = { year: 2022, month: 4 };

/** The values of a field, the most frequent first. */
const VALUES = {
  type: [
    ...['publication Publication', 'dataset Dataset', 'software Software', 'image Image', 'poster Poster'],
    ...['presentation Presentation', 'lesson Lesson', 'video Video/Audio', 'physicalobject Physical_object'],
    ...['other Other', 'event Event', 'model Model', 'workflow Workflow'],
  ],
  access: ['open Open', 'embargoed Embargoed', 'restricted Restricted', 'metadata-only Metadata-only'],
  file: ['pdf PDF', 'csv CSV', 'zip ZIP', 'png PNG', 'txt TXT', 'nc NC'],
  subject: ['Astronomy Astronomy', 'Archives Archives', 'Climate Climate', 'Maps Maps', 'Trade Trade'],
  language: ['eng English', 'deu German', 'fra French'],
} as const;

const idOf = (value: string): string => value.split(' ', 1)[0]!;
const labelOf = (value: string): string => value.slice(idOf(value).length + 1).replace('_', ' ');

/** Returns one of some values; those at the beginning more often. */
const pick = (values: readonly string[], seed: number): string =>
  idOf(values[Math.floor(noise(seed) ** 3 * values.length)]!);

const WORDS = ['Prices of grain', 'Bird songs', 'Light curves', 'Letters', 'Glacier mass', 'Town plans', 'Spectra'];

/** Invents the records that were created until a day. */
export function recordsUntil(today: Day): readonly FakeRecord[] {
  const records: FakeRecord[] = [];
  for (let months = 0, seed = 1; ; months++) {
    const month = FIRST.month + months;
    const year = FIRST.year + Math.floor((month - 1) / 12);
    const start = dayFrom(year, ((month - 1) % 12) + 1, 1)!;
    if (start > today) break;
    const count = month === 16 ? 0 : Math.floor(15 + months / 3 + 20 * noise(months));
    for (let i = 0; i < count; i++, seed++) {
      const at = (field: number): number => seed + field / 16;
      // Some are new versions of earlier works.
      const older = noise(at(1)) < 0.2 ? records[Math.floor(noise(at(2)) * records.length)] : undefined;
      const versions = older ? records.filter(({ parent }) => parent === older.parent) : [];
      const bare = noise(at(3)) < 0.12;
      records.push({
        id: `rec-${seed}`,
        title: older?.title ?? `${WORDS[seed % WORDS.length]!} ${yearOf(start) - Math.floor(noise(at(4)) * 90)}`,
        created: Math.min(start + Math.floor((i / count) * 28), start + 27),
        parent: older?.parent ?? `work-${seed}`,
        index: versions.length + 1,
        isLatest: true,
        community: older ? older.community : [undefined, 'astronomy', 'history'][Math.floor(noise(at(5)) * 3)],
        access: bare ? 'metadata-only' : pick(VALUES.access.slice(0, 3), at(6)),
        type: older?.type ?? pick(VALUES.type, at(7)),
        files: bare ? [] : [...new Set([pick(VALUES.file, at(8)), pick(VALUES.file, at(9))])],
        subjects: [...new Set([pick(VALUES.subject, at(10)), pick(VALUES.subject, at(11))])],
        languages: noise(at(12)) < 0.7 ? [pick(VALUES.language, at(13))] : [],
        views: Math.floor(900 * noise(at(14)) ** 4),
        downloads: Math.floor(300 * noise(at(15)) ** 4),
      });
    }
  }
  const last = new Map(records.map(({ parent, id }) => [parent, id]));
  return records
    .filter(({ created }) => created <= today)
    .map((record) => ({ ...record, isLatest: last.get(record.parent) === record.id }));
}

/** The records of the latest day that was asked for. */
let known: { readonly today: Day; readonly records: readonly FakeRecord[] } | undefined;

const recordsOf = (today: Day): readonly FakeRecord[] =>
  (known?.today === today ? known : (known = { today, records: recordsUntil(today) })).records;

/** Returns a condition for a query; `undefined` for one that is not understood. */
function conditionOf(term: string): ((record: FakeRecord) => boolean) | undefined {
  if (term === 'versions.index:1') return ({ index }) => index === 1;
  if (term === 'files.enabled:true') return ({ files }) => files.length > 0;
  const [, from, to] = /^created:\[(\*|[\d-]+) TO ([\d-]+)\]$/.exec(term) ?? [];
  const [start, end] = [from === '*' ? -Infinity : parseDay(from ?? ''), parseDay(to ?? '')];
  if (start === undefined || end === undefined) return undefined;
  return ({ created }) => start <= created && created <= end;
}

/** The number of values that an aggregation lists. */
const LISTED = 10;

function bucketsOf(values: readonly string[], all: readonly string[]) {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, LISTED)
    .map(([key, doc_count]) => {
      const label = labelOf(all.find((value) => idOf(value) === key) ?? `${key} ${key}`);
      return { key, doc_count, label, is_selected: false };
    });
}

const SORTS: Readonly<Record<string, (a: FakeRecord, b: FakeRecord) => number>> = {
  newest: (a, b) => b.created - a.created,
  oldest: (a, b) => a.created - b.created,
  mostviewed: (a, b) => b.views - a.views,
  mostdownloaded: (a, b) => b.downloads - a.downloads,
};

const hitOf = ({ id, title, created, parent, access, type, views, downloads }: FakeRecord) => {
  const counts = {
    ...{ views: views * 2, unique_views: views, downloads: downloads * 3, unique_downloads: downloads },
    data_volume: downloads * 1e6,
  };
  return {
    ...{ id, created: `${isoDay(created)}T09:30:00.000000+00:00`, parent: { id: parent } },
    metadata: { title, resource_type: { id: type } },
    access: { status: access },
    links: { self_html: `https://repository.example/records/${id}` },
    stats: { this_version: counts, all_versions: counts },
  };
};

function search(all: readonly FakeRecord[], query: URLSearchParams): Response {
  const conditions = (query.get('q') ?? '').split(' AND ').filter(Boolean).map(conditionOf);
  const compare = SORTS[query.get('sort') ?? 'newest'];
  const size = Number(query.get('size') ?? 10);
  if (conditions.includes(undefined)) return refuse(400, 'Failed to parse query.');
  if (!compare || !(size >= 1) || size > 25) return refuse(400, 'A validation error occurred.');
  const found = all
    .filter(({ isLatest }) => isLatest || query.get('allversions') === 'true')
    .filter((record) => conditions.every((condition) => condition!(record)));
  const facet = (label: string, values: readonly string[], names: readonly string[]) => ({
    ...{ label, buckets: bucketsOf(values, names) },
  });
  const years = found.map(({ created }) => String(yearOf(created)));
  return Response.json({
    hits: { hits: [...found].sort(compare).slice(0, size).map(hitOf), total: found.length },
    aggregations: {
      access_status: facet(
        'Access status',
        found.map(({ access }) => access),
        VALUES.access,
      ),
      resource_type: facet(
        'Resource types',
        found.map(({ type }) => type),
        VALUES.type,
      ),
      file_type: facet(
        'File type',
        found.flatMap(({ files }) => files),
        VALUES.file,
      ),
      subject: facet(
        'Subjects',
        found.flatMap(({ subjects }) => subjects),
        VALUES.subject,
      ),
      language: facet(
        'Languages',
        found.flatMap(({ languages }) => languages),
        VALUES.language,
      ),
      publication_date: facet('Publication date', years, []),
    },
    sortBy: query.get('sort') ?? 'newest',
    links: {},
  });
}

/** Returns the work with an id. */
function workOf(records: readonly FakeRecord[], id: string): FakeWork | undefined {
  const first = records.find(({ parent }) => parent === id);
  return first && { since: first.created, level: 4 + Math.sqrt(first.views) };
}

export async function invenioRecords(request: Request, today: Day): Promise<Response | undefined> {
  const { pathname, searchParams } = new URL(request.url);
  const path = /\/api\/(.*)$/.exec(pathname)?.[1] ?? '';
  const records = recordsOf(today);
  if (path === 'stats') return recordUse(request, (id) => workOf(records, id));
  if (path === 'records') return search(records, searchParams);
  const [, community] = /^communities\/([^/]+)\/records$/.exec(path) ?? [];
  if (community !== undefined)
    return COMMUNITIES.includes(decodeURIComponent(community))
      ? search(
          records.filter((record) => record.community === community),
          searchParams,
        )
      : refuse(404, 'Community not found.');
  const [, id] = /^records\/([^/]+)$/.exec(path) ?? [];
  if (id === undefined) return undefined;
  const record = records.find((each) => each.id === id);
  return record ? Response.json(hitOf(record)) : refuse(404, 'The persistent identifier does not exist.');
}
