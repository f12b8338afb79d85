/** What InvenioRDM counts of single records, in one file that is loaded when a page shows it. */
export { apiOf, fetchRecords, recordsAddress } from './records.js';
export { fetchRecordUse } from './record-use.js';
