#!/usr/bin/env node
/** The command `repository-stats`. */
import { parseArgs } from 'node:util';
import { build } from './commands/build.js';
import { check } from './commands/check.js';
import { exportTables } from './commands/export.js';
import { init } from './commands/init.js';
import { serve } from './commands/serve.js';
import { status } from './commands/status.js';
import { COMMANDS, helpText, type Command, type CommandName, type Options } from './commands/table.js';
import { CONFIG_FILE, readConfig } from './config/config.js';
import { BuildError, EXIT } from './report/errors.js';
import { progressOn } from './report/progress.js';
import { VERSION } from './version.js';
import { isoDay, parseDay, today } from '../../src/data/day.js';

interface Call {
  /** The path of the configuration. */
  readonly config: string;
  readonly options: Options;
}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const progress = progressOn(process.stderr);

/** Returns a day of the command line. */
function dayFrom(text: string | boolean | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (parseDay(String(text)) === undefined)
    throw new BuildError(`--since ${text} is no day such as 2025-01-31`, EXIT.usage);
  return String(text);
}

/** What each command does. Returns its exit code, if it is not 0. */
const RUN: Readonly<Record<CommandName, (call: Call) => Promise<number | undefined>>> = {
  init: async ({ config, options }) => {
    const { from, force, 'from-invenio-config': invenioConfig } = options;
    await init({
      config,
      from: String(from),
      invenioConfig: invenioConfig as string | undefined,
      force: force === true,
      today: today(),
      say,
    });
    return undefined;
  },
  build: async ({ config }) => {
    await build({ config: readConfig(config), progress, today: isoDay(today()) });
    return undefined;
  },
  rebuild: async ({ config, options }) => {
    const since = dayFrom(options['since']) ?? '0000-01-01';
    await build({ config: readConfig(config), progress, today: isoDay(today()), since });
    return undefined;
  },
  check: async ({ config }) => check(readConfig(config), say),
  status: async ({ config }) => {
    await status(readConfig(config), say);
    return undefined;
  },
  export: async ({ config, options }) => {
    await exportTables(readConfig(config), String(options['to']), say);
    return undefined;
  },
  serve: async ({ config, options }) => {
    await serve(readConfig(config).out, String(options['host']), String(options['port']), say);
    return undefined;
  },
};

async function run(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    say(helpText());
    return name === undefined ? EXIT.usage : EXIT.done;
  }
  if (name === '--version') {
    say(VERSION);
    return EXIT.done;
  }
  const command = Object.entries<Command>(COMMANDS).find(([known]) => known === name)?.[1];
  if (!command) throw new BuildError(`There is no command ${name}. All commands: repository-stats --help`, EXIT.usage);
  const { values } = parse(rest, command);
  if (values['help'] === true) {
    say(helpText());
    return EXIT.done;
  }
  const code = await RUN[name as CommandName]({ config: String(values['config']), options: values });
  return code ?? EXIT.done;
}

function parse(args: readonly string[], { options = {} }: Command): { readonly values: Options } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { ...options, config: { type: 'string', default: CONFIG_FILE }, help: { type: 'boolean' } },
    });
    return { values };
  } catch (error) {
    throw new BuildError((error as Error).message, EXIT.usage);
  }
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  // Only errors without a sentence of their own are shown with the place in the code.
  process.stderr.write(`${error instanceof BuildError ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = error instanceof BuildError ? error.exitCode : EXIT.failed;
}
