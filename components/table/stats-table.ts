import { shareText } from '../../src/i18n/format.js';
import { html, nothing, type TemplateResult } from 'lit';
import { allMessages } from '../../src/i18n/all-messages.js';
import { property, state } from 'lit/decorators.js';
import type { Label } from '../../src/data/year-block.js';
import { isNumeric, type ColumnType, type DataCell, type DataTable } from '../../src/view/data-table.js';
import { formControls } from '../styles/form-controls.js';
import { isObject } from '../../src/util/json.js';
import { length, list } from '../base/later-settings.js';
import { anything, flag, label, text } from '../base/settings.js';
import { StatsElement } from '../base/stats-element.js';
import { backdrop } from '../styles/backdrop.js';
import { base, controls } from '../styles/shared.js';
import { setStyle } from '../internal/set-style.js';
import { tableStyles } from './stats-table.styles.js';

/** The number of rows that are rendered at first: a table can have fifteen years of days. */
const FIRST_ROWS = 200;

/** A cell of a page's own table: a text, or a number and how it is written. */
export type TableCell = string | { readonly value: number | null; readonly text: string };

const EMPTY: DataTable = { title: '', description: '', start: '', end: '', columns: [], rows: [] };

/**
 * A table of names and numbers: the accessible alternative of every chart, or a table with data of the page.
 *
 * @tag stats-table
 * @csspart table - the table
 * @cssprop --stats-background - background of the element if it has a `theme`
 * @cssprop --stats-heading-font - font-family list of the caption
 */
export class StatsTable extends StatsElement {
  static override tag = 'stats-table';
  static override styles = [base, backdrop, controls, formControls, tableStyles];

  /** The numbers of a widget; `headers` and `rows` replace parts of it. */
  @property({ attribute: false, converter: anything }) view: DataTable = EMPTY;
  /** The heads of the columns. */
  @property({ converter: list }) headers: readonly Label[] | undefined;
  /** Rows of texts and numbers; the first cell is the head of the row. */
  @property({ converter: list }) rows: readonly (readonly TableCell[])[] | undefined;
  /** True to write the sizes in `view` in KiB, MiB … instead of kB, MB … */
  @property({ attribute: false, converter: flag }) inBinarySizes = false;
  /** Heading above the table; as a property also a text per language. */
  @property({ converter: label }) heading: Label | undefined;
  /** Accessible name of a table without a heading. */
  @property({ converter: text }) label: string | undefined;
  /** Height from which the table scrolls, a CSS length (`360px`). */
  @property({ attribute: 'max-height', converter: length }) maxHeight = '360px';

  @state() private all = false;

  protected override get binarySizes(): boolean {
    return this.inBinarySizes;
  }

  /** Focuses the scrollable frame. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('.frame')?.focus(options);
  }

  protected override template(): TemplateResult {
    if (this.faults.length) return this.faultLines();
    const { columns } = this.view;
    const headers = listIn(this.headers ?? columns.map(({ label }) => label));
    const rows = listIn(this.rows ?? this.view.rows);
    const numeric = this.rows
      ? headers.map((_, i) => rows.some((row) => isObject(listIn(row)[i])))
      : columns.map(({ type }) => isNumeric(type));
    const shown = this.all ? rows : rows.slice(0, FIRST_ROWS);
    const heading = this.i18n.text(this.heading);
    const name = heading || this.label;
    return html`<div
        class="frame"
        role="group"
        tabindex="0"
        aria-label=${name || nothing}
        ${setStyle({ '--_table-size': this.maxHeight })}
      >
        <table part="table" aria-label=${heading ? nothing : name || nothing}>
          ${
            heading
              ? html`<caption>
                  ${heading}
                </caption>`
              : nothing
          }
          <thead>
            <tr>
              ${headers.map((text, i) => html`<th scope="col" class=${i > 0 && numeric[i] ? 'number' : ''}>${this.i18n.text(text)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${shown.map(
              (row) =>
                html`<tr>
                  ${this.#cells(row)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${
        shown.length < rows.length
          ? html`<button class="more" @click=${() => (this.all = true)}>
              ${allMessages(this.i18n).allRows(rows.length)}
            </button>`
          : nothing
      }`;
  }

  #cells(row: unknown): readonly TemplateResult[] {
    if (this.rows) return listIn(row).map((cell, i) => cellTemplate(i, textIn(cell), isObject(cell)));
    return (row as DataTable['rows'][number]).map((cell, i) => {
      const { type } = this.view.columns[i]!;
      return cellTemplate(i, this.#text(cell, type), isNumeric(type));
    });
  }

  #text(cell: DataCell, type: ColumnType): string {
    if (typeof cell !== 'number') return cell ?? '';
    return type === 'share'
      ? shareText(this.i18n, cell)
      : this.i18n.value(cell, type === 'bytes' ? type : 'count', Infinity);
  }
}

const cellTemplate = (i: number, text: string, isNumber: boolean): TemplateResult => {
  if (i === 0) return html`<th scope="row">${text}</th>`;
  return isNumber ? html`<td class="number">${text}</td>` : html`<td>${text}</td>`;
};

/** Returns an empty list for a value that is not a list: pages set `rows` and `headers`. */
const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function textIn(cell: unknown): string {
  const text = isObject(cell) ? cell.text : cell;
  return typeof text === 'string' || typeof text === 'number' ? String(text) : '';
}

declare global {
  interface HTMLElementTagNameMap {
    'stats-table': StatsTable;
  }
}
