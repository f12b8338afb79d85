import { expect, fixture, html } from '@open-wc/testing';
import fc from 'fast-check';
import { StatsDashboard } from '../../layouts/stats-dashboard.js';
import { FORMATS, reportFile, type ReportFile, type ReportFormat } from '../../src/report/formats.js';
import { timelineSpec } from '../../src/chart/timeline-spec.js';
import { allMessages } from '../../src/i18n/all-messages.js';
import { i18nFor } from '../../src/i18n/i18n.js';
import { standardTables } from '../../src/report/standard.js';
import { decodeBody } from '../../src/sources/stats-body/decode.js';
import type { StatsState } from '../../src/state/context.js';
import type { DataTable } from '../../src/view/data-table.js';
import type { TimelineRow } from '../../src/view/timeline-rows.js';
import { METRICS, METRIC_NAMES, statisticOf } from '../../src/vocabulary/metrics.js';
import { byId } from '../../test/builders.js';
import { anyCase, type Case, type Chosen } from '../../test/random-bodies.js';
import * as reference from '../../test/reference.js';
import { parseCsv, parseXml, reportOf, unzip } from '../../test/report-builders.js';
import { runs } from '../../test/runs.js';
import { TIMELINE_FRAME } from '../../test/timelines.js';
import { StatsBreakdown } from '../breakdown/stats-breakdown.js';
import { StatsFigure } from '../figure/stats-figure.js';
import type { StatsTable } from '../table/stats-table.js';
import type { Display } from '../base/stats-display-widget.js';
import { StatsTimeline } from '../timeline/stats-timeline.js';
import { timelineLabels, timelineTooltips } from '../timeline/timeline-labels.js';

/** The elements that show the same selection of the same body. */
interface Page {
  readonly dashboard: StatsDashboard;
  readonly figure: StatsFigure;
  readonly timeline: StatsTimeline;
  readonly parts: StatsTimeline;
  readonly breakdown: StatsBreakdown;
}

/** A timeline that shows its table in place of its chart. */
function asTable(timeline: StatsTimeline): StatsTimeline {
  (timeline as unknown as { choose(display: Display): void }).choose('table');
  return timeline;
}

const make = <K extends keyof HTMLElementTagNameMap>(tag: K, set: object): HTMLElementTagNameMap[K] =>
  Object.assign(document.createElement(tag), set);

/** Leaves out bodies without any point, as they have no year: all would be of the current year. */
const datedAnswers = ({ answers }: Case): readonly reference.Answer[] => {
  const found = answers.filter(({ body }) => decodeBody(body, NO_YEAR, 0).some(({ year }) => year !== NO_YEAR));
  return found.length ? found : answers.slice(0, 1);
};
const NO_YEAR = 1900;

async function pageOf(given: Case): Promise<Page> {
  const { metric, kind, breakdown } = given;
  const counted = { metric, kind };
  const figure = make('stats-figure', counted);
  // Tables have the same numbers as pictures; other tests cover the pictures.
  const timeline = asTable(make('stats-timeline', { ...counted, metrics: [metric] }));
  const parts = asTable(make('stats-timeline', { ...counted, metrics: [metric], breakdown }));
  const ranking = make('stats-breakdown', { ...counted, breakdown, display: 'table' });
  const dashboard = make('stats-dashboard', { data: datedAnswers(given).map(({ body }) => body) });
  dashboard.append(figure, timeline, parts, ranking);
  await fixture(html`${dashboard}`);
  return { dashboard, figure, timeline, parts, breakdown: ranking };
}

async function choose({ dashboard, parts, breakdown }: Page, chosen: Chosen): Promise<void> {
  const { start, end, today, granularity, compare, size } = chosen;
  Object.assign(dashboard, { range: `${start}/${end}`, today, granularity, compare });
  parts.maxSeries = breakdown.pageSize = size;
  await dashboard.settled;
}

const stateOf = (element: StatsFigure): StatsState => (element as unknown as { state: StatsState }).state;

/** Returns the loaded answers; a year that is missing between others has no value. */
function loadedOf(given: Case, page: Page): reference.Answer[] {
  const statistic = statisticOf(given.metric, given.kind);
  const blocks = stateOf(page.figure).stats.blocks.filter((block) => block.statistic === statistic);
  const years = new Set(blocks.map(({ year }) => year));
  const loaded = datedAnswers(given).flatMap(({ year, body }) => {
    if (year !== undefined) return years.has(year) ? [{ year, body }] : [];
    return [...years].sort().map((each) => ({ year: each, body: reference.ofYear(body, each) }));
  });
  const leftOut = [...years].filter((each) => !loaded.some(({ year }) => year === each));
  return [...loaded, ...leftOut.map((year) => ({ year, body: {} }))];
}

