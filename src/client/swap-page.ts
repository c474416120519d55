import { announce } from './announce.ts';

/** What differs between two addresses of one list. */
const SWAPPED = ['main', '.site-footer'];
const SCROLLERS = '.filter-options';

let running: AbortController | undefined;

/** Shows another address of the same list without losing focus, scroll or history; any surprise becomes an ordinary visit. */
export const swapPage = async (url: string, pushes: boolean): Promise<void> => {
  running?.abort();
  const mine = (running = new AbortController());
  document.querySelector('main')?.setAttribute('aria-busy', 'true');
  try {
    const response = await fetch(url, { headers: { accept: 'text/html' }, signal: mine.signal });
    if (!response.ok || response.redirected) throw new Error('not this list');
    show(new DOMParser().parseFromString(await response.text(), 'text/html'));
    if (pushes) history.pushState(null, '', url);
    shown = location.href;
  } catch {
    if (!mine.signal.aborted) location.assign(url);
  }
};

const show = (next: Document): void => {
  const focused = document.activeElement?.id;
  const scrolled = [...document.querySelectorAll(SCROLLERS)].map((one) => one.scrollTop);
  for (const selector of SWAPPED) {
    const fresh = next.querySelector(selector);
    if (!fresh) throw new Error('not this list');
    document.querySelector(selector)?.replaceChildren(...fresh.childNodes);
  }
  document.title = next.title;
  document.querySelector('main')?.removeAttribute('aria-busy');
  document.querySelectorAll(SCROLLERS).forEach((one, index) => (one.scrollTop = scrolled[index] ?? 0));
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  announce(document.querySelector('h1')?.textContent ?? '');
};

let shown = location.href;

/** Back and forward reach addresses that this script showed; jumps within a page are the browser's own. */
addEventListener('popstate', () => {
  if (location.href.split('#')[0] !== shown.split('#')[0]) void swapPage(location.href, false);
});
