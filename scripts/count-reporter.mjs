import { writeFileSync } from 'node:fs';
import process from 'node:process';

/** Writes how many tests of all projects passed, failed and were skipped, as JSON, to COUNTERSIGN_COUNTS_FILE. */
export default class CountReporter {
  /** A file that cannot be loaded and an error outside of any test count as one failure each. */
  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      let failed = 0;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') counts.passed += 1;
        else if (state === 'failed') failed += 1;
        else counts.skipped += 1;
      }
      counts.failed += failed === 0 && module.state() === 'failed' ? 1 : failed;
    }
    writeFileSync(process.env.COUNTERSIGN_COUNTS_FILE, JSON.stringify(counts));
  }
}
