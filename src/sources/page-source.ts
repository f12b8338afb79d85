/** Sources that a page provides: they may throw, never answer, or return anything. */
import { isValue, type YearBlock } from '../data/year-block.js';
import { isOneOf } from '../vocabulary/terms.js';
import { isObject } from '../util/json.js';
import { propertyOf } from '../util/property.js';
import { isWebAddress } from '../util/link.js';
import { REASONS, StatsError, type Reason } from './errors.js';
import { capabilitiesFrom, malformed } from './page-capabilities.js';
import type { RecordUse, ServiceFile, StatsSource, TopRecord } from './source.js';

/** Milliseconds after which a missing answer counts as failed. */
const LIMIT = 60_000;
/** The same for a file: services need longer for a whole year. */
const FILE_LIMIT = 3 * LIMIT;

type Method = (...given: readonly unknown[]) => unknown;

/**
 * Wraps an object that a page provides as its source, so that every call ends with an answer or a `StatsError`.
 * @param given any object; without a key or a required method, calls fail with the reason `attribute`
 * @param limit milliseconds for an answer
 */
export function pageSource(given: object, limit = LIMIT, fileLimit = FILE_LIMIT): Omit<StatsSource, 'key' | 'address'> {
  const read = (name: string): unknown => propertyOf(given, name);
  const method = (name: string): Method | undefined => {
    const found = read(name);
    return typeof found === 'function' ? (...args) => Reflect.apply(found, given, args) as unknown : undefined;
  };
  /** Returns a method that returns an address. It never fails, because parts can be shown without links. */
  const addressMethod = (name: string) => {
    const found = method(name);
    return (asked?: unknown): string | undefined => {
      try {
        const address = found?.(asked);
        return typeof address === 'string' ? address : undefined;
      } catch {
        return undefined;
      }
    };
  };
  const [load, records, recordUse, file] = ['load', 'records', 'recordUse', 'file'].map(method);
  // `offer` is the former name of `describe`.
  const describe = method('describe') ?? method('offer');
  const lacks =
    (typeof read('key') !== 'string' && 'has a key that is not a text') ||
    (!describe && 'has no describe()') ||
    (!load && 'has no load()');

  /** Calls a method and awaits its result, within the time limit. */
  const call = async (
    name: string,
    signal: AbortSignal,
    work: (signal: AbortSignal) => unknown,
    most = limit,
  ): Promise<unknown> => {
    signal.throwIfAborted();
    if (lacks) throw new StatsError('attribute', `the object given as the source ${lacks}`, { path: 'source' });
    const expiry = AbortSignal.timeout(most);
    const either = AbortSignal.any([signal, expiry]);
    const settled = new AbortController();
    const ended = new Promise<never>((_, reject) => {
      either.addEventListener('abort', () => reject(either.reason as Error), { signal: settled.signal });
    });
    try {
      // Called within a promise, because a method may throw before it returns one.
      return await Promise.race([(async () => work(either))(), ended]);
    } catch (error) {
      signal.throwIfAborted();
      if (expiry.aborted) throw new StatsError('timeout', `source.${name}(): no answer within ${most} ms`);
      throw statsErrorFrom(error, name);
    } finally {
      // Otherwise the listener would hold the result in memory until the time limit.
      settled.abort();
    }
  };

  return {
    describe: async (signal, reload, community) =>
      capabilitiesFrom(await call('describe', signal, (own) => describe?.(own, reload, community))),
    load: async (request, signal, options) =>
      (await call('load', signal, (own) => load?.(request, own, options))) as YearBlock,
    partLink: addressMethod('partLink'),
    searchBase: addressMethod('searchBase'),
    ...(records && {
      records: async (request, signal, reload) =>
        recordsFrom(await call('records', signal, (own) => records(request, own, reload))),
    }),
    ...(recordUse && {
      recordUse: async (request, signal, reload) =>
        recordUseFrom(await call('recordUse', signal, (own) => recordUse(request, own, reload))),
    }),
    ...(file && {
      file: async (request, signal) => fileFrom(await call('file', signal, (own) => file(request, own), fileLimit)),
    }),
  };
}

const REASON_NAMES = Object.keys(REASONS) as Reason[];

/** Converts anything that a method has thrown. An error of another copy of this code keeps its reason. */
function statsErrorFrom(error: unknown, name: string): StatsError {
  if (error instanceof StatsError) return error;
  let text = 'something that has no text';
  try {
    text = String(error instanceof Error ? error.message : error);
    const { reason, path } = Object(error) as { reason?: unknown; path?: unknown };
    if (isOneOf(REASON_NAMES, reason))
      return new StatsError(reason, text, { path: typeof path === 'string' ? path : undefined, cause: error });
  } catch {
    // The error itself throws: the method counts as failed.
  }
  return new StatsError('service', `source.${name}() failed: ${text}`, { cause: error });
}

function recordsFrom(answer: unknown): readonly TopRecord[] {
  if (!Array.isArray(answer)) return malformed('records');
  return answer.map((row: unknown, i): TopRecord => {
    const { title, href, value, counting }: Readonly<Record<string, unknown>> = isObject(row) ? row : {};
    if (typeof title !== 'string' || !isCountOrNull(value)) return malformed(`[${i}]`);
    return { title, ...linkFrom(href), value, ...(typeof counting === 'string' && { counting }) };
  });
}

const isCountOrNull = (value: unknown): value is number | null => value === null || (isValue(value) && value >= 0);

/** Returns the address of a page. Relative addresses may be links, too. */
const linkFrom = (href: unknown): { readonly href?: string } =>
  typeof href === 'string' && isWebAddress(href, 'https://relative.invalid') ? { href } : {};

function recordUseFrom(answer: unknown): RecordUse | undefined {
  if (answer === undefined) return undefined;
  const { title, href, views, downloads }: Readonly<Record<string, unknown>> = isObject(answer) ? answer : {};
  // `every` would skip the holes of a sparse list.
  const areCounts = (list: unknown): list is readonly (number | null)[] =>
    Array.isArray(list) && list.findIndex((value) => !isCountOrNull(value)) < 0;
  if (typeof title !== 'string' || !areCounts(views) || !areCounts(downloads)) return malformed('recordUse');
  return { title, ...linkFrom(href), views, downloads };
}

function fileFrom(answer: unknown): ServiceFile {
  const { bytes, extension, type }: Readonly<Record<string, unknown>> = isObject(answer) ? answer : {};
  if (!(bytes instanceof Uint8Array) || typeof extension !== 'string' || typeof type !== 'string') {
    return malformed('file');
  }
  return { bytes: bytes as Uint8Array<ArrayBuffer>, extension, type };
}
