/** Runs a command with node_modules/.bin in its PATH, and returns its exit code and output. */
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/**
 * @param {{cwd?: string, limit?: number}} options limit: milliseconds after which the command and the processes that it
 * has started are ended; its code is then not 0
 */
export async function run(command, { cwd, limit } = {}) {
  const PATH = `${join('node_modules', '.bin')}${delimiter}${process.env.PATH}`;
  const env = { ...process.env, PATH };
  // A group of its own can be ended as a whole.
  const detached = limit !== undefined;
  const child = spawn(command, { cwd, shell: true, env, detached, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const end = () => {
    output += `\nended after ${limit / 1000} s`;
    process.kill(-child.pid, 'SIGKILL');
  };
  const timer = detached && setTimeout(end, limit);
  const code = await new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
  clearTimeout(timer);
  return { code, output: stripVTControlCharacters(output) };
}
