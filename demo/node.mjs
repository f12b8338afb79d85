/** Imports TypeScript files for scripts in Node: tests of whole pages, benchmarks. */
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const root = fileURLToPath(new URL('../', import.meta.url));

/**
 * Imports a module.
 * @param file path below the root of the repository
 */
export async function load(file) {
  const { NODE_ENV } = process.env;
  const { module } = await runnerImport(root + file, { configFile: false, root, logLevel: 'error' });
  // Vite sets it, and processes that this one starts would inherit it.
  if (NODE_ENV === undefined) delete process.env.NODE_ENV;
  return module;
}
