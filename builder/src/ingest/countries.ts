import { readFileSync } from 'node:fs';
import { Reader, type CountryResponse } from 'mmdb-lib';
import { BuildError } from '../report/errors.js';

/** A row of the database: of MaxMind's form, or of one with the code alone. */
type Found = CountryResponse | { readonly country_code?: string; readonly country?: string };

/** Finds the country of an address in a database that the repository has on its own machine. */
export class CountryFinder {
  readonly #reader: Reader<CountryResponse>;

  private constructor(reader: Reader<CountryResponse>) {
    this.#reader = reader;
  }

  /** @throws BuildError if the file is no such database */
  static open(path: string): CountryFinder {
    try {
      return new CountryFinder(new Reader<CountryResponse>(readFileSync(path)));
    } catch (error) {
      throw new BuildError(`countries: ${path} is no database of addresses (.mmdb): ${(error as Error).message}`);
    }
  }

  /** Returns the code in ISO 3166-1 (alpha-2); `undefined` if the address is not in it or is none. */
  of(address: string): string | undefined {
    try {
      const found = this.#reader.get(address) as Found | null;
      const country = found && 'country_code' in found ? found.country_code : found?.country;
      return typeof country === 'string' ? country : country?.iso_code;
    } catch {
      return undefined;
    }
  }
}
