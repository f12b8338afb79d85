import type { WarningDetail } from './stats-element.js';

/** The property of the root element that marks a page as warned; all copies of the script share it. */
const WARNED = Symbol.for('repository-stats-widgets duplicate');

/** Dispatches `stats-warning`, once per page. */
export function warnOfDuplicate(tag: string): void {
  const page = document.documentElement as HTMLElement & { [WARNED]?: true };
  if (page[WARNED]) return;
  page[WARNED] = true;
  const message = `<${tag}> is defined already by another copy of the script.`;
  const detail: WarningDetail = { reason: 'duplicate', message };
  page.dispatchEvent(new CustomEvent('stats-warning', { detail, bubbles: true }));
}
