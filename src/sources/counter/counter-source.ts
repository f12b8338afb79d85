import { now, today } from '../../data/day.js';
import { absolute } from '../../util/url.js';
import type { ResolvedSettings } from '../create-source.js';
import { StatsError } from '../errors.js';
import { fetchJson } from '../http/fetch.js';
import { lazyCode } from '../lazy-code.js';
import { emptyBlock } from '../service/period-block.js';
import { found, withExpected, withHint, type Hints } from '../service/read-answer.js';
import { SharedRequests } from '../shared-requests.js';
import { withoutBlank, type StatsSource } from '../source.js';
import { exceptionsIn } from './exceptions.js';
import { EXPECTED, readReport, type Reading, type Report } from './read-report.js';
import { SETTLES_AFTER, usageOf, type Usage } from './usage.js';
import type { Counting } from './vocabulary.js';

/** Code that a single report does not need. */
const joining = lazyCode(() => import('./join-reports.js'));
/** Code that files do not need. */
const asking = lazyCode(() => import('./counter-api.js'));

/** Milliseconds for a report: services count it when it is asked for. */
const TIMEOUT = 120_000;

/** Hints for those who run the service. */
const HINTS: Hints = {
  auth: 'the service needs a key, which no page may hold: lay its reports beside the page as JSON files',
  network:
    'services of COUNTER allow no other origins: use the origin of the page, or lay reports beside the page as JSON files',
  http: '`src` is a report as a JSON file, a list of addresses of reports, or the folder that has `reports/pr`',
};

/**
 * Creates a source of COUNTER reports. `src` is one report or a list of addresses of reports (its name ends in `.json`), or
 * the address of a COUNTER API that needs no key: of OJS, or of Release 5.1 if it ends in `/r51`. All months come at once.
 * Every event is counted; with `#unique` at the end of the address, each item once in a session.
 */
export function counterSource({ src, credentials }: ResolvedSettings): Omit<StatsSource, 'key'> {
  // Resolved once: the address of the page may change while it is open.
  const [address = '', fragment] = absolute(src).split('#');
  const counting: Counting = fragment === 'unique' ? 'unique' : 'total';
  const loaded = new SharedRequests<Usage>();
  const usage = (signal: AbortSignal, reload?: boolean): Promise<Usage> =>
    loaded.get(
      address,
      signal,
      async (shared, again) => {
        const get: Get = async (url) => {
          refuseSecrets(url);
          const options = {
            signal: shared,
            credentials,
            timeout: TIMEOUT,
            cache: again ? 'reload' : 'default',
          } as const;
          try {
            return await fetchJson(url, options);
          } catch (error) {
            throw error instanceof StatsError ? withHint(withExpected(error, EXPECTED), HINTS) : error;
          }
        };
        const reading = { counting, today: today() };
        const reports = await reportsAt(address, get, reading);
        return usageOf(reports, counting, now(), reports.length > 1 ? await joining() : undefined);
      },
      reload,
    );
  return {
    describe: async (signal, reload) => {
      const { metrics, years, orders } = await usage(signal, reload);
      return {
        ...{ dateBases: ['added'], localDays: true, metrics, orders, scope: 'none', settlesAfter: SETTLES_AFTER },
        ...(years && { years }),
      };
    },
    load: async (request, signal, { reload } = {}) => {
      const { statistic, year } = request;
      return isOfCommunity(request) || !statistic.startsWith('usage')
        ? emptyBlock(statistic, year, now())
        : (await usage(signal, reload)).block(statistic, year);
    },
    records: async (request, signal, reload) => {
      if (isOfCommunity(request)) return undefined;
      const { orders, ranking } = await usage(signal, reload);
      return orders.includes(request.order) ? ranking(request.order, request.size) : undefined;
    },
    // Parts are not those of a search.
    partLink: () => undefined,
  };
}

/** Reports are about a whole platform: its numbers must not appear as those of a community. */
const isOfCommunity = (request: { readonly community?: string }): boolean =>
  withoutBlank(request).community !== undefined;

/** Fetches JSON. */
export type Get = (url: string) => Promise<unknown>;
export type Settings = Omit<Reading, 'address' | 'asked'>;

/** Refuses an address with a key: it would be known to every reader of the page. */
function refuseSecrets(address: string): void {
  const secret = ['api_key', 'requestor_id'].find((name) => new URL(address).searchParams.has(name));
  if (secret === undefined) return;
  throw new StatsError('attribute', `an address has ${secret}, which must not be in a page`, { path: 'src' });
}

/** Reads the reports at an address. */
async function reportsAt(address: string, get: Get, settings: Settings): Promise<readonly Report[]> {
  if (!URL.canParse(address)) throw new StatsError('attribute', `no address: ${address}`, { path: 'src' });
  const url = new URL(address);
  if (!url.pathname.endsWith('.json')) return (await asking()).reportsOfApi(url, get, settings);
  const body = await get(address);
  if (!Array.isArray(body)) return [readReport(body, { ...settings, address })];
  exceptionsIn(body);
  const entries: readonly unknown[] = body;
  const wrong = entries.findIndex((entry) => typeof entry !== 'string' || !URL.canParse(entry, address));
  if (wrong >= 0 || !entries.length) {
    const place = wrong >= 0 ? `[${wrong}] is ${found(entries[wrong])}` : 'it is empty';
    throw new StatsError('malformed', `${address}: expected a list of addresses of reports: ${place}`, {
      path: `$[${Math.max(wrong, 0)}]`,
    });
  }
  return Promise.all(
    entries.map(async (entry) => {
      const { href } = new URL(entry as string, address);
      return readReport(await get(href), { ...settings, address: href });
    }),
  );
}
