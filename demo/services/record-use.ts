/** The use of single records, which every InvenioRDM counts, with invented numbers. */
import { parseDay, type Day } from '../../src/data/day.js';
import { isObject } from '../../src/util/json.js';
import { noise } from './noise.js';

export const refuse = (status: number, message: string): Response => Response.json({ status, message }, { status });

/** A work whose versions are viewed. */
export interface FakeWork {
  /** The day of the first version. */
  readonly since: Day;
  /** Views in ten days. */
  readonly level: number;
}

/**
 * Answers a request for statistics: named queries.
 * @param workOf returns the work with an id
 */
export async function recordUse(request: Request, workOf: (id: string) => FakeWork | undefined): Promise<Response> {
  const queries: unknown = await request.json().catch(() => undefined);
  if (!isObject(queries)) return refuse(400, 'Invalid JSON.');
  const answers: Record<string, unknown> = {};
  for (const [name, query] of Object.entries(queries)) {
    const { stat, params } = isObject(query) ? query : {};
    const { parent_recid: id, start_date, end_date } = isObject(params) ? params : {};
    const [, kind] = /^record-(view|download)-all-versions$/.exec(String(stat)) ?? [];
    if (!kind) return refuse(400, `The stat ${String(stat)} does not exist.`);
    if (typeof id !== 'string') return refuse(400, 'Missing one of the required parameters.');
    const [start = 0, end = 0] = [start_date, end_date].map((date) => parseDay(String(date).slice(0, 10)));
    const { since = Infinity, level = 0 } = workOf(id) ?? {};
    const days = Math.max(0, end - Math.max(start, since) + 1);
    const views = Math.floor((days / 10) * level * (0.5 + noise(start)));
    const downloads = Math.floor(views * 0.4);
    answers[name] = {
      ...{ start_date: null, end_date: null, parent_recid: id },
      ...(kind === 'view'
        ? { views: views * 2, unique_views: views }
        : { downloads: downloads * 2, unique_downloads: downloads, data_volume: downloads * 2e6 }),
    };
  }
  return Response.json(answers);
}
