/** Counts events and records in plain loops, for comparison with the builder. */
import type { GivenEvent, GivenMembership, GivenRecord } from './repository.js';

/** The numbers of a day, by their names in files. */
export type Numbers = Readonly<Record<string, number>>;

const dayOf = (time: string): string => new Date(time).toISOString().slice(0, 10);
const secondOf = (time: string): number => Math.floor(Date.parse(time) / 1000);

/** Returns the events that count: no robots, and of clicks within `seconds` on the same thing the last. */
export function keptEvents(events: readonly GivenEvent[], seconds = 30): readonly GivenEvent[] {
  const people = events.filter(({ robot, machine }) => !robot && !machine);
  const thing = ({ time, visitor, kind, record, file }: GivenEvent): string =>
    [dayOf(time), visitor, kind, record, file].join('\n');
  const sorted = people
    .map((event, i) => ({ event, i }))
    .sort((a, b) => secondOf(a.event.time) - secondOf(b.event.time) || a.i - b.i)
    .map(({ event }) => event);
  return sorted.filter((event, i) => {
    const next = sorted.slice(i + 1).find((later) => thing(later) === thing(event));
    return !next || secondOf(next.time) - secondOf(event.time) > seconds;
  });
}

/** Returns the values of a record under each breakdown. */
function valuesOf(record: GivenRecord | undefined): readonly (readonly [breakdown: string, value: string])[] {
  return Object.entries(record?.attributes ?? {}).flatMap(([breakdown, given]) =>
    [...new Set(given as readonly string[])].map((value) => [breakdown, value] as const),
  );
}

const scopesOf = (record: string, day: string, memberships: readonly GivenMembership[]): readonly string[] => [
  'global',
  ...new Set(
    memberships
      .filter(
        (each) => each.record === record && each.added! <= day && (each.removed === undefined || each.removed > day),
      )
      .map(({ community }) => community),
  ),
];

/** Returns the ten numbers of usage by scope, breakdown, value and day. */
export function naiveUsage(
  events: readonly GivenEvent[],
  records: readonly GivenRecord[],
  memberships: readonly GivenMembership[],
): ReadonlyMap<string, Numbers> {
  const groups = new Map<string, GivenEvent[]>();
  for (const event of keptEvents(events)) {
    const day = dayOf(event.time);
    const record = records.find(({ id }) => id === event.record);
    const extensions =
      event.kind === 'download'
        ? [/\.(\w+)$/.exec(event.file ?? '')?.[1]?.toLowerCase()]
        : [...new Set(record?.files?.map(({ ext }) => ext))];
    const parts = [
      ['', ''],
      ...valuesOf(record),
      ...(event.country ? [['countries', event.country]] : []),
      ...(event.referrer ? [['referrers', new URL(event.referrer).hostname]] : []),
      ...extensions.flatMap((extension) => (extension ? [['fileTypes', extension]] : [])),
    ];
    const scopes = record ? scopesOf(event.record, day, memberships) : ['global'];
    for (const scope of scopes) {
      for (const [breakdown, value] of parts) {
        const key = [scope, breakdown, value, day].join('|');
        groups.set(key, [...(groups.get(key) ?? []), event]);
      }
    }
  }
  const parentOf = (id: string): string => records.find((record) => record.id === id)?.parent ?? id;
  const numbers = (list: readonly GivenEvent[]): Numbers => {
    const of = (kind: string): readonly GivenEvent[] => list.filter((event) => event.kind === kind);
    const distinct = (kind: string, what: (event: GivenEvent) => string): number => new Set(of(kind).map(what)).size;
    return {
      views: of('view').length,
      viewVisitors: distinct('view', ({ visitor }) => visitor!),
      viewUniqueRecords: distinct('view', ({ record }) => record),
      viewUniqueParents: distinct('view', ({ record }) => parentOf(record)),
      downloads: of('download').length,
      downloadVisitors: distinct('download', ({ visitor }) => visitor!),
      downloadUniqueRecords: distinct('download', ({ record }) => record),
      downloadUniqueParents: distinct('download', ({ record }) => parentOf(record)),
      downloadUniqueFiles: distinct('download', ({ record, file }) => `${record}/${file!}`),
      dataVolume: of('download').reduce((sum, { bytes = 0 }) => sum + bytes, 0),
    };
  };
  return new Map([...groups].map(([key, list]) => [key, numbers(list)]));
}

/** Returns the numbers of records that are there at the end of a day, by scope, breakdown and value, by the basis `added`. */
export function naiveRecords(
  records: readonly GivenRecord[],
  memberships: readonly GivenMembership[],
  day: string,
): ReadonlyMap<string, Numbers> {
  const groups = new Map<string, GivenRecord[]>();
  for (const record of records) {
    if (record.created.slice(0, 10) > day || (record.removed !== undefined && record.removed <= day)) continue;
    const presence = record.files?.length ? 'with_files' : 'metadata_only';
    for (const scope of scopesOf(record.id, day, memberships)) {
      for (const [breakdown, value] of [['', ''], ['filePresence', presence], ...valuesOf(record)]) {
        const key = [scope, breakdown, value].join('|');
        groups.set(key, [...(groups.get(key) ?? []), record]);
      }
    }
  }
  return new Map(
    [...groups].map(([key, list]) => [
      key,
      {
        records: list.length,
        parents: new Set(list.map(({ id, parent }) => parent ?? id)).size,
        fileCount: list.reduce((sum, { files = [] }) => sum + files.length, 0),
        dataVolume: list.reduce((sum, { files = [] }) => sum + files.reduce((bytes, file) => bytes + file.bytes, 0), 0),
      },
    ]),
  );
}
