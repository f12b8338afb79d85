/** Reads settings of invenio-stats-dashboard, as JSON, into ours. */
import { BREAKDOWN_NAMES, type Breakdown } from '../../../src/vocabulary/breakdowns.js';
import { isObject } from '../../../src/util/json.js';
import { BuildError, EXIT } from '../report/errors.js';
import { AREA_BREAKDOWNS, isFull } from '../vocabulary.js';

/** Keys of a configuration that come from there. */
export interface FromInvenio {
  readonly breakdowns: Readonly<Record<string, unknown>>;
  readonly top?: number;
  readonly lockTimeout?: number;
}

const LIMIT = 'COMMUNITY_STATS_TOP_SUBCOUNT_LIMIT';

/** `resource_types` -> `resourceTypes`. */
const camelCase = (name: string): string => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/**
 * Converts settings: the subcounts alone, or an object with the names of settings as keys. What has no meaning here is ignored.
 * @throws BuildError if there are no subcounts
 */
export function settingsFromInvenio(content: unknown, file: string): FromInvenio {
  const fail = (why: string): never => {
    throw new BuildError(`${file}: ${why}`, EXIT.usage);
  };
  if (!isObject(content)) return fail('is no object');
  const subcounts = content['COMMUNITY_STATS_SUBCOUNTS'] ?? content;
  if (!isObject(subcounts)) return fail('COMMUNITY_STATS_SUBCOUNTS is no object');
  const entries = new Map(Object.entries(subcounts).map(([name, entry]) => [camelCase(name), entry]));
  const known = [...entries.keys()].filter((name) => (BREAKDOWN_NAMES as readonly string[]).includes(name));
  if (!known.length) return fail('has none of the subcounts resource_types, access_statuses, languages …');
  const limit = content[LIMIT];
  if (limit !== undefined && !Number.isInteger(limit)) fail(`${LIMIT} is no whole number`);
  const lock = lockSeconds(content['STATS_DASHBOARD_LOCK_CONFIG']);
  return {
    breakdowns: Object.fromEntries(
      BREAKDOWN_NAMES.filter((name) => name !== 'filePresence').map((name) => [
        name,
        settingOf(name, entries.get(name)),
      ]),
    ),
    ...(limit !== undefined && { top: limit as number }),
    ...(lock !== undefined && { lockTimeout: Math.max(1, Math.round(lock / 3600)) }),
  };
}

/** An area is on if its entry is there and not empty. */
function settingOf(name: Breakdown, entry: unknown): unknown {
  const parts = isObject(entry) ? entry : {};
  const isOn = (key: string): boolean => isObject(parts[key]) && Object.keys(parts[key]).length > 0;
  const content = isOn('records') && AREA_BREAKDOWNS.content.includes(name);
  const usage = isOn('usage_events') && AREA_BREAKDOWNS.usage.includes(name);
  if (!content && !usage) return false;
  const kept = [parts['records'], parts['usage_events']].map((each) =>
    isObject(each) ? each['snapshot_type'] : undefined,
  );
  const keep = kept.find((each) => each === 'all' || each === 'top') ?? (isFull(name) ? 'all' : 'top');
  return { content, usage, keep };
}

function lockSeconds(config: unknown): number | undefined {
  const aggregation = isObject(config) ? config['aggregation'] : undefined;
  const seconds = isObject(aggregation) ? aggregation['lock_timeout'] : undefined;
  return typeof seconds === 'number' && seconds > 0 ? seconds : undefined;
}
