import { isOneOf } from '../vocabulary/terms.js';
import { SOURCE_NAMES, type SourceSettings } from './create-source.js';

/** The sources whose numbers the page requests itself, or makes. */
const ON_PAGE = SOURCE_NAMES.filter((name) => name !== 'invenio' && name !== 'snapshot');

/** Returns true if numbers are requested by the worker: from the service of InvenioRDM, or from a snapshot of it. */
export const usesWorker = ({ source, data }: SourceSettings): boolean =>
  data === undefined && typeof source !== 'object' && !isOneOf(ON_PAGE, source);
