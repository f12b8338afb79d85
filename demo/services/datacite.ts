/** A fake REST API of DataCite: the DOIs of an invented repository that has existed for twelve years. */
import { dayFrom, isoDay, parseDay, yearOf, yearStart, type Day } from '../../src/data/day.js';
import { monthsOf } from '../../src/sources/service/period-block.js';
import { chance, streamOf } from '../../src/sources/test-data/numbers.js';

/** Repositories that exist, and how many of their DOIs are those of the invented repository. */
const REPOSITORIES: Readonly<Record<string, number>> = { 'example.repo': 1, '10.5072': 1, 'example.small': 0.02 };

/** The years that it has existed, before the current one. */
const AGE = 12;

interface Value {
  readonly id: string;
  readonly title: string;
  readonly share: number;
}

/** Reads `id share; id=Title share`. */
const values = (text: string): readonly Value[] =>
  text.split(';').map((entry) => {
    const [, id = '', title = id, share] = /^\s*([^=]*?)(?:=(.*?))?\s+([\d.]+)\s*$/.exec(entry) ?? [];
    return { id, title, share: Number(share) };
  });

/** The parts of DOIs by the name of the facet in requests. Only resource types divide them. */
const FACETS: Readonly<
  Record<string, { readonly name: string; readonly values: readonly Value[]; readonly divides?: true }>
> = {
  resource_types: {
    name: 'resourceTypes',
    divides: true,
    values: values(
      'dataset=Dataset 0.46; text=Text 0.17; software=Software 0.13; image=Image 0.08; journal-article=JournalArticle 0.06; ' +
        'audiovisual=Audiovisual 0.04; physical-object=PhysicalObject 0.02; interactive-resource=InteractiveResource 0.01',
    ),
  },
  languages: { name: 'languages', values: values('en=English 0.71; de=German 0.12; fr=French 0.05; es=Spanish 0.02') },
  subjects: {
    name: 'subjects',
    values: values(
      'FOS: Biological sciences=Fos: Biological Sciences 0.18; climate=Climate 0.11; genomics=Genomics 0.09; ' +
        'FOS: Physical sciences=Fos: Physical Sciences 0.08; maps=Maps 0.05; survey=Survey 0.04; corpus=Corpus 0.02',
    ),
  },
  licenses: {
    name: 'licenses',
    values: values('cc-by-4.0=CC-BY-4.0 0.62; cc0-1.0=CC0-1.0 0.14; cc-by-nc-4.0=CC-BY-NC-4.0 0.08; mit=MIT 0.05'),
  },
  funders: {
    name: 'funders',
    values: values(
      'https://doi.org/10.13039/501100000780=European Commission 0.14; ' +
        'https://doi.org/10.13039/501100001659=Deutsche Forschungsgemeinschaft 0.09; ' +
        'https://doi.org/10.13039/100000001=National Science Foundation 0.03',
    ),
  },
  affiliations: {
    name: 'affiliations',
    values: values(
      'ror.org/01ggx4157=European Organization for Nuclear Research 0.16; ror.org/05a28rw58=ETH Zurich 0.07; ' +
        'ror.org/038t36y30=Heidelberg University 0.05; ror.org/02kkvpp62=Technical University of Munich 0.03',
    ),
  },
};

/** Use of all DOIs of the repository: views, downloads and citations for each of them. */
const USE: Readonly<Record<string, { readonly name: string; readonly each: number }>> = {
  view_count: { name: 'viewCount', each: 31.4 },
  download_count: { name: 'downloadCount', each: 9.7 },
  citation_count: { name: 'citationCount', each: 0.21 },
};

/** The lists of years hold at most this many. */
const LISTED = 10;

/** Returns the number of DOIs of a month, the same for every request. */
function ofMonth(start: Day, size: number): number {
  const year = yearOf(start);
  const month = isoDay(start).slice(0, 7);
  const growth = 60 * 1.19 ** (year - 2014);
  return Math.round(growth * (0.6 + 0.8 * chance(streamOf(0, month), 0)) * size);
}

/** Counts the DOIs of some days: of a month that is cut, those of its days until then. */
function countIn(start: Day, end: Day, size: number, today: Day): number {
  const last = Math.min(end, today);
  let sum = 0;
  for (let year = Math.max(yearOf(start), yearOf(today) - AGE); year <= yearOf(last); year++) {
    for (const month of monthsOf(year)) {
      const [from, to] = [Math.max(month.start, start), Math.min(month.end, last)];
      const upTo = (day: Day): number =>
        Math.floor((ofMonth(month.start, size) * (day - month.start + 1)) / (month.end - month.start + 1));
      if (from <= to) sum += upTo(to) - upTo(from - 1);
    }
  }
  return sum;
}

/** Days between the registration of a DOI and its first appearance at DataCite. */
const DRAFT = 9;

const answer = (body: object, status = 200): Response =>
  Response.json(body, { status, headers: { 'Access-Control-Allow-Origin': '*' } });

