/** The public events. All bubble and cross shadow roots. */
import type { Reason, StatsError } from '../sources/errors.js';
import type { Freshness, Status } from './context.js';
import type { Selection } from './selection.js';

/** The part of the selection that the reader changed, or the tab that the reader opened. */
export type SelectDetail = Partial<Selection> & { readonly tab?: string };

export interface LoadDetail {
  readonly status: Status;
  readonly freshness: Freshness;
  /** The calendar years that are there now, ascending. */
  readonly years: readonly number[];
}

export interface ErrorDetail {
  readonly reason: Reason;
  /** The cause, for developers. Readers get a sentence from the message catalogue. */
  readonly message: string;
  /** JSON path into the body or the layout. */
  readonly path?: string;
}

declare global {
  interface GlobalEventHandlersEventMap {
    'stats-select': CustomEvent<SelectDetail>;
    'stats-load': CustomEvent<LoadDetail>;
    'stats-error': CustomEvent<ErrorDetail>;
  }
}

const event = <T>(type: string, detail: T): CustomEvent<T> =>
  new CustomEvent(type, { detail, bubbles: true, composed: true });

export const selectEvent = (detail: SelectDetail): CustomEvent<SelectDetail> => event('stats-select', detail);
export const loadEvent = (detail: LoadDetail): CustomEvent<LoadDetail> => event('stats-load', detail);
export const errorEvent = ({ reason, message, path }: StatsError): CustomEvent<ErrorDetail> =>
  event('stats-error', { reason, message, ...(path !== undefined && { path }) });
