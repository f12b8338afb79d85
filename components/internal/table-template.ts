import { html, type TemplateResult } from 'lit';
import type { I18n } from '../../src/i18n/i18n.js';
import type { DataTable } from '../../src/view/data-table.js';

/** The table of a widget, named by the widget's heading. */
export const tableTemplate = ({ binarySizes }: I18n, table: DataTable, maxHeight = '360px'): TemplateResult =>
  html`<stats-table
    .view=${table}
    .inBinarySizes=${binarySizes}
    .label=${table.title}
    .maxHeight=${maxHeight}
  ></stats-table>`;
