import { localPath } from '#access/local-path.ts';

/** A path of this site to come back to after signing in; anything else becomes the start page. */
export function safeReturn(wanted: string | null | undefined): string {
  const path = localPath(wanted);
  // The sign-in pages themselves would lead in a circle.
  return /^\/(aanmelden|afmelden|afgemeld|demo)(\/|\?|$)/.test(path) ? '/' : path;
}
