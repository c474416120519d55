/**
 * A path of this site as a browser would resolve it, or the start page. Judged after resolving: `/.//elsewhere`
 * becomes `//elsewhere`, which is another site.
 */
export function localPath(wanted: string | null | undefined): string {
  if (!wanted || !wanted.startsWith('/') || wanted.length > 2000 || !URL.canParse(wanted, here)) return '/';
  const address = new URL(wanted, here);
  const path = `${address.pathname}${address.search}`;
  return address.origin === here && !path.startsWith('//') ? path : '/';
}

const here = 'http://here.invalid';
