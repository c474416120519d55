import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { projectRoot } from '#platform/root.ts';

/** What a test program came to. */
export interface Tally {
  passed: number;
  /** What failed: its name, and what it said. */
  failed: string[];
}

const folder = join(projectRoot, '.tmp', 'tallies');

/** Keeps the tally of a program of this name, for whoever started it. */
export function writeTally(name: string, tally: Tally): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(tally));
}

/** The tally that a program of this name kept, or none when it did not come so far. */
export function readTally(name: string): Tally | null {
  try {
    return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Tally;
  } catch {
    return null;
  }
}

/** One failure as a few lines: enough to know where to look when nothing else of the run is at hand. */
export function failure(name: string, messages: readonly (string | undefined)[]): string {
  const said = messages
    .flatMap((message) => stripVTControlCharacters(message ?? '').split('\n'))
    .filter((line) => line.trim() !== '');
  return [name, ...said.slice(0, 6).map((line) => `    ${line.slice(0, 300)}`)].join('\n');
}
