/** Settings that an InvenioRDM server writes onto the container of a statistics page. */
import { DEFAULT_SRC } from '../src/sources/create-source.js';
import { searchBase } from '../src/sources/invenio-api/addresses.js';
import { StatsError } from '../src/sources/errors.js';
import { parsedJson } from '../src/util/json.js';
import { at } from '../src/util/keys.js';
import { parseConfig, type Config } from './config.js';

/** The `data-*` attributes of the container, as `dataset` names them. */
export interface PageTexts {
  /** The page configuration, as JSON. */
  readonly dashboardConfig?: string | undefined;
  /** The community, as the API describes it, as JSON; `None`, empty or absent on the page of the whole repository. */
  readonly community?: string | undefined;
  /** Address of the statistics service, if it is not at the root of the site. */
  readonly src?: string | undefined;
}

/** Attributes and configuration of the dashboard in its place. */
export interface PageSettings {
  readonly attributes: Readonly<Record<string, string>>;
  readonly config: Config;
}

/**
 * Reads a container. The numbers are those of the community, unless the configuration says that the page is that of the
 * whole repository.
 * @throws StatsError if the configuration or the community cannot be read, since the scope of the numbers is then unknown
 */
export function readPage(texts: PageTexts): PageSettings {
  const src = texts.src || DEFAULT_SRC;
  const config = parseConfig(texts.dashboardConfig ?? '');
  if (!config) throw new StatsError('layout', 'not-json: data-dashboard-config', { path: 'data-dashboard-config' });
  const json = jsonOf(texts.community);
  if ((config.dashboardType ?? (json === undefined ? 'global' : 'community')) === 'global')
    return { attributes: { src, 'heading-level': '1' }, config };
  const [id, slug] = [textAt(json, 'id'), textAt(json, 'slug')];
  const community = id ?? slug;
  if (community === undefined) throw new StatsError('layout', 'no-id: data-community', { path: 'data-community' });
  const records = textAt(json, 'links', 'records');
  return {
    attributes: {
      src,
      community,
      'search-base': searchBase({
        src,
        community: slug ?? community,
        communityLink: textAt(json, 'links', 'self_html'),
      }),
      ...(records !== undefined && { 'records-src': records }),
      // The name of the community is a heading above the dashboard.
      'heading-level': '2',
    },
    config: {
      dashboardType: 'community',
      // The setting of the community, which the configuration overrides.
      ...parseConfig({ dashboardEnabled: at(json, 'custom_fields', 'stats:dashboard_enabled') }),
      ...config,
    },
  };
}

/** Returns the value of a JSON text; `undefined` for the text of an absent value in templates, `null` for a broken text. */
const jsonOf = (text = ''): unknown =>
  ['', 'None', 'null'].includes(text.trim()) ? undefined : (parsedJson(text) ?? null);

/** Returns the text under a path of keys, unless it is empty. */
function textAt(value: unknown, ...keys: readonly string[]): string | undefined {
  const found = at(value, ...keys);
  return typeof found === 'string' && found ? found : undefined;
}
