import type { ResolvedSettings } from '../create-source.js';
import type { StatsSource } from '../source.js';

export function counterSource(_settings: ResolvedSettings): Omit<StatsSource, 'key'> {
  throw new Error('later');
}
