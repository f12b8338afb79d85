/** The commands, their options and their help. */
import type { ParseArgsConfig } from 'node:util';

export type Options = Readonly<Record<string, string | boolean | undefined>>;

export interface Command {
  readonly about: string;
  readonly options?: NonNullable<ParseArgsConfig['options']>;
  /** The help of its options. */
  readonly help?: Readonly<Record<string, string>>;
}

export const COMMANDS = {
  init: {
    about: 'write a commented configuration',
    options: {
      from: { type: 'string', default: 'table' },
      'from-invenio-config': { type: 'string' },
      force: { type: 'boolean', default: false },
    },
    help: {
      'from KIND': 'the kind of repository: table',
      'from-invenio-config FILE': 'settings of invenio-stats-dashboard, as JSON',
      force: 'replace a configuration that is there',
    },
  },
  build: { about: 'read new events and records, and bring all files up to date' },
  rebuild: {
    about: 'count days again, with the records as they are now',
    options: { since: { type: 'string' } },
    help: { 'since DAY': 'the first day, such as 2025-01-31; without it, all days' },
  },
  check: { about: 'look for contradictions, gaps, unknown records and lines that could not be read' },
  status: { about: 'show which days are there, the last run and sizes' },
  export: {
    about: 'write tables for people: Parquet files of everything that was counted',
    options: { to: { type: 'string', default: 'stats-export' } },
    help: { 'to FOLDER': 'the folder (stats-export)' },
  },
  serve: {
    about: 'serve the files, and the protocol of InvenioRDM’s statistics service',
    options: { port: { type: 'string', default: '8000' }, host: { type: 'string', default: '127.0.0.1' } },
    help: { 'port NUMBER': 'the port (8000)', 'host ADDRESS': 'the address (127.0.0.1)' },
  },
} as const satisfies Readonly<Record<string, Command>>;

export type CommandName = keyof typeof COMMANDS;

const padded = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  return rows.map(([name, about]) => `  ${name.padEnd(width)}${about}`).join('\n');
};

/** Returns the help of all commands. */
export function helpText(): string {
  const commands = Object.entries<Command>(COMMANDS);
  const options = commands.flatMap(([name, { help = {} }]) =>
    Object.entries(help).map(([option, about]) => [`${name} --${option}`, about] as const),
  );
  return `repository-stats: statistics files of a repository, for repository-stats-widgets

Usage: repository-stats COMMAND [OPTIONS]

${padded(commands.map(([name, { about }]) => [name, about] as const))}

${padded([...options, ['--config FILE', 'the configuration (stats.config.json)'], ['--help', 'this text'], ['--version', 'the version']])}

Exit codes: 0 done, 1 failed, 2 wrong command or configuration, 3 another run is active, 4 check has found faults
`;
}
