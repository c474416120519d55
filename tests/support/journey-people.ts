import { expect, type Page } from '@playwright/test';
import { demoPeople, type DemoPerson } from '#demo/people.ts';

/** Somebody of the demo world, by key. */
export function person(key: string): DemoPerson & { readonly name: string } {
  const found = demoPeople.find((candidate) => candidate.key === key);
  if (!found) throw new RangeError(`the demo world has no ${key}`);
  return { ...found, name: `${found.givenName} ${found.familyName}` };
}

/** Signs in without the clicks, which journeys about signing in make themselves; the browser gets the same cookies. */
export async function signIn(page: Page, key: string): Promise<void> {
  const choose = await page.request.post('/aanmelden', { form: { wie: 'OV', terug: '/hulp' }, headers: sameOrigin });
  const { pathname } = new URL(choose.url());
  expect(pathname, 'the page of the demo provider').toMatch(/^\/demo\/aanmelden\//);
  const done = await page.request.post(`${pathname}/kies`, { form: { persoon: key }, headers: sameOrigin });
  expect(new URL(done.url()).pathname, `${key} is signed in at once`).toBe('/hulp');
}

const sameOrigin = { 'sec-fetch-site': 'same-origin' };