type Matrix = readonly (readonly (string | number | null | undefined)[])[];

/** Converts cells to text for the comparison; null becomes an empty text. */
const texts = (rows: Matrix): string[][] => rows.map((row) => row.map((cell) => String(cell ?? '')));

/** Returns the comparison of a selection in the terms of the reference. */
function howOf({ compare, granularity, today }: Chosen): reference.How | undefined {
  const earliest = `${Number(today.slice(0, 4)) - 15}-01-01`;
  return compare === 'none' ? undefined : { compare, granularity, earliest };
}

/** Returns the sheets that the reference expects: figure, timeline, timeline by parts, ranking without the names of parts. */
function expectedSheets(given: Case, chosen: Chosen, answers: readonly reference.Answer[]): Matrix[] {
  const { metric, kind, breakdown } = given;
  const question = { metric, kind, ...chosen, how: howOf(chosen) };
  const figure = reference.figure(answers, question);
  const { lines, before } = reference.timeline(answers, question);
  const byPart = { breakdown, size: chosen.size };
  const ranking = reference.ranking(answers, question, byPart);
  const { compared, coverage } = figure;
  /** Returns a row per bucket; the last column is the number of counted days, if any bucket is incomplete. */
  const rowsOf = (all: readonly reference.Line[], earlier?: readonly reference.Bucket[]): Matrix => {
    const buckets = all[0]?.buckets ?? [];
    const isPartly = buckets.some((bucket) => bucket.coverage);
    return buckets.map(({ start, end, coverage: counted }, i) => {
      const then = earlier?.[i];
      return [
        start,
        end,
        ...all.map((line) => line.buckets[i]!.value),
        ...(then ? [then.value, then.start, then.end] : []),
        ...(isPartly ? [counted?.counted ?? reference.length(start, end)] : []),
      ];
    });
  };
  const whole = rowsOf(lines, before);
  const parts = reference.timeline(answers, question, byPart);
  const byParts = rowsOf(parts.lines);
  return [
    [
      [
        metric,
        figure.start,
        figure.end,
        figure.value,
        ...(compared ? [figure.before, compared.start, compared.end] : []),
        ...(coverage ? [coverage.counted] : []),
      ],
    ],
    whole,
    // C11: a metric without parts is not broken down.
    ranking.total === null ? whole : byParts,
    [
      ...ranking.rows.map(({ id, value, share, before: then }) => [
        id,
        value,
        share,
        ...(ranking.compared ? [then] : []),
      ]),
      ...(ranking.other ? [[null, ranking.other.value, ranking.other.share, ...(ranking.compared ? [null] : [])]] : []),
    ],
  ];
}

/** Removes the column of names, which depend on the language. */
const withoutNames = (rows: Matrix): Matrix => rows.map((row) => [row[0], ...row.slice(2)]);

/** Functions that read the sheets of each format. */
const READERS: Readonly<Record<ReportFormat, (content: ReportFile['content']) => Matrix[]>> = {
  csv: (content) => Object.values(unzip(content as Uint8Array)).map((text) => parseCsv(text).slice(1)),
  json: (content) => {
    const { sheets } = JSON.parse(content as string) as {
      sheets: { columns: { key: string }[]; rows: Record<string, string | number | null>[] }[];
    };
    return sheets.map(({ columns, rows }) => rows.map((row) => columns.map(({ key }) => row[key])));
  },
  xml: (content) =>
    [...parseXml(content as string).querySelectorAll('sheet')].map((sheet) =>
      [...sheet.querySelectorAll('row')].map((row) =>
        [...sheet.querySelectorAll('column')].map(
          (column) =>
            [...row.children].find((cell) => cell.getAttribute('key') === column.getAttribute('key'))?.textContent,
        ),
      ),
    ),
  excel: (content) => {
    const files = unzip(content as Uint8Array);
    return [2, 3, 4, 5].map((n) => {
      const rows = [...parseXml(files[`xl/worksheets/sheet${n}.xml`]!).querySelectorAll('row')];
      const width = rows[0]!.children.length;
      return rows.slice(1).map((row) => {
        const cells: string[] = new Array<string>(width).fill('');
        for (const cell of row.children) {
          const column = cell.getAttribute('r')!.charCodeAt(0) - 65;
          const isDate = cell.getAttribute('s') === '2';
          cells[column] = isDate ? reference.plus('1970-01-01', Number(cell.textContent) - 25_569) : cell.textContent;
        }
        return cells;
      });
    });
  },
};

