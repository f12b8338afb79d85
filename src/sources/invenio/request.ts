/** Requests to the statistics service. */
import type { YearRequest } from '../source.js';
import { STATISTIC_KEYS } from '../stats-body/statistic-keys.js';

/** Makes the body of a request. It has both dates: the service needs the first and ignores the second. */
export function requestBody({ statistic, year, community, dateBasis }: YearRequest): Record<string, unknown> {
  const stat = STATISTIC_KEYS[statistic];
  return {
    [stat]: {
      stat,
      params: {
        community_id: community ?? 'global',
        start_date: `${year}-01-01`,
        end_date: `${year}-12-31`,
        date_basis: dateBasis,
      },
    },
  };
}
