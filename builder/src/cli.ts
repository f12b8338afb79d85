#!/usr/bin/env node
/** The command `repository-stats`. */
import { parseArgs } from 'node:util';
import { today, isoDay } from '../../src/data/day.js';
import { build } from './commands/build.js';
import { CONFIG_FILE, readConfig } from './config/config.js';
import { BuildError, EXIT } from './report/errors.js';
import { progressOn } from './report/progress.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { config: { type: 'string', default: CONFIG_FILE }, since: { type: 'string' }, from: { type: 'string' } },
});

try {
  const config = readConfig(values.config);
  if (positionals[0] === 'build')
    await build({ config, progress: progressOn(process.stderr), today: isoDay(today()), since: values.since });
} catch (error) {
  process.stderr.write(`${error instanceof BuildError ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = error instanceof BuildError ? error.exitCode : EXIT.failed;
}