/** Returns the rows of a widget's table that are on the page: the first two hundred. */
function rowsOnPage(widget: StatsTimeline | StatsBreakdown): string[][] {
  const table = widget.renderRoot.querySelector<StatsTable>('stats-table');
  return [...(table?.renderRoot.querySelectorAll('tbody tr') ?? [])].map((row) =>
    [...row.children].map(({ textContent }) => textContent.trim()),
  );
}

const written = (value: number | null | undefined): string =>
  typeof value === 'number' ? new Intl.NumberFormat('en-US').format(value) : '';

/** Checks the numbers on the page: tables show counts in full, figures in full or as a label. */
function expectOnPage(page: Page, given: Case, [figure, timeline, parts, ranking]: readonly Matrix[]): void {
  if (METRICS[given.metric].unit !== 'count') return;
  const value = figure![0]![3] as number | null;
  const box = page.figure.renderRoot.querySelector('[part="value"]')!;
  if (value !== null) expect(`${box.textContent} ${box.ariaLabel}`).to.contain(written(value));
  const numbers = (rows: Matrix, from: number, to?: number): string[][] =>
    rows.slice(0, 200).map((row) => row.slice(from, to).map((cell) => written(cell as number)));
  const shown = (widget: StatsTimeline | StatsBreakdown, count: number): string[][] =>
    rowsOnPage(widget).map((row) => row.slice(1, 1 + count));
  // After the start and the end: the value, and the earlier one.
  const columns = page.timeline.view!.before ? 2 : 1;
  expect(shown(page.timeline, columns)).to.deep.equal(numbers(timeline!, 2, 2 + columns));
  const { breakdown, series } = page.parts.view!;
  if (breakdown) expect(shown(page.parts, series.length)).to.deep.equal(numbers(parts!, 2, 2 + series.length));
  expect(shown(page.breakdown, 1)).to.deep.equal(numbers(ranking!, 1, 2));
}

/** Checks the numbers that the charts of the timelines draw, and those of their tooltips. */
function expectInCharts({ timeline, parts }: Page, [, whole, byParts]: readonly Matrix[]): void {
  const i18n = i18nFor('en');
  const values = [
    [timeline.view!, whole!],
    [parts.view!, byParts!],
  ] as const;
  for (const [view, sheet] of values) {
    const { rows, compared = [] } = timelineSpec(view, { ...TIMELINE_FRAME, width: 1e4 }).datasets as Partial<
      Record<string, TimelineRow[]>
    >;
    expect(rows!.length > 0).to.equal(sheet.length > 0);
    for (const { bucket, rank, start, end, value } of rows!) {
      expect([start, end, value]).to.deep.equal([sheet[bucket]![0], sheet[bucket]![1], sheet[bucket]![2 + rank]]);
    }
    for (const { bucket, start, end, value } of compared) {
      expect([value, start, end]).to.deep.equal(sheet[bucket]!.slice(3, 6));
    }
    const labels = timelineLabels(i18n, view, { compare: 'none', lastDay: undefined });
    timelineTooltips(i18n, view, labels).forEach((tooltip, bucket) => {
      const texts = tooltip.rows.slice(0, view.series.length).map(({ text }) => text);
      const numbers = sheet[bucket]!.slice(2, 2 + view.series.length) as (number | null)[];
      expect(texts).to.deep.equal(
        numbers.map((value) => (value === null ? allMessages(i18n).empty : i18n.value(value, view.unit, Infinity))),
      );
    });
  }
}

const valuesOf = ({ view }: StatsBreakdown): unknown => view!.rows.map(({ id, value }) => [id, value]);

/** Checks the numbers of the metric in the standard report. */
function expectStandard(state: StatsState, given: Case, chosen: Chosen, answers: readonly reference.Answer[]): void {
  const { metric, kind, breakdown } = given;
  const statistic = statisticOf(metric, kind);
  const all = standardTables(state.stats, state.range, {
    granularity: chosen.granularity,
    naming: byId,
    messages: {
      statistics: {
        'content-delta': '',
        'content-snapshot': '',
        'usage-delta': '',
        'usage-snapshot': '',
        [statistic]: 'it',
      },
      metrics: Object.fromEntries(METRIC_NAMES.map((name) => [name, name])) as Record<
        (typeof METRIC_NAMES)[number],
        string
      >,
      start: '',
      end: '',
      id: '',
      part: () => '',
      other: '',
      overTime: (name) => name,
      without: (name) => name,
      byPart: (name, by) => `${name} ${by}`,
      describe: () => '',
    },
  });
  const column = (title: string): Matrix => {
    const { columns, rows } =
      all.find((sheet) => sheet.title === title) ?? ({ columns: [], rows: [] } as Partial<DataTable> as DataTable);
    const at = columns.findIndex(({ key }) => key === metric);
    return at < 0 ? [] : rows.flatMap((row) => (row[at] === null ? [] : [[row[0], row[at]]]));
  };
  const question = { metric, kind, ...chosen };
  const { lines } = reference.timeline(answers, question);
  expect(column('it').map(([, value]) => value)).to.deep.equal(
    (lines[0]?.buckets ?? []).flatMap(({ value }) => value ?? []),
  );
  const { rows, other } = reference.ranking(answers, question, { breakdown, size: Infinity });
  expect(column(`it ${breakdown}`)).to.deep.equal([
    ...rows.map(({ id, value }) => [id, value]),
    ...(other ? [[null, other.value]] : []),
  ]);
}

