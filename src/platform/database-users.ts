import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Which processes use an embedded server: a command may run beside the website, and the last one to leave stops the server.
 * A process that was killed leaves its note behind; notes of processes that are gone do not count.
 */
export interface ServerUsers {
  enter(): void;
  leave(): void;
  /** Whether a living process other than this one uses the server. */
  others(): boolean;
  /** Forgets everybody else: right after this process started the server itself. */
  clear(): void;
}

// One process may open the same server twice, as tests do.
let entries = 0;

export function serverUsers(notes: string): ServerUsers {
  const folder = join(notes, 'users');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const own = `${process.pid}-${(entries += 1)}`;
  const rest = (): string[] => readdirSync(folder).filter((name) => name !== own);
  return {
    enter: () => writeFileSync(join(folder, own), ''),
    leave: () => rmSync(join(folder, own), { force: true }),
    others: () => rest().some((name) => isAlive(Number.parseInt(name, 10))),
    clear: () => {
      for (const name of rest()) rmSync(join(folder, name), { force: true });
    },
  };
}

export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
