/** What the demo's statistics service answers to a body, apart from HTTP. */
import { parseDay, yearOf, type Day } from '../src/data/day.js';
import { STATISTIC_KEYS } from '../src/sources/stats-body/statistic-keys.js';
import { isObject } from '../src/util/json.js';
import { STATISTICS, type Statistic } from '../src/vocabulary/terms.js';
import type { Numbers } from './numbers.js';

/** One of the queries of a body. */
export interface Query {
  readonly stat: string;
  readonly statistic: Statistic;
  readonly year: number;
  readonly community: string;
}

/** Slug of the only community. */
export const COMMUNITY = 'astronomy';
/** The whole repository, and one community. */
const COMMUNITIES = ['global', COMMUNITY];
const PARAMETERS = ['community_id', 'start_date', 'end_date', 'date_basis', 'optimize', 'category', 'metric'];

/** Becomes the text of an error body. */
class Refusal extends Error {}

/**
 * Answers all queries of a body, or with the first error that there is.
 * @param heard is told each query that can be read, before it is answered
 */
export async function answer(
  text: string,
  today: Day,
  numbers: Numbers,
  heard: (query: Query) => void,
): Promise<Record<string, unknown>> {
  try {
    const queries = readBody(text).map(([name, query]) => readQuery(name, query));
    queries.forEach(heard);
    const result: Record<string, unknown> = {};
    for (const query of queries) {
      if (!COMMUNITIES.includes(query.community)) {
        throw new Refusal(`Community ${query.community} not found: The persistent identifier does not exist.`);
      }
      result[query.stat] = await numbers({ ...query, today });
    }
    return result;
  } catch (error) {
    if (error instanceof Refusal) return { error: error.message };
    throw error;
  }
}

function readBody(text: string): [name: string, query: unknown][] {
  let body: unknown;
  try {
    body = text.trim() ? JSON.parse(text) : undefined;
  } catch {
    throw new Refusal('400 Bad Request: The browser (or proxy) sent a request that this server could not understand.');
  }
  const queries = Object.entries(body ?? {});
  if (!queries.length) throw new Refusal('No JSON data provided');
  if (!isObject(body)) throw new Refusal("'list' object has no attribute 'items'");
  return queries;
}

/** The year of the start date is all that counts of the dates. */
function readQuery(name: string, query: unknown): Query {
  const { stat, params } = isObject(query) ? query : {};
  const statistic = STATISTICS.find((candidate) => STATISTIC_KEYS[candidate] === stat);
  if (!statistic || stat !== name) throw new Refusal(`Unknown query: ${typeof stat === 'string' ? stat : name}`);
  const given = isObject(params) ? params : {};
  if (Object.keys(given).some((key) => !PARAMETERS.includes(key))) {
    throw new Refusal(`Unknown parameter in request body for query ${name}`);
  }
  const { community_id: community = 'global', start_date: start } = given;
  if (start === undefined) throw new Refusal("'start_date'");
  const day = typeof start === 'string' ? parseDay(start) : undefined;
  if (day === undefined) throw new Refusal(`Invalid isoformat string: ${JSON.stringify(start)}`);
  return { stat: name, statistic, year: yearOf(day), community: String(community) };
}
