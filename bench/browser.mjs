/** The tests' browser, started for every repetition with a profile of its own on the disk. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { launchOptions } from '../scripts/browser.mjs';
import { inPage } from './in-page.mjs';

/** Runs a function with a new browser that has an empty cache, and closes the browser. */
export async function withBrowser(run) {
  const folder = mkdtempSync(join(tmpdir(), 'stats-bench-'));
  const options = launchOptions();
  let context;
  try {
    context = await chromium.launchPersistentContext(folder, {
      ...options,
      // The memory is measured when it is requested, not at the next occasion.
      args: [...options.args, '--enable-blink-features=ForceEagerMeasureMemory'],
      viewport: { width: 1280, height: 900 },
    });
    await context.addInitScript(inPage);
    return await run(context, folder);
  } finally {
    await context?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
