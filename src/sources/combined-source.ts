/** A source whose content comes from one service, and its usage from another. */
import type { MetricCapabilities } from '../data/capabilities.js';
import { now } from '../data/day.js';
import { areaOf } from '../vocabulary/areas.js';
import { BREAKDOWN_NAMES } from '../vocabulary/breakdowns.js';
import { METRICS, metricsOf } from '../vocabulary/metrics.js';
import { AREAS, KINDS, type Area } from '../vocabulary/terms.js';
import { toStatsError, type StatsError } from './errors.js';
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
  /** The latest answers of `describe()`, by area. */
  const answers: Partial<Record<Area, Promise<SourceCapabilities | StatsError>>> = {};
  const at = <T extends { readonly community?: string | undefined }>(area: Area, request: T): T =>
    withoutBlank({ ...request, community: services[area].community ?? request.community });

  const describeArea = (area: Area, signal: AbortSignal, reload?: boolean, asked?: string) => {
    const { community } = at(area, { community: asked });
    return (answers[area] = services[area].source.describe(signal, reload, community).catch(toStatsError));
  };

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
      const error = [content, usage].find(isError);
      if (isError(content) && isError(usage)) throw content;
      return {
        ...combined({ content: isError(content) ? {} : content, usage: isError(usage) ? {} : usage }),
        addresses,
        ...(error && { error }),
      };
    },
    load: async (request, signal, options) => {
      const area = areaOf(request.statistic);
      const answer = await answers[area];
      // Without its description, numbers of months would be shown as those of days.
      if (isError(answer)) throw answer;
      const { first = -Infinity, last = Infinity } = answer?.years ?? {};
      if (request.year < first || request.year > last) return emptyBlock(request.statistic, request.year, now());
      return services[area].source.load(at(area, request), signal, options);
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

const isError = (answer: SourceCapabilities | StatsError | undefined): answer is StatsError => answer instanceof Error;

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
