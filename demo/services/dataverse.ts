/**
 * A fake Dataverse: its Metrics API, the tree of its collections and the titles of its datasets, with invented numbers from
 * 2019 until today. Collections: `root`, `maps` with `old-maps` inside, `texts`, and `new`, which is empty. `draft` is not
 * published: Dataverse then answers for the whole installation.
 */
import { isoDay, type Day } from '../../src/data/day.js';
import { chance, streamOf } from '../../src/sources/test-data/numbers.js';
import { times } from '../../src/util/times.js';

/** The first month, and that of Make Data Count. */
const [FIRST, COUNTED_SINCE] = ['2019-03', '2022-01'];

/** A collection, and its share of everything; absent for the whole. */
interface Collection {
  readonly alias: string;
  readonly name: string;
  readonly share: number;
  readonly children?: readonly Collection[];
}

const ROOT: Collection = {
  ...{ alias: 'root', name: 'Research Data of Example', share: 1 },
  children: [
    {
      ...{ alias: 'maps', name: 'Maps and Geodata', share: 0.4 },
      children: [{ alias: 'old-maps', name: 'Old Maps', share: 0.15 }],
    },
    { alias: 'texts', name: 'Texts and Corpora', share: 0.25 },
    { alias: 'new', name: 'New Collection', share: 0 },
  ],
};

/** What is added in a usual month at the beginning and, in growing numbers, later. */
const MONTHLY = {
  datasets: { base: 14, growth: 0.012 },
  downloads: { base: 2400, growth: 0.022 },
  viewsTotal: { base: 3600, growth: 0.018 },
  downloadsTotal: { base: 900, growth: 0.018 },
} as const;
type Metric = keyof typeof MONTHLY;

/** Files for each dataset by media type, and their usual size in bytes. */
const FILES: readonly (readonly [contentType: string, perDataset: number, size: number])[] = [
  ['text/tab-separated-values', 3.1, 4.2e6],
  ['text/csv', 2.2, 6.5e6],
  ['application/pdf', 1.6, 2.1e6],
  ['text/plain', 1.4, 9e4],
  ['application/zip', 0.6, 1.9e8],
  ['image/tiff', 0.5, 4.6e7],
  ['type/x-r-syntax', 0.4, 1.2e4],
  ['application/x-stata-syntax', 0.3, 9e3],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 0.3, 8e5],
  ['application/netcdf', 0.1, 7.2e8],
  ['application/x-own-format', 0.05, 3e6],
];

const SUBJECTS: readonly (readonly [subject: string, share: number])[] = [
  ['Social Sciences', 0.34],
  ['Earth and Environmental Sciences', 0.27],
  ['Arts and Humanities', 0.18],
  ['Computer and Information Science', 0.11],
  ['Medicine, Health and Life Sciences', 0.09],
  ['Physics', 0.06],
  ['Agricultural Sciences', 0.05],
  ['Law', 0.03],
  ['Other', 0.07],
];

const TITLES = [
  'Survey of Reading Habits, 2014–2024',
  'Digitised Sheets of the Land Register',
  'River Levels of the Upper Basin',
  'Corpus of Letters, 1780–1850',
  'Replication Data for: Commuting by Bicycle',
  'Interviews with Beekeepers',
  'Soil Samples along the Old Railway',
  'Recordings of Dialects',
  'Street Names and Their Changes',
  'Temperatures in Cold Stores',
  'Minutes of the Town Council, Transcribed',
  'Pollen Counts by Week',
];

/** Returns a number between 0 and 1 that a text always has. */
const chanceOf = (text: string): number => chance(streamOf(1, text), 1);

const monthsFrom = (first: string, last: string): string[] => {
  const indexOf = (month: string): number => 12 * Number(month.slice(0, 4)) + Number(month.slice(5)) - 1;
  return times(Math.max(0, indexOf(last) - indexOf(first) + 1), (i) => {
    const index = indexOf(first) + i;
    return `${String(Math.floor(index / 12))}-${String((index % 12) + 1).padStart(2, '0')}`;
  });
};

/** Returns the totals of a metric at the end of each month until today. */
function totals(metric: Metric, { alias, share }: Collection, today: Day): readonly { date: string; count: number }[] {
  const first = metric === 'datasets' || metric === 'downloads' ? FIRST : COUNTED_SINCE;
  const { base, growth } = MONTHLY[metric];
  const thisMonth = isoDay(today).slice(0, 7);
  const passed = Number(isoDay(today).slice(8)) / 31;
  let total = 0;
  return monthsFrom(first, thisMonth).map((date, i) => {
    const usual = base * (1 + growth) ** i * (0.6 + 0.8 * chanceOf(`${metric} ${alias} ${date}`));
    // Downloads of years without dates are in the first month.
    const legacy = metric === 'downloads' && i === 0 ? 30 * base : 0;
    total += Math.round(share * (usual * (date === thisMonth ? passed : 1) + legacy));
    return { date, count: total };
  });
}

const files = (collection: Collection, today: Day) =>
  totals('datasets', collection, today).flatMap(({ date, count }) =>
    FILES.flatMap(([contenttype, perDataset, size]) => {
      const own = Math.round(count * perDataset);
      return own ? [{ date, contenttype, count: own, size: Math.round(own * size) }] : [];
    }),
  );

