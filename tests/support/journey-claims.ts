import { mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { projectRoot } from '#platform/root.ts';

// Playwright empties this folder when a run begins, so nothing stays claimed by a run that was killed.
const claims = join(projectRoot, 'test-results', 'claims');

/**
 * The demo world is shared by journeys that run at the same time. Whoever changes a person's rights or ticks claims that
 * person first; a folder is made by exactly one process.
 */
export async function claim(thing: string, patience: number): Promise<() => void> {
  mkdirSync(claims, { recursive: true });
  const folder = join(claims, thing);
  const until = Date.now() + patience;
  while (!made(folder)) {
    if (Date.now() > until) throw new Error(`another journey does not let go of ${thing}`);
    await wait(50);
  }
  return () => rmdirSync(folder);
}

function made(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}
