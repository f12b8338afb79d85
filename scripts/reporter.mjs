/** Prints failed and skipped tests and browser logs, and sends the totals to scripts/test.mjs. */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { formatError } from '@web/test-runner';

export function reporter() {
  let threshold;
  return {
    start({ config }) {
      threshold = config.coverageConfig.threshold.lines;
    },

    reportTestFileResults({ logger, sessionsForTestFile, testFile }) {
      const file = relative(process.cwd(), testFile);
      const lines = sessionsForTestFile.flatMap((session) => {
        const zone = session.browser.name;
        return [
          ...failures(session).map(({ name, error }) => `✗ ${file} (${zone}) ${name}\n${describe(error)}\n`),
          ...tests(session).flatMap((test) => (test.skipped ? `○ ${file} (${zone}) ${test.name}: skipped` : [])),
          ...session.logs.map((args) => `  ${file} (${zone}) logged: ${args.map(String).join(' ')}`),
          ...(session.passed ? [] : session.request404s).map((path) => `  ${file} (${zone}) found no ${path}`),
        ];
      });
      if (lines.length) logger.log(lines.join('\n'));
    },

    stop({ sessions, testCoverage }) {
      const all = sessions.flatMap(tests);
      const totals = {
        passed: all.filter((test) => test.passed && !test.skipped).length,
        failed: sessions.flatMap(failures).length,
        skipped: all.filter((test) => test.skipped).length,
      };
      if (testCoverage) {
        totals[testCoverage.passed ? 'passed' : 'failed'] += 1;
        if (!testCoverage.passed)
          console.log(`✗ ${testCoverage.summary.lines.pct} % of lines covered, not ${threshold} %`);
      }
      process.send?.(totals);
    },
  };
}

/** Returns the tests of a session with their full names. */
function tests({ testResults }) {
  const within = (suite, path) => [
    ...suite.tests.map((test) => ({ ...test, name: [...path, test.name].join(' › ') })),
    ...suite.suites.flatMap((child) => within(child, [...path, child.name])),
  ];
  return testResults ? within(testResults, []) : [];
}

/** Returns the failures of a session: tests, and the file itself if it could not be loaded. */
function failures(session) {
  const failed = tests(session).filter((test) => !test.passed && !test.skipped);
  const errors = session.errors.map((error) => ({ name: 'could not run', error }));
  const silent = !session.passed && !failed.length && !errors.length;
  return [...failed, ...errors, ...(silent ? [{ name: 'did not run' }] : [])];
}

/** Formats an error, with the line of source at which it occurred. */
function describe(error = { message: 'no reason given' }) {
  const [, file, line] = /([\w./-]+\.ts):(\d+)/.exec(error.stack ?? '') ?? [];
  return indent([formatError(error), ...sourceLine(file, line)].join('\n'));
}

function sourceLine(file, line) {
  try {
    return [`> ${line} | ${readFileSync(file, 'utf8').split('\n')[line - 1].trim()}`];
  } catch {
    return [];
  }
}

const indent = (text) => text.replace(/^/gm, '    ');
