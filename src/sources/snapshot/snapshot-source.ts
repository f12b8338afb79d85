import type { YearBlock } from '../../data/year-block.js';
import { absolute } from '../../util/url.js';
import { DATE_BASES } from '../../vocabulary/terms.js';
import { isYear } from '../../data/check-block.js';
import { fetchJson } from '../http/fetch.js';
import { blocksFrom, pick, yearsOf } from '../stats-body/blocks-from.js';
import { STATISTIC_KEYS } from '../stats-body/statistic-keys.js';
import { jobFor } from '../worker/job.js';
import { loadBlock } from '../worker/client.js';
import { SharedRequests } from '../shared-requests.js';
import { StatsError } from '../errors.js';
import { sourceKey, type SourceCapabilities, type StatsSource } from '../source.js';

/**
 * Creates a source of files on any web server, with the same bodies as the InvenioRDM service sends. `src` is either
 * one file with everything (its name ends in `.json`; a body or a list of bodies), or a folder with `index.json`
 * (`{"years": [2024, 2025]}`) and a file per year and statistic (`2025/usage-delta-category.json`).
 */
export function snapshotSource(src: string, credentials: RequestCredentials = 'same-origin'): StatsSource {
  const get = (url: string, signal: AbortSignal, reload = false): Promise<unknown> =>
    fetchJson(url, { signal, credentials, cache: reload ? 'reload' : 'default' });
  // Resolved once: the address of the page may change while it is open.
  const url = absolute(src);
  const source = /\.json(\?|#|$)/.test(url) ? oneFile(url, get) : folder(url.replace(/\/$/, ''), get, credentials);
  return { key: sourceKey('snapshot', src, credentials), address: src, ...source };
}

type Get = (url: string, signal: AbortSignal, reload?: boolean) => Promise<unknown>;

function oneFile(src: string, get: Get): Omit<StatsSource, 'key'> {
  const file = new SharedRequests<YearBlock[]>();
  const blocks = (signal: AbortSignal, reload?: boolean): Promise<YearBlock[]> =>
    file.get(src, signal, (own, again) => get(src, own, again).then(blocksFrom), reload);
  return {
    describe: async (signal, reload) => ({ dateBases: DATE_BASES, years: yearsOf(await blocks(signal, reload)) }),
    load: async ({ statistic, year }, signal, { reload } = {}) => pick(await blocks(signal, reload), statistic, year),
  };
}

function folder(src: string, get: Get, credentials: RequestCredentials): Omit<StatsSource, 'key'> {
  let listed: readonly number[] | undefined;
  return {
    describe: async (signal, reload): Promise<SourceCapabilities> => {
      const index = (await get(`${src}/index.json`, signal, reload)) as { years?: unknown } | null;
      const years: readonly unknown[] = Array.isArray(index?.years) ? index.years : [];
      if (!years.length) throw new StatsError('malformed', `${src}/index.json: no years`, { path: 'years' });
      // A year that is left out would be missing from sums without a note.
      const wrong = years.findIndex((year) => !isYear(year));
      if (wrong >= 0) throw new StatsError('malformed', `${src}/index.json: not a year`, { path: `years[${wrong}]` });
      listed = years as readonly number[];
      return { dateBases: DATE_BASES, years: { first: Math.min(...listed), last: Math.max(...listed) } };
    },
    load: async ({ statistic, year }, signal, { reload = false, onStale } = {}) => {
      if (listed && !listed.includes(year)) return pick([], statistic, year);
      const url = `${src}/${year}/${STATISTIC_KEYS[statistic]}.json`;
      const init = { credentials, cache: reload ? 'reload' : 'default' } as const;
      const job = jobFor({ decoder: 'stats-body', requests: [{ url, init }], statistic, year, reload });
      return loadBlock(job, signal, onStale);
    },
  };
}
