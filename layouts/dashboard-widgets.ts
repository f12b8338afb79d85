import { html, type TemplateResult } from 'lit';
import { StatsError } from '../src/sources/errors.js';
import { rowFor } from './catalogue.js';
import { elementLoader, isAvailable } from './define-elements.js';
import type { MissingReason } from './page-messages.js';
import type { ParsedLayout, Placement, Tab } from './parse-layout.js';

/** Returns the reason why there is no element for a placement, if there is none. */
export function missingReason({ problem, tag, component }: Placement): MissingReason | undefined {
  if (problem) return problem;
  const row = rowFor(component);
  return tag !== undefined && (!row || isAvailable(row)) ? undefined : 'unavailable';
}

/** Returns the placements of all rows of a tab. */
export const placementsOf = (tab: Tab): readonly Placement[] => tab.rows.flatMap(({ placements }) => placements);

/** Returns the errors of a layout: parts that could not be read, and placements without an element. */
export function layoutErrors({ layout, problems }: ParsedLayout): readonly StatsError[] {
  const absent = (layout?.tabs ?? []).flatMap(placementsOf).filter((each) => missingReason(each) === 'unavailable');
  return [...problems, ...absent.map(({ component, path }) => ({ code: 'unavailable', path, found: component }))].map(
    ({ code, path, found }) => new StatsError('layout', found ? `${code}: ${found}` : code, { path }),
  );
}

/**
 * Returns the element of a placement, `undefined` if there is a reason why it is missing.
 * @param made the elements of the layout, by path. Each is created once, and stays while another tab is open
 */
export function elementOf(
  placement: Placement,
  made: Map<string, HTMLElement>,
  headingLevel: number,
): HTMLElement | undefined {
  const { tag, path, properties } = placement;
  if (tag === undefined || missingReason(placement)) return undefined;
  let element = made.get(path);
  if (!element) {
    elementLoader.defineSoon(tag);
    element = Object.assign(document.createElement(tag), { headingLevel }, properties);
    made.set(path, element);
  }
  return element;
}

/**
 * Renders the rows of a tab.
 * @param place returns the content of a cell
 * @param isHidden selects placements that are not shown; their elements stay, since their needs are loaded
 */
export const tabRows = (
  { rows }: Tab,
  place: (placement: Placement) => unknown,
  isHidden: (placement: Placement) => boolean,
): readonly TemplateResult[] =>
  rows.map(
    ({ placements }) =>
      html`<div class="row" ?hidden=${placements.every(isHidden)}>
        ${placements.map(
          (placement) =>
            html`<div
              class="cell"
              data-width=${placement.width}
              data-tablet=${placement.tablet}
              data-mobile=${placement.mobile}
              ?hidden=${isHidden(placement)}
            >
              ${place(placement)}
            </div>`,
        )}
      </div>`,
  );