const subjects = (count: number) =>
  SUBJECTS.flatMap(([subject, share]) => {
    const own = Math.round(share * count);
    return own ? [{ subject, count: own }] : [];
  });

const pidOf = (i: number): string => `doi:10.5072/FK2/${(i + 0xb2c7).toString(36).toUpperCase()}`;

const ranking = ({ alias, share }: Collection) =>
  TITLES.map((title, i) => ({ pid: pidOf(i), count: Math.round(share * 900 * chanceOf(`${alias} ${title}`)) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);

interface Node {
  readonly id: number;
  readonly ownerId: number;
  readonly alias: string;
  readonly depth: number;
  readonly name: string;
  readonly children?: readonly Node[];
}

const tree = ({ alias, name, children }: Collection, depth = 0, ownerId = 0): Node => {
  const id = 1 + Math.floor(chanceOf(alias) * 1000);
  const inside = children?.map((child) => tree(child, depth + 1, id));
  return { id, ownerId, alias, depth, name, ...(inside && { children: inside }) };
};

const find = (alias: string, from = ROOT): Collection | undefined =>
  from.alias === alias.toLowerCase()
    ? from
    : from.children?.reduce<Collection | undefined>((found, child) => found ?? find(alias, child), undefined);

const error = (status: number, message: string, more = {}): Response =>
  Response.json({ status: 'ERROR', code: status, message, ...more }, { status });

/** Answers with JSON only if nothing else is accepted, else with CSV. */
function list(request: Request, rows: readonly Readonly<Record<string, string | number>>[]): Response {
  if (request.headers.get('Accept')?.toLowerCase() === 'application/json')
    return Response.json({ status: 'OK', data: rows });
  const names = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => names.map((name) => row[name]).join());
  return new Response(`${[names.join(), ...lines].join('\n')}\n`, {
    headers: { 'Content-Type': 'text/csv', 'Content-Disposition': 'attachment' },
  });
}

/** Answers with a series; one without numbers is an error, as the first of them is missing. */
const series = (request: Request, rows: Parameters<typeof list>[1]): Response =>
  rows.some(({ count }) => count)
    ? list(request, rows)
    : error(500, 'Internal server error. More details available at the server logs.', {
        ...{ incidentId: crypto.randomUUID(), internalError: 'EJBException', requestUrl: request.url },
        ...{ internalCause: 'ArrayIndexOutOfBoundsException', requestMethod: request.method },
      });

/** Answers a request for an address below that of the installation; `undefined`: it has no such address. */
export function dataverse(request: Request, today: Day): Response | undefined {
  const { pathname, searchParams } = new URL(request.url);
  if (/\/api\/datasets\/:persistentId\/versions\/:latest-published\/metadata\/citation$/.test(pathname)) {
    const title = TITLES.find((_, i) => pidOf(i) === searchParams.get('persistentId'));
    if (!title) return error(404, 'Dataset with this persistent identifier not found.');
    const field = { typeName: 'title', multiple: false, typeClass: 'primitive', value: title };
    return Response.json({ status: 'OK', data: { name: 'citation', fields: [field] } });
  }
  const path = /\/api\/info\/metrics\/(.+)$/.exec(pathname)?.[1];
  if (path === undefined) return undefined;
  const unknown = [...searchParams.keys()].find((name) => name !== 'parentAlias');
  if (unknown) return error(400, `queryParameter ${unknown} not supported for this endpont`);
  const alias = searchParams.get('parentAlias');
  const collection = alias === null || alias === 'draft' ? ROOT : find(alias);
  if (!collection) return error(404, `No Dataverse with alias: ${alias}`);
  const totalOf = (rows: readonly { count: number }[]): number => rows.at(-1)?.count ?? 0;
  const count = (rows: readonly { count: number }[]): Response =>
    Response.json({ status: 'OK', data: { count: totalOf(rows) } });
  const month = /^datasets\/bySubject\/toMonth\/(\d{4}-\d{2})$/.exec(path)?.[1];
  if (month !== undefined) {
    if (month > isoDay(today).slice(0, 7)) return error(400, 'The requested date is set past the current month.');
    return list(request, subjects(totalOf(totals('datasets', collection, today).filter(({ date }) => date <= month))));
  }
  const routes: Readonly<Record<string, () => Response>> = {
    tree: () => Response.json({ status: 'OK', data: tree(collection) }),
    uniquedownloads: () => list(request, ranking(collection)),
    datasets: () => count(totals('datasets', collection, today)),
    downloads: () => count(totals('downloads', collection, today)),
    files: () => count(collection.share ? files(collection, today) : []),
    'datasets/monthly': () => series(request, totals('datasets', collection, today)),
    'downloads/monthly': () => series(request, totals('downloads', collection, today)),
    'files/byType/monthly': () => series(request, files(collection, today)),
  };
  for (const metric of ['viewsTotal', 'downloadsTotal'] as const) {
    const rows = (): ReturnType<typeof totals> => totals(metric, collection, today);
    if (path === `makeDataCount/${metric}/monthly`) return series(request, rows());
    const expression = `${metric}Machine + ${metric}Regular`;
    if (path === `makeDataCount/${metric}`)
      return Response.json({ status: 'OK', data: { [expression]: totalOf(rows()) } });
  }
  return Object.hasOwn(routes, path) ? routes[path]!() : error(404, 'API endpoint does not exist on this server.');
}
