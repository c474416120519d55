import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { projectRoot } from '#platform/root.ts';
import { decisions, withDatabase } from '#tests/mutation/scope.ts';

/** What each module reaches by itself: a hole in one policy does not vanish among the others. */
const bar = 90;

const runs = [
  { files: decisions, configFile: 'tests/mutation/vitest.config.ts', concurrency: 2 },
  { files: withDatabase, configFile: 'tests/mutation/with-database.config.ts', concurrency: 1 },
];

type Change = Awaited<ReturnType<Stryker['runMutationTest']>>[number];

/** Changes the modules one by one, in a copy, and runs the tests that reach each change. */
function judge({ files, configFile, concurrency }: (typeof runs)[number]): Promise<Change[]> {
  return new Stryker({
    mutate: [...files],
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile },
    concurrency,
    reporters: ['progress-append-only'],
    warnings: false,
    tempDirName: '.tmp/mutation',
    ignorePatterns: ['dist', '.data', '.tmp', 'test-results', 'docs/images'],
    // The runner rewrites a tsconfig with a compiler that cannot read ours; none is needed to erase types.
    tsconfigFile: 'none',
  }).runMutationTest();
}

/** A change in one line, as docs/mutation.md explains it. */
function describe({ fileName, location, replacement }: Change): string {
  const { start, end } = location;
  const lines = readFileSync(fileName, 'utf8')
    .split('\n')
    .slice(start.line - 1, end.line);
  const last = lines.length - 1;
  lines[last] = lines[last]?.slice(0, end.column - 1) ?? '';
  lines[0] = lines[0]?.slice(start.column - 1) ?? '';
  return `${relative(projectRoot, fileName)}: ${plain(lines.join('\n'))} → ${plain(replacement ?? '')}`;
}

const plain = (code: string): string => `\`${code.replaceAll(/\s+/g, ' ').replaceAll('`', "'")}\``;

const asked = process.argv.slice(2);
const changes: Change[] = [];
for (const run of runs) {
  const files = run.files.filter((path) => asked.length === 0 || asked.includes(path));
  if (files.length > 0) changes.push(...(await judge({ ...run, files })));
}

const noticed = new Set(['Killed', 'Timeout']);
const explained = readFileSync(join(projectRoot, 'docs', 'mutation.md'), 'utf8');
let faults = 0;
const fault = (line: string): void => {
  faults += 1;
  process.stdout.write(`  ${line}\n`);
};
process.stdout.write('\n');
for (const [path, all] of Map.groupBy(changes, ({ fileName }) => relative(projectRoot, fileName))) {
  const survivors = all.filter(({ status }) => !noticed.has(status));
  const score = (100 * (all.length - survivors.length)) / all.length;
  process.stdout.write(`| \`${path}\` | ${score.toFixed(1)} % | ${survivors.length} of ${all.length} |\n`);
  if (score < bar) fault(`below ${bar} %`);
  for (const change of survivors)
    if (!explained.includes(describe(change)))
      fault(`line ${change.location.start.line}, ${change.status}: ${describe(change)}`);
}
process.stdout.write(
  `\n${faults} faults: modules below ${bar} %, and survivors that docs/mutation.md does not explain\n`,
);
process.exitCode = faults === 0 ? 0 : 1;
