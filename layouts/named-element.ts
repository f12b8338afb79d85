import type { CatalogueRow } from './catalogue.js';
import type { ElementClass } from './element-registry.js';

const made = new WeakMap<CatalogueRow, ElementClass>();

/**
 * Returns the class of a named element: its generic element with presets. It is made once for each row, so that the script
 * that loads elements and the dashboard around them define the same class.
 */
export function namedElement(row: CatalogueRow, Base: ElementClass): ElementClass {
  const known = made.get(row);
  if (known) return known;
  const element = class extends Base {
    static override tag = row.tag;

    /** Shares the properties and styles that Lit has prepared for the generic element. */
    protected static override finalize(): void {
      Base.finalize();
    }

    constructor() {
      super();
      Object.assign(this, row.presets);
    }
  };
  made.set(row, element);
  return element;
}
