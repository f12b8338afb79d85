/** Runs a command with node_modules/.bin in its PATH, and returns its exit code and output. */
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

export async function run(command) {
  const PATH = `${join('node_modules', '.bin')}${delimiter}${process.env.PATH}`;
  const env = { ...process.env, PATH };
  const child = spawn(command, { shell: true, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const code = await new Promise((resolve) => child.on('close', resolve));
  return { code, output: stripVTControlCharacters(output) };
}
