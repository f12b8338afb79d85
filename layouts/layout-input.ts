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
  /** Settings can also stand beside `component`; those in `props` win. */
  readonly [setting: string]: unknown;
}

export interface RowInput {
  readonly name?: string;
  readonly components: readonly PlacementInput[];
}

/** Rows with a name. They are a layout too: a page without tabs. */
export interface TabInput {
  /** Tells tabs apart; well-known names (`content`, `traffic` …) have a text in all languages. */
  readonly name?: string;
  readonly label?: Label;
  readonly icon?: string;
  /** Text before the dates of the page. */
  readonly date_range_phrase?: Label;
  readonly rows: readonly RowInput[];
}

export interface TabsInput {
  readonly tabs: readonly TabInput[];
}

/** `null` and `{}` stand for no layout. */
type OptionalLayout = TabsInput | TabInput | Readonly<Record<string, never>> | null;

/** A layout for each scope; `global` and `community` are older names. */
export interface ScopedLayoutInput {
  readonly global_layout?: OptionalLayout;
  readonly community_layout?: OptionalLayout;
  readonly global?: OptionalLayout;
  readonly community?: OptionalLayout;
}

export type LayoutInput = TabsInput | TabInput | ScopedLayoutInput;
