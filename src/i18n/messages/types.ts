/** The forms of a text for the plural categories of a language; `other` is used for those that are absent. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** Formats that messages apply to the numbers that they are given. */
export interface MessageFormats {
  /** Formats a whole number: 1,284. */
  readonly number: (value: number) => string;
  /** Formats calendar years in ascending order, those that follow each other as a range: "2011–2013 and 2015". */
  readonly years: (years: readonly number[]) => string;
  /** Chooses the form of a text for a number of things. */
  readonly plural: (count: number, forms: PluralForms) => string;
}
