import { memoizeByObject } from '../src/util/memoize-by-object.js';
import type { CatalogueRow } from './catalogue.js';
import type { ElementClass } from './element-registry.js';

/**
 * Returns the class of a named element: its generic element with presets. It is created once for each row, so that the script
 * that loads elements and the dashboard around them define the same class.
 */
export const namedElement = memoizeByObject(
  (row: CatalogueRow, Base: ElementClass): ElementClass =>
    class extends Base {
      static override tag = row.tag;

      /** Shares the properties and styles that Lit has prepared for the generic element. */
      protected static override finalize(): void {
        Base.finalize();
      }

      constructor() {
        super();
        Object.assign(this, row.presets);
      }
    },
);
