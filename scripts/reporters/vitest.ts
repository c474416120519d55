import type { Reporter, TestModule } from 'vitest/node';
import { failure, writeTally } from './tally.ts';

/** Keeps what failed, also what failed outside any test: an import, a hook, a promise that nobody waited for. */
export default class VitestTally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly { message: string; stack?: string }[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    writeTally('vitest', {
      passed: tests.filter((test) => test.result().state === 'passed').length,
      failed: [
        ...modules.flatMap((module) => failuresOf(module)),
        ...unhandled.map((error) => failure('Outside any test', [error.stack ?? error.message])),
      ],
    });
  }
}

function failuresOf(module: TestModule): string[] {
  const suites = [module, ...module.children.allSuites()].flatMap((suite) =>
    suite.errors().map((error) => failure(`${module.relativeModuleId} › around its tests`, [error.message])),
  );
  const tests = [...module.children.allTests('failed')].map((test) =>
    failure(
      `${module.relativeModuleId} › ${test.fullName}`,
      (test.result().errors ?? []).map(({ message }) => message),
    ),
  );
  return [...suites, ...tests];
}
