import { localPath } from '#access/local-path.ts';

/** Where somebody was who came here to fill in an address, such as a question that waits for it (DO-6); null: nowhere. */
export function returnOf(wanted: unknown): string | null {
  const path = typeof wanted === 'string' ? localPath(wanted.slice(0, 500)) : '/';
  return path === '/' ? null : path;
}
