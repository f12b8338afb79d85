/** The layouts that are loaded with their first use, by their names in the attribute `layout`. */
import counter from './counter.json' with { type: 'json' };
import datacite from './datacite.json' with { type: 'json' };
import dataverse from './dataverse.json' with { type: 'json' };
import type { NamedLayout } from './dashboard-layout.js';
import records from './records.json' with { type: 'json' };
import web from './web.json' with { type: 'json' };

export const NAMED_LAYOUTS: Readonly<Record<NamedLayout, unknown>> = { datacite, dataverse, web, counter, records };
