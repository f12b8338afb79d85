import type { YearBlock } from '../../../src/data/year-block.js';
import { STATISTIC_KEYS } from '../../../src/sources/stats-body/statistic-keys.js';
import type { Format } from '../config/config.js';
import { encodeJson } from './encode-json.js';

/** Returns the files of a statistic of a year, by their names. */
export function filesOf(block: YearBlock, formats: readonly Format[]): Readonly<Record<string, string | Uint8Array>> {
  const stem = STATISTIC_KEYS[block.statistic];
  return {
    [`${stem}.json`]: encodeJson(block),
    ...(formats.includes('arrow') && { [`${stem}.global.json`]: encodeJson(block, 'whole') }),
  };
}
