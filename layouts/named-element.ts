import type { StatsElement } from '../components/base/stats-element.js';
import type { CatalogueRow } from './catalogue.js';

/** A class of elements that can be defined. */
export type ElementClass = typeof StatsElement & (new () => StatsElement);

/** Makes the class of a named element: its generic element with presets. */
export function namedElement({ tag, presets }: CatalogueRow, Base: ElementClass): ElementClass {
  return class extends Base {
    static override tag = tag;

    constructor() {
      super();
      Object.assign(this, presets);
    }
  };
}
