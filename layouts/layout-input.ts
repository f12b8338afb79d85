/** Layouts as authors write them, in every shape that `parseLayout` reads. `layout.schema.json` describes them in full. */
import type { Label } from '../src/data/year-block.js';

/** A component and its place in a row. */
export interface PlacementInput {
  /** Name of the component: `SingleStatViews`, `StatsMap` … */
  readonly component: string;
  /** Columns of 16, by the width of the page; all of them if absent. */
  readonly width?: number;
  readonly tablet?: number;
  readonly mobile?: number;
  /** Settings of the component. */
  readonly props?: Readonly<Record<string, unknown>>;
  /** Settings can also be written beside `component`; those in `props` override them. */
  readonly [setting: string]: unknown;
}

/** A row of components. */
export interface RowInput {
  readonly name?: string;
  readonly components: readonly PlacementInput[];
}

/** Rows with a name. They are a layout too: a page without tabs. */
export interface TabInput {
  /** Identifies the tab; well-known names (`content`, `traffic` …) have a label in all languages. */
  readonly name?: string;
  readonly label?: Label;
  readonly icon?: string;
  /** Text before the dates of the page. */
  readonly date_range_phrase?: Label;
  readonly rows: readonly RowInput[];
}

/** A page with tabs. */
export interface TabsInput {
  readonly tabs: readonly TabInput[];
}

/** A layout, or none: `null` and `{}`. */
type OptionalLayout = TabsInput | TabInput | Readonly<Record<string, never>> | null;

/** A layout for each scope; `global` and `community` are older names. */
export interface ScopedLayoutInput {
  readonly global_layout?: OptionalLayout;
  readonly community_layout?: OptionalLayout;
  readonly global?: OptionalLayout;
  readonly community?: OptionalLayout;
}

/** A layout in any accepted shape. */
export type LayoutInput = TabsInput | TabInput | ScopedLayoutInput;
