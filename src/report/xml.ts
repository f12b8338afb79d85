import type { DataTable } from '../view/data-table.js';
import { TIME_ZONE, columnKeys, printable, valueOf, type Report } from './report.js';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Escapes a text for an element or an attribute; XML parsers return it unchanged. */
export const escapeXml = (text: string): string =>
  printable(text).replace(/[&<>"\t\n\r]/g, (found) => ENTITIES[found] ?? `&#${found.charCodeAt(0)};`);

/** The first line of every XML file. */
export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Writes an element for each text that is there, on lines of their own. */
const leaves = (texts: Readonly<Record<string, string | undefined>>, indent: string): string[] =>
  Object.entries(texts).flatMap(([name, text]) =>
    text === undefined ? [] : `${indent}<${name}>${escapeXml(text)}</${name}>`,
  );

/**
 * Writes a report as XML: `report` with its metadata, then a `sheet` per table with its `column`s and `row`s. A `cell`
 * names its column by `key`; a missing value has no cell. All dates are full.
 */
export function xml({ title, start, end, granularity, generated, source, tables }: Report): string {
  const lines = [
    '<report version="1">',
    ...leaves({ title, start, end, granularity, timeZone: TIME_ZONE, generated, source }, '  '),
    ...tables.flatMap(tableLines),
    '</report>',
  ];
  return `${XML_DECLARATION}${lines.join('\n')}\n`;
}

function tableLines({ title, description, start, end, columns, rows }: DataTable): string[] {
  const keys = columnKeys(columns).map(escapeXml);
  return [
    '  <sheet>',
    ...leaves({ title, description, start, end }, '    '),
    ...columns.map(
      ({ label, type }, i) => `    <column key="${keys[i]!}" type="${type}" label="${escapeXml(label)}"/>`,
    ),
    ...rows.map((row) => {
      const cells = keys.map((key, i) => {
        const value = valueOf(row[i]);
        return value === null ? '' : `<cell key="${key}">${escapeXml(String(value))}</cell>`;
      });
      return `    <row>${cells.join('')}</row>`;
    }),
    '  </sheet>',
  ];
}
