import { BuildError, EXIT } from '../report/errors.js';

/** Reads values of a JSON text, and names the place of one that is wrong. */
export class Reader {
  readonly #value: unknown;
  readonly #file: string;
  readonly #path: string;

  constructor(value: unknown, file: string, path = '') {
    this.#value = value;
    this.#file = file;
    this.#path = path;
  }

  /** @throws BuildError */
  fail(key: string, why: string): never {
    const at = [this.#path, key].filter(Boolean).join('.');
    throw new BuildError(`${this.#file}: ${at || 'the file'} ${why}`, EXIT.usage);
  }

  get #object(): Readonly<Record<string, unknown>> {
    if (this.#value === undefined) return {};
    if (typeof this.#value !== 'object' || this.#value === null || Array.isArray(this.#value))
      this.fail('', 'is no object');
    return this.#value as Readonly<Record<string, unknown>>;
  }

  /** Fails for a key that is not one of these, which would have no effect. */
  only(...keys: readonly string[]): void {
    const other = Object.keys(this.#object).find((key) => !keys.includes(key));
    if (other !== undefined) this.fail(other, `is not known here; known are ${keys.join(', ')}`);
  }

  has = (key: string): boolean => this.#object[key] !== undefined;
  isList = (key: string): boolean => Array.isArray(this.#object[key]);
  isText = (key: string): boolean => typeof this.#object[key] === 'string';
  isFlag = (key: string): boolean => typeof this.#object[key] === 'boolean';

  child(key: string): Reader {
    return new Reader(this.#object[key], this.#file, [this.#path, key].filter(Boolean).join('.'));
  }

  list(key: string): readonly Reader[] {
    const value = this.#object[key];
    if (!Array.isArray(value)) return this.fail(key, value === undefined ? 'is missing' : 'is no list');
    return value.map((item, i) => new Reader(item, this.#file, `${[this.#path, key].filter(Boolean).join('.')}[${i}]`));
  }

  asText(): string {
    return typeof this.#value === 'string' && this.#value ? this.#value : this.fail('', 'is no text');
  }

  isOneOf<T extends string>(words: readonly T[]): T {
    const found = words.find((word) => word === this.#value);
    return found ?? this.fail('', `is none of ${words.join(', ')}`);
  }

  /** @param usual in place of an absent value; without one, the value is required */
  text(key: string, usual?: string): string {
    const value = this.#object[key] ?? usual;
    if (typeof value !== 'string' || (!value && usual === undefined))
      return this.fail(key, value === undefined ? 'is missing' : 'is no text');
    return value;
  }

  oneOf<T extends string>(key: string, words: readonly T[], usual?: T): T {
    const value = this.#object[key] ?? usual;
    if (value === undefined) return this.fail(key, `is missing; it is one of ${words.join(', ')}`);
    return words.find((word) => word === value) ?? this.fail(key, `is none of ${words.join(', ')}`);
  }

  whole(key: string, usual: number, least: number): number {
    const value = this.#object[key] ?? usual;
    if (!Number.isInteger(value) || (value as number) < least)
      return this.fail(key, `is no whole number from ${least}`);
    return value as number;
  }

  flag(key: string, usual: boolean): boolean {
    const value = this.#object[key] ?? usual;
    return typeof value === 'boolean' ? value : this.fail(key, 'is neither true nor false');
  }
}
