/**
 * A REST API of DataCite for tests: it answers from a list of invented DOIs, and keeps the bodies that it has sent. It shares
 * no code with the source that it checks.
 */

/** A DOI that can be found. */
export interface Doi {
  readonly id: string;
  readonly title: string;
  /** ISO times. */
  readonly registered: string;
  readonly created: string;
  readonly type?: string;
  readonly languages: readonly string[];
  readonly subjects: readonly string[];
  readonly licenses: readonly string[];
  readonly funders: readonly string[];
  readonly affiliations: readonly string[];
  readonly viewCount: number;
  readonly downloadCount: number;
  readonly citationCount: number;
}

interface Bucket {
  readonly id: string;
  readonly title: string;
  readonly count: number;
}

export interface SentBody {
  readonly data: readonly unknown[];
  readonly meta: { readonly total: number } & Readonly<Record<string, unknown>>;
}

/** A body, and the address that it was sent for. */
export interface Sent {
  readonly url: URL;
  readonly body: SentBody;
}

/** A small generator of numbers from 0 to 1 (mulberry32). */
function stream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const TYPES = ['Dataset', 'Text', 'Software', 'PhysicalObject', 'JournalArticle', undefined];
const MINUTE = 60_000;

/** Invents DOIs, registered from one moment to another. */
export function inventDois(count: number, from: string, until: string, seed = 7): readonly Doi[] {
  const next = stream(seed);
  const some = <T>(list: readonly T[]): T => list[Math.floor(next() ** 2 * list.length)]!;
  const [start, end] = [Date.parse(from), Date.parse(until)];
  return Array.from({ length: count }, (_, i): Doi => {
    const registered = start + Math.floor(next() * (end - start));
    const type = some(TYPES);
    return {
      id: `10.5072/x.${i}`,
      title: `Title ${i}`,
      registered: new Date(registered).toISOString(),
      // Drafts come first.
      created: new Date(registered - Math.floor(next() * 50) * 24 * 60 * MINUTE).toISOString(),
      ...(type && { type }),
      languages: next() < 0.8 ? [some(['en', 'de', 'fr'])] : [],
      subjects: [...new Set([some(['maps', 'FOS: Law', 'whales']), some(['ships', 'maps'])])],
      licenses: next() < 0.9 ? [some(['cc-by-4.0', 'cc0-1.0', 'mit'])] : [],
      funders: next() < 0.3 ? [`https://doi.org/10.13039/${Math.floor(next() * 5)}`] : [],
      affiliations: next() < 0.5 ? [some(['ror.org/00a', 'ror.org/00b'])] : [],
      viewCount: Math.floor(next() * 90),
      downloadCount: Math.floor(next() * 30),
      citationCount: Math.floor(next() * 3),
    };
  });
}

const dashed = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();

