import type { StatsElement } from '../components/stats-element.js';
import type { CatalogueRow } from './catalogue.js';

/** A class of elements that can be registered. */
export type ElementClass = typeof StatsElement & (new () => StatsElement);

/** The element of a row of the catalogue: its generic element, with the row's presets. */
export function namedElement({ tag, presets }: CatalogueRow, Base: ElementClass): ElementClass {
  return class extends Base {
    static override tag = tag;

    /** Takes over what Lit has prepared for the generic element: properties and styles are the same. */
    protected static override finalize(): void {
      Base.finalize();
    }

    constructor() {
      super();
      Object.assign(this, presets);
    }
  };
}
