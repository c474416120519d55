import type { FullResult, Reporter, Suite, TestError } from '@playwright/test/reporter';
import { failure, writeTally } from './tally.ts';

/** Keeps what failed, also what failed outside any journey: the server that did not start, a file that could not be read. */
export default class PlaywrightTally implements Reporter {
  #all: Suite | undefined;
  readonly #outside: string[] = [];

  onBegin(_config: unknown, all: Suite): void {
    this.#all = all;
  }

  onError(error: TestError): void {
    this.#outside.push(failure('Outside any journey', [error.message]));
  }

  onEnd(_result: FullResult): void {
    const tests = this.#all?.allTests() ?? [];
    const failed = tests.filter((test) => test.outcome() === 'unexpected' || test.outcome() === 'flaky');
    writeTally('playwright', {
      passed: tests.filter((test) => test.outcome() === 'expected').length,
      failed: [
        ...this.#outside,
        ...failed.map((test) =>
          failure(
            test.titlePath().filter(Boolean).join(' › '),
            test.results.flatMap(({ errors }) => errors.map(({ message }) => message)),
          ),
        ),
      ],
    });
  }
}
