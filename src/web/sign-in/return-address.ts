/** A path of this site to come back to after signing in; anything else becomes the start page. */
export function safeReturn(wanted: string | null | undefined): string {
  if (!wanted || !/^\/(?![/\\])/.test(wanted) || wanted.length > 2000) return '/';
  const address = new URL(wanted, 'http://here.invalid');
  // The sign-in pages themselves would lead in a circle.
  if (address.host !== 'here.invalid' || /^\/(aanmelden|afmelden|afgemeld|demo)(\/|$)/.test(address.pathname))
    return '/';
  return `${address.pathname}${address.search}`;
}
