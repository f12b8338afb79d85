import type { YearBlock } from '../../../src/data/year-block.js';
import { STATISTIC_KEYS } from '../../../src/sources/stats-body/statistic-keys.js';
import type { Format } from '../config/config.js';
import { encodeJson } from './encode-json.js';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** Makes the files of a block in each form; their names begin with that of the statistic. */
const ENCODERS: Readonly<Record<Format, (block: YearBlock, name: string) => Files>> = {
  json: (block, name) => ({ [`${name}.json`]: encodeJson(block) }),
};

/** Returns the files of a statistic of a year, by their names. */
export const filesOf = (block: YearBlock, formats: readonly Format[]): Files =>
  Object.assign({}, ...formats.map((format) => ENCODERS[format](block, STATISTIC_KEYS[block.statistic]))) as Files;
