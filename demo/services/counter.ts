/**
 * A fake platform with COUNTER reports, of invented numbers: as files of Release 5.1 (`reports.json` lists them), and as an
 * API of Release 5 (`reports/pr`) and 5.1 (`r51/reports/pr`) that needs no key.
 */
import { dayFrom, isoDay, yearOf, type Day } from '../../src/data/day.js';
import { noise } from './noise.js';

/** The first month, `2023-05`. */
const FIRST = { year: 2023, month: 5 };

const TYPES = { Article: 0.5, Dataset: 0.25, Thesis_or_Dissertation: 0.15, Software: 0.1 };
const COUNTRIES = { DE: 0.4, US: 0.25, FR: 0.15, IN: 0.12, BR: 0.08 };
const ITEMS = [
  ...['Soil moisture in beech forests', 'A catalogue of medieval seals', 'Glacier outlines 1990–2020'],
  ...['Survey of reading habits', 'Spectra of variable stars', 'Code for tidal models'],
];

const monthText = (year: number, month: number): string => isoDay(dayFrom(year, month, 1)!).slice(0, 7);

/** Returns the months of a range that are over, `2025-03`. */
function monthsOver(today: Day, first = '', last = '9999-12'): string[] {
  const months: string[] = [];
  for (let { year, month } = FIRST; ; month === 12 ? ((month = 1), year++) : month++) {
    const text = monthText(year, month);
    if (text >= isoDay(today).slice(0, 7)) return months;
    if (text >= first && text <= last) months.push(text);
  }
}

/** The values of a month and a share of the usage. */
function valuesOf(month: string, share: number): Record<string, number> {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
  const investigations = Math.round((900 + 20 * (at - 24_281)) * share * (0.8 + 0.4 * noise(at * (1 + share))));
  const requests = Math.floor(investigations * 0.45);
  return {
    Total_Item_Investigations: investigations,
    Total_Item_Requests: requests,
    Unique_Item_Investigations: Math.floor(investigations * 0.8),
    Unique_Item_Requests: Math.floor(requests * 0.85),
  };
}

/** Returns the performance of Release 5.1: counts by metric and month. Months without usage are left out. */
function performance(months: readonly string[], share: number): Record<string, Record<string, number>> {
  const counts: Record<string, Record<string, number>> = {};
  for (const month of months)
    for (const [metric, value] of Object.entries(valuesOf(month, share)))
      if (value) (counts[metric] ??= {})[month] = value;
  return counts;
}

const header = (id: string, today: Day, months: readonly string[], first: string, last: string) => ({
  ...{ Release: '5.1', Report_ID: id, Report_Name: `${id} report`, Created: `${isoDay(today)}T06:00:00Z` },
  ...{ Created_By: 'Sample Repository', Institution_Name: 'The World' },
  Report_Filters: { Begin_Date: `${first}-01`, End_Date: lastDay(last) },
  ...(!months.length && { Exceptions: [{ Code: 3030, Message: 'No Usage Available for Requested Dates' }] }),
});

/** Returns the last day of a month. */
function lastDay(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return isoDay(dayFrom(number === 12 ? year + 1 : year, (number % 12) + 1, 1)! - 1);
}

function platformReport(today: Day, first: string, last: string) {
  const months = monthsOver(today, first, last);
  const shown = Object.entries(TYPES).flatMap(([type, share]) =>
    Object.entries(COUNTRIES).map(([country, part]) => ({
      ...{ Data_Type: type, Access_Method: 'Regular', Country_Code: country },
      Performance: performance(months, share * part),
    })),
  );
  const mining = { Data_Type: 'Article', Access_Method: 'TDM', Performance: performance(months, 0.3) };
  return {
    Report_Header: header('PR', today, months, first, last),
    Report_Items: [{ Platform: 'Sample Repository', Attribute_Performance: [...shown, mining] }],
  };
}