before(() => {
  StatsDashboard.define();
  StatsFigure.define();
  StatsTimeline.define();
  StatsBreakdown.define();
});

describe('figure, timeline, breakdown, table and files of the same selection', function () {
  this.timeout(30_000 * runs(1));

  it('widgets and files have the numbers of a reference that loops over the days', () =>
    fc.assert(
      fc.asyncProperty(anyCase(3), async (given) => {
        const page = await pageOf(given);
        for (const asked of given.selections) {
          const { start, end, today } = asked;
          const chosen = { ...asked, end: start > today || end < today ? end : today };
          await choose(page, asked);
          const answers = loadedOf(given, page);
          if (!answers.length) continue;
          const expected = expectedSheets(given, chosen, answers);
          const { figure, timeline, parts, breakdown } = page;
          const sheets = [figure, timeline, parts, breakdown].map((widget) => widget.dataTable()!);
          for (const format of Object.keys(FORMATS) as ReportFormat[]) {
            const { content } = await reportFile(format, reportOf(sheets));
            const found = READERS[format](content);
            found[3] = withoutNames(found[3]!);
            found.forEach((rows, i) => {
              expect(texts(rows), `${format}, sheet ${i}`).to.deep.equal(texts(expected[i]!));
            });
          }
          expectOnPage(page, given, expected);
          expectInCharts(page, expected);
          expectStandard(stateOf(figure), given, chosen, answers);
        }
        page.dashboard.remove();
      }),
      { numRuns: runs(12), includeErrorInReport: true },
    ));

  it('widgets outside a dashboard have the same numbers as inside it', () =>
    fc.assert(
      fc.asyncProperty(anyCase(1), async (given) => {
        const page = await pageOf(given);
        const { metric, kind, breakdown } = given;
        // Alone, a figure or a ranking of totals loads only the last year of both ranges: a value that was not counted in it
        // is carried forward only in a dashboard that has loaded more years.
        const [asked] = given.selections as [Chosen];
        const chosen: Chosen = kind === 'delta' ? asked : { ...asked, compare: 'none' };
        const isCarried = ({ end: asOf }: { end: string }): boolean => asOf.slice(0, 4) < chosen.end.slice(0, 4);
        await choose(page, chosen);
        const { start, end, size, ...rest } = chosen;
        const set = { data: page.dashboard.data, ...rest, range: `${start}/${end}`, metric, kind, breakdown };
        const figure = make('stats-figure', set);
        const timeline = asTable(make('stats-timeline', { ...set, breakdown: undefined, metrics: [metric] }));
        const ranking = make('stats-breakdown', { ...set, pageSize: size, display: 'table' });
        await fixture(html`${figure}${timeline}${ranking}`);
        await Promise.all([figure.settled, timeline.settled, ranking.settled]);
        /** Removes the subtitle, in which a widget alone names its days. */
        const tableOf = (widget: StatsFigure | StatsTimeline | StatsBreakdown) => ({
          ...widget.dataTable(),
          description: '',
        });
        expect(tableOf(timeline)).to.deep.equal(tableOf(page.timeline));
        if (kind === 'delta' || !isCarried(page.figure.view!)) {
          expect(tableOf(figure)).to.deep.equal(tableOf(page.figure));
        }
        if (kind === 'delta') expect(tableOf(ranking)).to.deep.equal(tableOf(page.breakdown));
        else if (!isCarried(page.breakdown.view!)) expect(valuesOf(ranking)).to.deep.equal(valuesOf(page.breakdown));
        for (const element of [page.dashboard, figure, timeline, ranking]) element.remove();
      }),
      { numRuns: runs(12), includeErrorInReport: true },
    ));
});
