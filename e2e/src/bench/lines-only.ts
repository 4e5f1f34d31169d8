import type { Reporter, TestResult } from '@playwright/test/reporter';

/** Passes on what a benchmark prints, and the failures; nothing else, so that the output stays one object a line. */
export default class LinesOnly implements Reporter {
  onStdOut(chunk: string | Buffer): void {
    process.stdout.write(chunk);
  }

  onTestEnd(_test: unknown, result: TestResult): void {
    for (const error of result.errors) process.stderr.write(`${error.stack ?? error.message ?? 'error'}\n`);
  }
}
