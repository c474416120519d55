import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const names = ['NATIONAL_NUMBER_KEY', 'NATIONAL_NUMBER_LOOKUP_KEY', 'SESSION_KEY'] as const;

export type KeyTexts = Record<(typeof names)[number], string>;

/** The keys of a demo: made once at random and kept beside the data they open. */
export function demoKeys(dataDir: string): KeyTexts {
  const path = join(dataDir, 'keys.json');
  return readKeys(path) ?? makeKeys(dataDir, path);
}

function readKeys(path: string): KeyTexts | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as KeyTexts;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function makeKeys(dataDir: string, path: string): KeyTexts {
  // 0711: an embedded database that runs as another user must reach its own folder below this one.
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const keys = Object.fromEntries(names.map((name) => [name, randomBytes(32).toString('base64')])) as KeyTexts;
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(keys, null, 2), { mode: 0o600 });
  try {
    // A link appears whole or not at all, and never replaces keys that another process has just made.
    linkSync(draft, path);
    return keys;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return readKeys(path) ?? keys;
  } finally {
    rmSync(draft, { force: true });
  }
}
