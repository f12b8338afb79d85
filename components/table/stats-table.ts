import { html, nothing, type TemplateResult } from 'lit';
import { allMessages } from '../../src/i18n/all-messages.js';
import { property, state } from 'lit/decorators.js';
import type { Label } from '../../src/data/year-block.js';
import type { Cell, TableView } from '../../src/view/table-view.js';
import { choices } from '../styles/form-controls.js';
import { isObject } from '../../src/util/json.js';
import { length } from '../base/settings.js';
import { StatsElement } from '../base/stats-element.js';
import { base, controls } from '../styles/shared.js';
import { setStyle } from '../internal/set-style.js';
import { tableStyles } from './stats-table.styles.js';

/** Rows drawn at first: a table of fifteen years of days should not hold up the page. */
const FIRST_ROWS = 200;

const EMPTY: TableView = { headers: [], rows: [] };

/**
 * A table of names and numbers: the accessible twin of every chart, and a table of the page's own.
 *
 * @tag stats-table
 * @csspart table - the table
 */
export class StatsTable extends StatsElement {
  static override tag = 'stats-table';
  static override styles = [base, controls, choices, tableStyles];

  /** What it shows. `headers` and `rows` set the same. */
  @property({ attribute: false }) view: TableView = EMPTY;
  @property({ attribute: false }) headers: readonly Label[] | undefined;
  /** Rows of texts and numbers; the first cell names the row. */
  @property({ attribute: false }) rows: readonly (readonly Cell[])[] | undefined;
  /** Stands above the table and names it. */
  @property() heading: Label = '';
  /** Names the table where no heading is to be seen. */
  @property() label = '';
  /** Height from which it scrolls, as CSS writes it (`360px`). */
  @property({ attribute: 'max-height', converter: length }) maxHeight = '360px';

  @state() private all = false;

  /** The keys of a focused table scroll it. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('.frame')?.focus(options);
  }

  protected override render(): TemplateResult {
    if (this.faults.length) return this.faultLines();
    const headers = listIn(this.headers ?? this.view.headers);
    const rows = listIn(this.rows ?? this.view.rows).map(listIn);
    const numeric = headers.map((_, i) => i > 0 && rows.some((row) => isObject(row[i])));
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
              ${headers.map((text, i) => html`<th scope="col" class=${numeric[i] ? 'number' : ''}>${this.i18n.text(text)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${shown.map(
              (row) =>
                html`<tr>
                  ${row.map((cell, i) => this.#cell(cell, i))}
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

  #cell(cell: unknown, i: number): TemplateResult {
    const text = textIn(cell);
    if (i === 0) return html`<th scope="row">${text}</th>`;
    return isObject(cell) ? html`<td class="number">${text}</td>` : html`<td>${text}</td>`;
  }
}

/** Pages hand over tables of their own making: what is no list is an empty one, what is no text is none. */
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
