import type { DataTable } from '../view/data-table.js';
import { TIME_ZONE, columnKeys, printable, valueOf, type Report } from './report.js';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Escapes a text for an element or an attribute; XML parsers return it unchanged. */
export const escapeXml = (text: string): string =>
  printable(text).replace(/[&<>"\t\n\r]/g, (found) => ENTITIES[found] ?? `&#${found.charCodeAt(0)};`);

/** The first line of every XML file. */
export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const leaf = (name: string, text: string): string => `<${name}>${escapeXml(text)}</${name}>`;

/**
 * Writes a report as XML: `report` with its metadata, then a `sheet` per table with its `column`s and `row`s. A `cell`
 * names its column by `key`; a missing value has no cell. All dates are full.
 */
export function xml({ title, start, end, granularity, generated, source, tables }: Report): string {
  const lines = [
    '<report version="1">',
    `  ${leaf('title', title)}`,
    `  ${leaf('start', start)}`,
    `  ${leaf('end', end)}`,
    ...(granularity ? [`  ${leaf('granularity', granularity)}`] : []),
    `  ${leaf('timeZone', TIME_ZONE)}`,
    `  ${leaf('generated', generated)}`,
    `  ${leaf('source', source)}`,
    ...tables.flatMap(tableLines),
    '</report>',
  ];
  return `${XML_DECLARATION}${lines.join('\n')}\n`;
}

function tableLines({ title, description, start, end, columns, rows }: DataTable): string[] {
  const keys = columnKeys(columns).map(escapeXml);
  return [
    '  <sheet>',
    ...[leaf('title', title), leaf('description', description), leaf('start', start), leaf('end', end)].map(
      (line) => `    ${line}`,
    ),
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
