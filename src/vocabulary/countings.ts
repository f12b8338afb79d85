interface CountingRow {
  /** True if the values of periods may be added up without changing their meaning, although those of the metric usually may not. */
  readonly additive: boolean;
}

/** Ways of counting a metric that single services have, by the keys of their tables. Each has a definition in the messages. */
export const COUNTINGS: Readonly<Record<string, CountingRow>> = {
  dataverseDownloads: { additive: true },
  makeDataCountViews: { additive: true },
  makeDataCountDownloads: { additive: true },
};