/** Counts values: the most frequent first, cut. */
function facet(values: readonly string[], size: number, titleOf = (id: string): string => id): Bucket[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([id, count]) => ({ id, title: titleOf(id), count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, size);
}

const years = (times: readonly string[]): Bucket[] =>
  facet(
    times.map((time) => time.slice(0, 4)),
    Infinity,
  )
    .sort((a, b) => Number(b.id) - Number(a.id))
    .slice(0, 10);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const FACETS: Readonly<Record<string, (dois: readonly Doi[]) => readonly [name: string, value: unknown]>> = {
  resource_types: (dois) => [
    'resourceTypes',
    facet(
      dois.flatMap(({ type }) => (type ? dashed(type) : [])),
      34,
      (id) => TYPES.find((type) => type && dashed(type) === id) ?? id,
    ),
  ],
  languages: (dois) => [
    'languages',
    facet(
      dois.flatMap((doi) => doi.languages),
      10,
      (id) => `English name of ${id}`,
    ),
  ],
  subjects: (dois) => [
    'subjects',
    facet(
      dois.flatMap((doi) => doi.subjects),
      10,
      (id) => `Title Of ${id}`,
    ),
  ],
  licenses: (dois) => [
    'licenses',
    facet(
      dois.flatMap((doi) => doi.licenses),
      10,
      (id) => id.toUpperCase(),
    ),
  ],
  funders: (dois) => [
    'funders',
    facet(
      dois.flatMap((doi) => doi.funders),
      200,
      (id) => `Funder ${id}`,
    ),
  ],
  affiliations: (dois) => [
    'affiliations',
    facet(
      dois.flatMap((doi) => doi.affiliations),
      10,
      (id) => `At ${id}`,
    ),
  ],
  created: (dois) => ['created', years(dois.map(({ created }) => created))],
  registered: (dois) => ['registered', years(dois.map(({ registered }) => registered))],
  view_count: (dois) => ['viewCount', sum(dois.map(({ viewCount }) => viewCount))],
  download_count: (dois) => ['downloadCount', sum(dois.map(({ downloadCount }) => downloadCount))],
  citation_count: (dois) => ['citationCount', sum(dois.map(({ citationCount }) => citationCount))],
};

const SORTS: Readonly<Record<string, (a: Doi, b: Doi) => number>> = {
  created: (a, b) => (a.created < b.created ? -1 : 1),
  '-view-count': (a, b) => b.viewCount - a.viewCount,
  '-download-count': (a, b) => b.downloadCount - a.downloadCount,
  '-citation-count': (a, b) => b.citationCount - a.citationCount,
};

/** Returns the DOIs of `registered:[2025-01-01 TO 2025-01-31]`. */
function matching(dois: readonly Doi[], query: string | null): readonly Doi[] {
  if (query === null) return dois;
  const [, field, start, end] = /^(registered|created):\[(\S+) TO (\S+)\]$/.exec(query) ?? [];
  if (!field) throw new Error(`not a query of this fake: ${query}`);
  return dois.filter((doi) => {
    const day = doi[field as 'registered' | 'created'].slice(0, 10);
    return (start === '*' || day >= start!) && day <= end!;
  });
}

const answer = (body: object, status = 200): Response => Response.json(body, { status });

/** Makes the API. Repositories that are not in `repositories` are unknown. */
export function fakeDatacite(repositories: Readonly<Record<string, readonly Doi[]>>) {
  const sent: Sent[] = [];
  const respond = ({ url: address }: { readonly url: string }): Response => {
    const url = new URL(address);
    const { searchParams: asked, pathname } = url;
    const [, id] = /\/(?:clients|prefixes)\/([^/]+)$/.exec(pathname) ?? [];
    if (id !== undefined)
      return Object.hasOwn(repositories, id)
        ? answer({ data: { id, type: 'clients', attributes: {} } })
        : answer({ errors: [{ status: '404', title: "The resource you are looking for doesn't exist." }] }, 404);
    if (!pathname.endsWith('/dois')) return answer({ errors: [{ status: '404', title: 'No route.' }] }, 404);
    const scope = asked.get('client-id') ?? asked.get('prefix') ?? '';
    const dois = matching(repositories[scope] ?? [], asked.get('query'));
    const sort = SORTS[asked.get('sort') ?? ''] ?? (() => 0);
    const size = Number(asked.get('page[size]') ?? 25);
    const names = (asked.get('facets') ?? '').split(',');
    const isOff = asked.get('disable-facets') !== 'false' || !dois.length;
    const body: SentBody = {
      data: [...dois]
        .sort(sort)
        .slice(0, size)
        .map(({ id: doi, title, ...rest }) => ({
          id: doi,
          type: 'dois',
          attributes: { titles: [{ title }], ...rest },
        })),
      meta: {
        total: dois.length,
        totalPages: size && Math.ceil(dois.length / size),
        page: 1,
        ...(!isOff && Object.fromEntries(names.flatMap((name) => (FACETS[name] ? [FACETS[name](dois)] : [])))),
      },
    };
    sent.push({ url, body });
    return answer(body);
  };
  return { respond, sent };
}
