import type { I18n } from '../../src/i18n/i18n.js';
import { allMessages } from '../../src/i18n/all-messages.js';
import type { DataTable } from '../../src/view/data-table.js';

/** Somebody who shows numbers, of this copy of the library or another. */
interface ExportableWidget {
  sheet(): DataTable | undefined;
  /** Years that could not be loaded. */
  readonly missing?: readonly number[];
}

/** What a widget shows, as it goes into a file, whose name says which years are not in it. */
export function sheetOf(i18n: I18n, widget: ExportableWidget): DataTable | undefined {
  const sheet = widget.sheet();
  const { missing = [] } = widget;
  if (!sheet || !missing.length) return sheet;
  return { ...sheet, title: allMessages(i18n).titleWithout(sheet.title, missing) };
}
