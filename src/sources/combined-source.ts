/** A source whose content comes from one service, and its usage from another. */
import type { MetricCapabilities } from '../data/capabilities.js';
import { now } from '../data/day.js';
import { areaOf } from '../vocabulary/areas.js';
import { BREAKDOWN_NAMES } from '../vocabulary/breakdowns.js';
import { METRICS, metricsOf } from '../vocabulary/metrics.js';
import { withTimeout } from '../util/timeout.js';
import { AREAS, KINDS, type Area } from '../vocabulary/terms.js';
import { StatsError, toStatsError } from './errors.js';
import { partLink } from './part-link.js';
import { emptyBlock } from './service/period-block.js';
import { withoutBlank, type SourceCapabilities, type StatsSource } from './source.js';

/** The service of an area. */
export interface AreaService {
  readonly source: StatsSource;
  /** The community at this service. Absent: that of the page. */
  readonly community?: string | undefined;
}

export type AreaServices = Readonly<Record<Area, AreaService>>;

/**
 * Combines two services. If one of them cannot describe its numbers, those of the other are there; requests for the missing
 * ones fail until it can.
 */
export function combinedSource(services: AreaServices): Omit<StatsSource, 'key'> {
  /** The latest answers of `describe()`, by area and community. */
  const answers = new Map<string, Promise<Answer>>();
  /** The latest descriptions, by the same keys: numbers that are loaded stay what they are if a later answer is an error. */
  const known = new Map<string, SourceCapabilities>();
  const at = <T extends { readonly community?: string | undefined }>(area: Area, request: T): T =>
    withoutBlank({ ...request, community: services[area].community ?? request.community });
  const keyOf = (area: Area, community: string | undefined): string => JSON.stringify([area, community]);

  function describeArea(area: Area, signal: AbortSignal, reload?: boolean, asked?: string): Promise<Answer> {
    const { community } = at(area, { community: asked });
    const key = keyOf(area, community);
    const answer = withTimeout(services[area].source.describe(signal, reload, community), PATIENCE)
      .then((capabilities): Answer => {
        known.set(key, capabilities);
        return { capabilities };
      })
      .catch((error: unknown): Answer => ({
        capabilities: known.get(key),
        error: signal.aborted ? undefined : errorFrom(error),
      }));
    answers.set(key, answer);
    return answer;
  }

  const addresses = Object.fromEntries(
    AREAS.flatMap((area) => {
      const { address } = services[area].source;
      return address === undefined ? [] : [[area, address]];
    }),
  );

  return {
    describe: async (signal, reload, community) => {
      const [content, usage] = await Promise.all([
        describeArea('content', signal, reload, community),
        describeArea('usage', signal, reload, community),
      ]);
      signal.throwIfAborted();
      const error = content.error ?? usage.error;
      if (error && !content.capabilities && !usage.capabilities) throw error;
      return {
        ...combined({ content: content.capabilities ?? {}, usage: usage.capabilities ?? {} }),
        addresses,
        ...(error && { error }),
      };
    },
    load: async (asked, signal, options) => {
      const area = areaOf(asked.statistic);
      const request = at(area, asked);
      const { capabilities, error } = (await answers.get(keyOf(area, request.community))) ?? {};
      // Without its description, numbers of months would be shown as those of days.
      if (error && !capabilities) throw error;
      const { first = -Infinity, last = Infinity } = capabilities?.years ?? {};
      if (request.year < first || request.year > last) return emptyBlock(request.statistic, request.year, now());
      return services[area].source.load(request, signal, options);
    },
    // Rankings are usage, too. The other service may count it in another way than the numbers beside them.
    records: async (request, signal, reload) => services.usage.source.records?.(at('usage', request), signal, reload),
    recordUse: async (request, signal, reload) => services.usage.source.recordUse?.(request, signal, reload),
    partLink: ({ area = 'content', ...part }) => {
      const { community, searchBase } = at(area, part);
      return partLink({ source: services[area].source, community, searchBase }, { ...part, area });
    },
  };
}

/** What a service says about itself: its latest description, and why there is no newer one. */
interface Answer {
  readonly capabilities?: SourceCapabilities | undefined;
  readonly error?: StatsError | undefined;
}

/** Time limit for a description, in milliseconds: the numbers of the other service wait for it. */
const PATIENCE = 15_000;

const errorFrom = (error: unknown): StatsError =>
  error instanceof DOMException && error.name === 'TimeoutError'
    ? new StatsError('timeout', error.message, { cause: error })
    : toStatsError(error);

/** Combines what two services have, as far as it is known. */
function combined(areas: Readonly<Record<Area, Partial<SourceCapabilities>>>): SourceCapabilities {
  const { content, usage } = areas;
  const isDescribed = content.metrics || usage.metrics;
  const isInvented = content.invented || usage.invented;
  const byNeed = AREAS.filter((area) => areas[area].byNeed);
  const localDays = AREAS.filter((area) => areas[area].localDays);
  return {
    dateBases: content.dateBases ?? usage.dateBases ?? [],
    ...(content.years &&
      usage.years && {
        years: {
          first: Math.min(content.years.first, usage.years.first),
          last: Math.max(content.years.last, usage.years.last),
        },
      }),
    ...(isDescribed && { metrics: AREAS.flatMap((area) => metricsIn(area, areas[area].metrics)) }),
    ...(isInvented && { invented: true }),
    ...(byNeed.length && { byNeed }),
    ...(localDays.length && { localDays }),
  };
}

/** Returns what a service has of an area. One that does not describe its metrics may have all of them. */
const metricsIn = (area: Area, metrics?: readonly MetricCapabilities[]): readonly MetricCapabilities[] =>
  metrics?.filter(({ metric }) => METRICS[metric].area === area) ??
  metricsOf(area).map((metric) => ({ metric, kinds: KINDS, breakdowns: EVERY }));

const EVERY = Object.fromEntries(BREAKDOWN_NAMES.map((name) => [name, {}]));
