import { now } from '../../data/day.js';
import { withQuery } from '../../util/link.js';
import type { ResolvedSettings } from '../create-source.js';
import { StatsError } from '../errors.js';
import { fetchRecordUse } from '../invenio-api/record-use.js';
import { fetchRecords } from '../invenio-api/records.js';
import { facetLink, searchLink } from '../invenio-api/search.js';
import { emptyBlock } from '../service/period-block.js';
import { serviceJobs } from '../service/service-jobs.js';
import { withoutBlank, type StatsSource } from '../source.js';
import { addedIn, countedNeeds, totalsIn } from './content.js';
import { DECODERS, explained } from './decode.js';
import { capabilitiesOf, overviewOf, type Overview } from './overview.js';
import { initOf, limitOf, overviewAddress, pagesOf, searchOf, siteOf } from './requests.js';

/**
 * Creates a source of the search of an InvenioRDM repository, which needs no statistics service, such as Zenodo. A year takes a
 * request per month, of all records that are there today; what has been removed since is not counted.
 */
export function invenioRecordsSource({ src, recordsSrc, credentials }: ResolvedSettings): Omit<StatsSource, 'key'> {
  const site = siteOf(src);
  const jobs = serviceJobs(DECODERS, { limit: limitOf(site) });

  /** Fetches JSON of the repository or one of its communities. */
  const ask = async (url: string, community: string | undefined, signal: AbortSignal, reload: boolean) => {
    try {
      return await jobs.json(url, { ...initOf(credentials, reload), signal }, reload);
    } catch (error) {
      if (!(error instanceof StatsError)) throw error;
      throw community !== undefined && error.status === 404 ? noCommunity(community, error) : explained(error);
    }
  };

  /** Returns what is there today. Within a day, it is requested once. */
  const overviewIn = async (community: string | undefined, signal: AbortSignal, reload = false): Promise<Overview> => {
    const body = await ask(overviewAddress(searchOf(site, community)), community, signal, reload);
    return overviewOf(Object(body) as object);
  };

  return {
    address: src,
    describe: async (signal, reload, asked) => {
      const { community } = withoutBlank({ community: asked });
      return capabilitiesOf(await overviewIn(community, signal, reload));
    },
    load: async (request, signal, options = {}) => {
      const { statistic, year, community, needs } = withoutBlank(request);
      const isContent = statistic.startsWith('content') && needs?.length !== 0;
      const overview = isContent ? await overviewIn(community, signal, options.reload) : undefined;
      const counted = overview ? countedNeeds(needs, overview) : [];
      if (!overview || !counted.length || year < overview.first || year > overview.last)
        return emptyBlock(statistic, year, now());
      const search = searchOf(site, community);
      const asked = { year, overview, search, credentials, jobs, signal, options } as const;
      return statistic === 'content-delta' ? addedIn(asked, counted) : totalsIn(asked, counted);
    },
    records: async (request, signal, reload = false) => {
      const asked = withoutBlank(request);
      const { community } = asked;
      return fetchRecords(recordsSrc || searchOf(site, community), asked, { signal }, (url) =>
        ask(url, community, signal, reload),
      );
    },
    recordUse: (request, signal, reload = false) =>
      fetchRecordUse(`${site}api/`, request, { credentials, signal }, (url, options) =>
        jobs.json(url, options, reload).catch((error: unknown) => {
          throw error instanceof StatsError ? explained(error) : error;
        }),
      ),
    partLink: ({ breakdown, id, label, community, searchBase = pagesOf(site, community) }) => {
      // Subjects are counted by their name.
      const link =
        breakdown === 'subjects' ? facetLink(searchBase, 'subject', id) : searchLink(searchBase, breakdown, id, label);
      return link && withQuery(link, 'f=allversions:true');
    },
  };
}

function noCommunity(community: string, cause: StatsError): StatsError {
  const message = `InvenioRDM has no community "${community}", or \`src\` is not the address of a repository: ${cause.message}`;
  return new StatsError('attribute', message, { path: 'community', status: 404, cause });
}
