import { TIME_ZONE, columnKeys, printable, valueOf, type Report } from './report.js';

/** Writes a report as JSON. A row is an object by the keys of its columns; dates are full; a missing value is `null`. */
export function json({ title, start, end, granularity, generated, source, tables }: Report): string {
  const made = {
    title,
    start,
    end,
    granularity,
    timeZone: TIME_ZONE,
    generated,
    source,
    sheets: tables.map(({ columns, rows, ...table }) => {
      const keys = columnKeys(columns);
      return {
        title: table.title,
        description: table.description,
        start: table.start,
        end: table.end,
        columns: columns.map(({ label, type }, i) => ({ key: keys[i], label: printable(label), type })),
        rows: rows.map((row) => Object.fromEntries(keys.map((key, i) => [key, valueOf(row[i])]))),
      };
    }),
  };
  return `${JSON.stringify(made, null, 2)}\n`;
}
