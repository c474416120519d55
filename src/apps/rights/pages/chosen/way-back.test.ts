import { describe, expect, test } from 'vitest';
import type { ActorVisit } from '#access/visit.ts';
import { cameFrom, here, wayBack, withDone } from '#apps/rights/pages/chosen/way-back.ts';
import type { ChosenGrant } from '#apps/rights/queries/chosen-grants.ts';
import { messages } from '#i18n/index.ts';

const at = (path: string) => ({ url: new URL(path, 'https://site.example'), t: messages.nl }) as unknown as ActorVisit;
const prolonging = (from: string) =>
  at(`/gebruikersbeheer/rechten/verlengen?${new URLSearchParams({ recht: 'r', terug: from }).toString()}`);
const grant = {
  personId: 'an',
  givenName: 'An',
  familyName: 'Peeters',
  organisationId: 900101,
  organisationName: 'De Wilgenroos',
} as unknown as ChosenGrant;

describe('RI-7 who prolongs or ends rights goes back to where they were chosen', () => {
  test.each([
    ['/gebruikersbeheer/loopt-af?instelling=900101&na=x', 'Loopt af'],
    ['/gebruikersbeheer/persoon/an', 'An Peeters'],
    ['/gebruikersbeheer/instelling/900101?q=an', '900101 De Wilgenroos'],
    ['/gebruikersbeheer/personen?q=an', 'Alle personen'],
  ])('from %s', (href, label) => {
    expect(wayBack(prolonging(href), [grant])).toEqual({ label, href });
  });

  test.each([
    'https://elsewhere.example/gebruikersbeheer/loopt-af',
    '//elsewhere.example/gebruikersbeheer/loopt-af',
    '/gebruikersbeheer/../mijn-profiel',
    '/gebruikersbeheer/persoon/somebody-else',
    '/gebruikersbeheer/instelling/900102',
    '',
  ])('to everybody, when %j is not where these rights can be chosen', (href) => {
    expect(wayBack(prolonging(href), [grant])).toEqual({ label: 'Alle personen', href: '/gebruikersbeheer/personen' });
  });
});

test.each([
  'https://elsewhere.example/gebruikersbeheer/x',
  '/gebruikersbeheer/../elders',
  '/elders',
  '',
  null,
  undefined,
])('RI-7 %j is nowhere to come back to', (path) => {
  expect(cameFrom(path)).toBeUndefined();
});

test('RI-7 a page keeps its filters and says only what was done last', () => {
  const listed = here(at('/gebruikersbeheer/loopt-af?instelling=900101&gedaan=verlengd&aantal=3'));
  expect(listed).toBe('/gebruikersbeheer/loopt-af?instelling=900101');
  expect(withDone(`${listed}&gedaan=verlengd&aantal=3`, { gedaan: 'niets-gekozen' })).toBe(
    '/gebruikersbeheer/loopt-af?instelling=900101&gedaan=niets-gekozen',
  );
});
