/** Checks of accessibility on whole pages. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Returns the violations that axe finds, one per line. */
export async function violations(page, rules) {
  await page.evaluate(axe);
  const found = await page.evaluate((rules) => globalThis.axe.run({ resultTypes: ['violations'], ...rules }), rules);
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary}`),
  );
}
