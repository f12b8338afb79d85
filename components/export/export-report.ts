/** The parts of a report beside its tables: texts in the reader's language, and the origin of the numbers. */
import { isoDay, now } from '../../src/data/day.js';
import type { I18n } from '../../src/i18n/i18n.js';
import { allMessages } from '../../src/i18n/all-messages.js';
import { isoMoment, type Report } from '../../src/report/report.js';
import type { StandardMessages } from '../../src/report/standard.js';
import type { StatsScope } from '../../src/state/context.js';
import { countedRange } from '../../src/state/counted-range.js';

/** Creates a report of tables, dated now. */
export function exportReport(i18n: I18n, scope: StatsScope, title: string, tables: Report['tables']): Report {
  const messages = allMessages(i18n);
  const { report } = messages;
  const range = countedRange(scope.state);
  return {
    title,
    start: isoDay(range.start),
    end: isoDay(range.end),
    granularity: scope.state.selection.granularity,
    generated: isoMoment(now()),
    source: sourceText(i18n, scope),
    tables,
    messages: {
      about: report.about,
      start: messages.first,
      end: messages.last,
      granularity: messages.granularity,
      granularities: messages.granularities,
      timeZone: report.timeZone,
      source: report.source,
      generated: report.generated,
      sheet: report.table,
      description: report.holds,
    },
  };
}

/** Returns the addresses of the services, or of the page if there is none, the community, and a note on invented numbers. */
function sourceText(i18n: I18n, { source, community, state }: StatsScope): string {
  const { report, invented } = allMessages(i18n);
  const addresses = [source?.address, ...Object.values(state.capabilities?.addresses ?? {})].flatMap((src) =>
    src && URL.canParse(src, document.baseURI) ? new URL(src, document.baseURI).href : [],
  );
  return [
    ...(addresses.length ? new Set(addresses) : [location.origin + location.pathname]),
    community === undefined ? '' : report.community(community),
    state.capabilities?.invented ? invented : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Returns the texts of a standard report. */
export function standardMessages(i18n: I18n): StandardMessages {
  const messages = allMessages(i18n);
  const { heads, metrics, parts, report, titleWithout } = messages;
  return {
    statistics: report.statistics,
    metrics,
    start: messages.first,
    end: messages.last,
    id: heads.id,
    part: (breakdown) => heads.parts[breakdown],
    other: messages.other,
    overTime: report.overTime,
    without: titleWithout,
    byPart: (statistic, breakdown) => report.byPart(statistic, parts[breakdown]),
    describe: (kind, names) => report.kinds[kind](names.join(', ')),
  };
}
