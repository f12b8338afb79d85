/**
 * Writes a report as a workbook (Office Open XML) with the fewest parts that spreadsheets require. Existing libraries
 * compress larger files in a worker from a `blob:` address, which a strict Content-Security-Policy forbids.
 */
import { parseDay } from '../data/day.js';
import type { ColumnType, DataTable, DataCell } from '../view/data-table.js';
import { sheetNames } from './names.js';
import { TIME_ZONE, valueOf, type Report } from './report.js';
import { XML_DECLARATION, escapeXml } from './xml.js';
import { zip } from './zip.js';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Indexes of the cell styles in `STYLES`. */
const STYLE = { plain: 0, bold: 1, date: 2, number: 3, share: 4 } as const;
type Style = keyof typeof STYLE;

const STYLE_OF: Readonly<Record<ColumnType, Style>> = {
  text: 'plain',
  link: 'plain',
  date: 'date',
  count: 'number',
  bytes: 'number',
  share: 'share',
};

/** Number format 3 is the built-in one of whole numbers; formats from 164 on are defined by the file. */
const STYLES = `<styleSheet xmlns="${MAIN}">
<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="0.0%"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="5">
<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
</cellXfs>
</styleSheet>`;

/** Spreadsheets do not accept longer texts in a cell. */
const LONGEST_TEXT = 32_767;

/** The serial number of 1970-01-01 in spreadsheets, and the first one, of 1900-03-01, on which they all agree. */
const EPOCH = 25_569;
const FIRST_DAY = 61;

/** A cell: a value and its style. */
type Cell = readonly [value: DataCell | undefined, style: Style];

/** Returns the name of a column: `A`, `B` … `Z`, `AA` … */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

/** Escapes texts like `_x000D_`, which spreadsheets read as a character: the first underscore is written as such a text. */
const literal = (text: string): string => text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');

/** Writes a cell. Dates become numbers that spreadsheets can calculate with; other texts stay texts, never formulas. */
function cellXml([given, style]: Cell, place: string): string {
  const value = valueOf(given);
  if (value === null || value === '') return '';
  const day = style === 'date' && typeof value === 'string' ? parseDay(value) : undefined;
  const number = day !== undefined && day + EPOCH >= FIRST_DAY ? day + EPOCH : value;
  if (typeof number === 'number') return `<c r="${place}" s="${STYLE[style]}"><v>${number}</v></c>`;
  const look = style === 'bold' ? STYLE.bold : STYLE.plain;
  const text = escapeXml(literal(number.slice(0, LONGEST_TEXT)));
  return `<c r="${place}" s="${look}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

const NARROWEST = 10;
const WIDEST = 60;

/** Makes each column as wide as its longest text, within limits. */
function widths(rows: readonly (readonly Cell[])[], columns: number): string {
  const longest = new Array<number>(columns).fill(NARROWEST);
  for (const row of rows)
    row.forEach(([value], i) => (longest[i] = Math.max(longest[i]!, Math.min(String(value ?? '').length + 2, WIDEST))));
  return longest.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`).join('');
}

/** @param frozen number of rows at the top that do not scroll */
function worksheet(rows: readonly (readonly Cell[])[], frozen = 0): string {
  const columns = Math.max(1, ...rows.slice(0, 100).map(({ length }) => length));
  const pane = `<pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/>`;
  const lines = rows.map((cells, y) => {
    const made = cells.map((cell, x) => cellXml(cell, `${columnName(x)}${y + 1}`)).join('');
    return `<row r="${y + 1}">${made}</row>`;
  });
  return `<worksheet xmlns="${MAIN}">
<sheetViews><sheetView workbookViewId="0">${frozen ? pane : ''}</sheetView></sheetViews>
<cols>${widths(rows, columns)}</cols>
<sheetData>
${lines.join('\n')}
</sheetData>
</worksheet>`;
}

const tableRows = ({ columns, rows }: DataTable): Cell[][] => [
  columns.map(({ label }): Cell => [label, 'bold']),
  ...rows.map((row) => columns.map(({ type }, i): Cell => [row[i], STYLE_OF[type]])),
];

/** Returns the rows of the first sheet: the metadata of the report, and the contents of the other sheets. */
function aboutRows(report: Report, names: readonly string[]): Cell[][] {
  const { messages, granularity } = report;
  const fact = (label: string, value: string, style: Style = 'plain'): Cell[] => [
    [label, 'bold'],
    [value, style],
  ];
  return [
    [[report.title, 'bold']],
    fact(messages.start, report.start, 'date'),
    fact(messages.end, report.end, 'date'),
    ...(granularity ? [fact(messages.granularity, messages.granularities[granularity])] : []),
    fact(messages.timeZone, TIME_ZONE),
    fact(messages.source, report.source),
    fact(messages.generated, report.generated),
    [],
    [messages.sheet, messages.description, messages.start, messages.end].map((text): Cell => [text, 'bold']),
    ...report.tables.map(({ description, start, end }, i): Cell[] => [
      [names[i], 'plain'],
      [description, 'plain'],
      [start, 'date'],
      [end, 'date'],
    ]),
  ];
}

/** Writes a workbook: a sheet about the report, then one per table. The same report gives the same bytes. */
export function xlsx(report: Report): Uint8Array<ArrayBuffer> {
  const { messages, tables } = report;
  const [about, ...names] = sheetNames([messages.about, ...tables.map(({ title }) => title)], messages.sheet);
  const worksheets = [worksheet(aboutRows(report, names)), ...tables.map((table) => worksheet(tableRows(table), 1))];
  const numbers = worksheets.map((_, i) => i + 1);
  const part = (type: string, path: string): string =>
    `<Override PartName="/xl/${path}.xml" ContentType="${TYPE}.${type}+xml"/>`;
  const files = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
${part('sheet.main', 'workbook')}
${part('styles', 'styles')}
${numbers.map((n) => part('worksheet', `worksheets/sheet${n}`)).join('\n')}
</Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships">
<Relationship Id="rId1" Type="${RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/>
</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}">
<sheets>
${numbers.map((n) => `<sheet name="${escapeXml(literal([about, ...names][n - 1]!))}" sheetId="${n}" r:id="rId${n}"/>`).join('\n')}
</sheets>
</workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships">
${numbers.map((n) => `<Relationship Id="rId${n}" Type="${RELATIONSHIPS}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join('\n')}
<Relationship Id="rId${numbers.length + 1}" Type="${RELATIONSHIPS}/styles" Target="styles.xml"/>
</Relationships>`,
    'xl/styles.xml': STYLES,
    ...Object.fromEntries(worksheets.map((content, i) => [`xl/worksheets/sheet${i + 1}.xml`, content])),
  };
  return zip(
    Object.entries(files).map(([name, content]) => ({ name, content: XML_DECLARATION + content })),
    report.generated,
  );
}