const NOT_FOUND = { errors: [{ status: '404', title: "The resource you are looking for doesn't exist." }] };

/** Answers a request to `…/dois`, `…/clients/{id}` and `…/prefixes/{prefix}`. */
export function datacite({ url: address }: Request, today: Day): Response | undefined {
  const { pathname, searchParams } = new URL(address);
  const [, id] = /\/(?:clients|prefixes)\/([^/]+)$/.exec(pathname) ?? [];
  if (id !== undefined) {
    const isKnown = Object.hasOwn(REPOSITORIES, decodeURIComponent(id));
    return isKnown
      ? answer({ data: { id, type: 'clients', attributes: { name: 'Example' } } })
      : answer(NOT_FOUND, 404);
  }
  return pathname.endsWith('/dois') ? answer(doisOf(searchParams, today)) : answer(NOT_FOUND, 404);
}

function doisOf(asked: URLSearchParams, today: Day): object {
  const scope = (asked.get('client-id') ?? asked.get('prefix') ?? '').toLowerCase();
  const size = Object.hasOwn(REPOSITORIES, scope) ? REPOSITORIES[scope]! : 0;
  const [, field, from, to] = /^(registered|created):\[(\S+) TO (\S+)\]$/.exec(asked.get('query') ?? '') ?? [];
  const shift = field === 'created' ? DRAFT : 0;
  const start = (parseDay(from ?? '') ?? dayFrom(1970, 1, 1)!) + shift;
  const end = (parseDay(to ?? '') ?? today) + shift;
  const total = countIn(start, end, size, today);
  const rows = Number(asked.get('page[size]') ?? 25);
  const isOff = asked.get('disable-facets') !== 'false' || !total;
  const facets = isOff
    ? []
    : (asked.get('facets') ?? '').split(',').flatMap((name) => facetOf(name, total, size, today));
  return {
    data: dataOf(asked.get('sort'), Math.min(rows, total), { size, today, scope }),
    meta: { total, totalPages: rows && Math.ceil(total / rows), page: 1, ...Object.fromEntries(facets) },
  };
}

/** Returns a facet by its name in requests; nothing for an unknown one, as the API does. */
function facetOf(name: string, total: number, size: number, today: Day): readonly (readonly [string, unknown])[] {
  if (Object.hasOwn(USE, name)) {
    const { name: own, each } = USE[name]!;
    // Small repositories report no use.
    return [[own, size === 1 ? Math.round(total * each) : 0]];
  }
  if (name === 'created' || name === 'registered') return [[name, yearsOf(name, size, today)]];
  const facet = Object.hasOwn(FACETS, name) ? FACETS[name]! : undefined;
  if (!facet) return [];
  const counts = facet.values
    .map(({ id, title, share }) => ({ id, title, count: Math.floor(total * share) }))
    .filter(({ count }) => count > 0);
  return [[facet.name, counts]];
}

/** Returns the DOIs of the last ten years, the newest first. */
function yearsOf(field: 'created' | 'registered', size: number, today: Day): object[] {
  const shift = field === 'created' ? DRAFT : 0;
  const years = Array.from({ length: AGE + 1 }, (_, i) => yearOf(today) - i);
  return years
    .map((year) => ({
      id: String(year),
      title: String(year),
      count: countIn(yearStart(year) + shift, yearStart(year + 1) - 1 + shift, size, today),
    }))
    .filter(({ count }) => count > 0)
    .slice(0, LISTED);
}

const TITLES =
  'Soil temperatures in alpine meadows; Bird song recordings; Interviews with lighthouse keepers; Ice core chemistry; ' +
  'Street maps of 1890; Simulation of tidal turbines; Survey on reading habits; Genomes of deep sea sponges; ' +
  'Photographs of beetles; Corpus of parliamentary debates; Rainfall of the Danube basin; Stellar spectra';

/** Returns rows: the first DOI, or those with the highest counts. */
function dataOf(
  sort: string | null,
  rows: number,
  { size, today, scope }: { readonly size: number; readonly today: Day; readonly scope: string },
): object[] {
  if (sort === 'created') {
    const first = isoDay(yearStart(yearOf(today) - AGE));
    return rows
      ? [{ id: '10.5072/example.0', attributes: { created: `${first}T08:00:00Z`, registered: `${first}T09:00:00Z` } }]
      : [];
  }
  const count = Object.values(USE).find(({ name }) => sort === `-${name.replace('Count', '-count')}`);
  if (!count) return [];
  return TITLES.split('; ')
    .map((title, i) => ({
      title,
      i,
      value: size === 1 ? Math.floor(count.each * 900 * chance(streamOf(0, `${scope} ${count.name}`), i) ** 3) : 0,
    }))
    .sort((a, b) => b.value - a.value)
    .slice(0, rows)
    .map(({ title, i, value }) => ({
      id: `10.5072/example.${i}`,
      type: 'dois',
      attributes: { titles: [{ title }], [count.name]: value },
    }));
}
