/** What InvenioRDM counts of single records, beside its statistics service. In one file, which is loaded when a page shows it. */
import type { FetchOptions } from '../http/fetch.js';
import type { RecordUse, RecordUseRequest, RecordsRequest, TopRecord } from '../source.js';
import { fetchRecordUse } from './record-use.js';
import { apiOf, fetchRecords, recordsAddress } from './records.js';

/** Returns a ranking from the search beside the statistics service, or at another address. */
export const ranking = (
  { src, recordsSrc }: { readonly src: string; readonly recordsSrc: string | undefined },
  request: RecordsRequest,
  options: FetchOptions,
): Promise<readonly TopRecord[] | undefined> =>
  fetchRecords(recordsSrc ?? recordsAddress(src, request.community), request, options);

/** Returns the use of a record from the API beside the statistics service. */
export const use = (src: string, request: RecordUseRequest, options: FetchOptions): Promise<RecordUse> =>
  fetchRecordUse(apiOf(src), request, options);
