/** `repository-stats init`: a commented configuration, and for a first look a sample of invented numbers. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { configText, TEMPLATES, type Template } from '../config/templates.js';
import { settingsFromInvenio, type FromInvenio } from '../config/invenio-settings.js';
import { writeFile } from '../files/atomic.js';
import { BuildError, EXIT } from '../report/errors.js';
import { writeSample } from '../sample/write-sample.js';

export interface InitOptions {
  /** The path of the configuration. */
  readonly config: string;
  readonly from: string;
  /** Settings of invenio-stats-dashboard, as JSON. */
  readonly invenioConfig?: string | undefined;
  /** True to replace a configuration. */
  readonly force: boolean;
  /** The current day in UTC. */
  readonly today: number;
  readonly say: (line: string) => void;
}

/** @throws BuildError with the exit code `usage` */
export async function init({ config, from, invenioConfig, force, today, say }: InitOptions): Promise<void> {
  const template = Object.entries<Template>(TEMPLATES).find(([name]) => name === from)?.[1];
  if (!template) {
    throw new BuildError(`--from ${from} is none of ${Object.keys(TEMPLATES).join(', ')}`, EXIT.usage);
  }
  if (existsSync(config) && !force) throw new BuildError(`${config} is there already. Replace it: --force`, EXIT.usage);
  const settings = invenioConfig === undefined ? undefined : fromInvenio(invenioConfig);
  const folder = dirname(resolve(config));
  // Files that are there are the repository's own.
  const sample = template.sample && !existsSync(join(folder, template.sample)) ? template.sample : undefined;
  writeFile(config, configText(template, { isSample: sample !== undefined, settings }));
  say(`Wrote ${config}.`);
  if (sample === undefined) return;
  await writeSample(join(folder, sample), today);
  say(
    `Wrote ${sample}/ with invented events and records, for a first look. Replace them by your own, and delete "invented".`,
  );
}

function fromInvenio(path: string): FromInvenio {
  if (!existsSync(path)) throw new BuildError(`There is no ${path}`, EXIT.usage);
  try {
    return settingsFromInvenio(JSON.parse(readFileSync(path, 'utf8')), path);
  } catch (error) {
    if (error instanceof BuildError) throw error;
    throw new BuildError(`${path}: ${(error as Error).message}`, EXIT.usage);
  }
}