function itemReport(today: Day) {
  const months = monthsOver(today);
  const items = ITEMS.map((title, i) => ({
    ...{ Item: title, Platform: 'Sample Repository', Publisher: 'Sample University' },
    Item_ID: { DOI: `10.9999/sample.${i + 1}`, URI: `https://doi.org/10.9999/sample.${i + 1}` },
    Attribute_Performance: [
      {
        ...{ Data_Type: 'Dataset', Access_Method: 'Regular', Access_Type: i % 3 ? 'Open' : 'Controlled' },
        Performance: performance(months, 0.2 / (i + 1)),
      },
    ],
  }));
  return { Report_Header: header('IR', today, months, months[0]!, months.at(-1)!), Report_Items: [{ Items: items }] };
}

/** The platform report of Release 5, as OJS sends it. */
function releaseFive(today: Day, query: URLSearchParams): Response {
  const [first, last] = [query.get('begin_date') ?? '', query.get('end_date') ?? ''].map((date) => date.slice(0, 7));
  const months = monthsOver(today, first, last);
  if (!first || !last || first > last)
    return Response.json({ Code: 3020, Severity: 'Error', Message: 'Invalid Date Arguments' }, { status: 400 });
  const begin = monthText(FIRST.year, FIRST.month);
  return Response.json({
    Report_Header: {
      ...{
        Release: '5',
        Report_ID: 'PR',
        Report_Name: 'Platform Master Report',
        Created: `${isoDay(today)}T06:00:00Z`,
      },
      Report_Filters: [
        { Name: 'Begin_Date', Value: `${first < begin ? begin : first}-01` },
        { Name: 'End_Date', Value: lastDay(last) },
      ],
      ...(first < begin && {
        Exceptions: [
          {
            Code: 3032,
            Severity: 'Warning',
            Message: 'Usage No Longer Available for Requested Dates',
            Data: `since ${begin}`,
          },
        ],
      }),
    },
    Report_Items: Object.entries(TYPES).map(([type, share]) => ({
      ...{ Platform: 'Sample Repository', Data_Type: type, Access_Method: 'Regular' },
      Performance: months.map((month) => ({
        Period: { Begin_Date: `${month}-01`, End_Date: lastDay(month) },
        Instance: Object.entries(valuesOf(month, share)).map(([name, value]) => ({ Metric_Type: name, Count: value })),
      })),
    })),
  });
}

export function counter(request: Request, today: Day): Response | undefined {
  const { pathname, searchParams } = new URL(request.url);
  const path = pathname.replace(/^\/counter\//, '');
  const [first, last] = [monthText(FIRST.year, FIRST.month), monthsOver(today).at(-1)!];
  const year = /^usage-(\d{4})\.json$/.exec(path)?.[1];
  if (year !== undefined) {
    const own = monthsOver(today, `${year}-01`, `${year}-12`);
    return own.length ? Response.json(platformReport(today, own[0]!, own.at(-1)!)) : undefined;
  }
  const years = Array.from({ length: yearOf(today) - FIRST.year + 1 }, (_, i) => FIRST.year + i);
  const answers: Readonly<Record<string, () => Response>> = {
    'reports.json': () =>
      Response.json([
        ...years.filter((each) => `${each}-01` <= last).map((each) => `usage-${each}.json`),
        'items.json',
      ]),
    'items.json': () => Response.json(itemReport(today)),
    'reports/pr': () => releaseFive(today, searchParams),
    'r51/reports': () =>
      Response.json([
        { Report_ID: 'PR', Release: '5.1', First_Month_Available: first, Last_Month_Available: last },
        { Report_ID: 'IR', Release: '5.1', First_Month_Available: first, Last_Month_Available: last },
      ]),
    'r51/reports/pr': () => {
      const [from, to] = ['begin_date', 'end_date'].map((name) => searchParams.get(name)?.slice(0, 7) ?? '');
      return Response.json(platformReport(today, from!, to!));
    },
  };
  return answers[path]?.();
}
