import { expect, test } from 'vitest';
import type { Actor, HeldGrant, Place } from '#access/actor.ts';
import { administersThemes, mayAdminister, mayChangeTick } from '#apps/themes/policy.ts';
import type { Id } from '#platform/ids.ts';

const school: Place = { institutionId: 34793, levelId: 1 };
const right = (entitlement: string, organisationId = school.institutionId): HeldGrant => ({
  id: `${entitlement}-${organisationId}` as Id<'grant'>,
  entitlement,
  organisationId,
  contexts: [],
  until: '2027-06-30',
});

function actorWith(grants: readonly HeldGrant[], places: readonly Place[] = [school]): Actor {
  return {
    personId: 'an' as Id<'person'>,
    givenName: 'An',
    familyName: 'Peeters',
    email: null,
    actingFor: null,
    grants,
    ticks: [],
    reach: { institutions: [], scopes: [], themes: [], shared: [] },
    places,
    today: '2026-11-20',
  };
}

const head = actorWith([right('portal-admin')]);
const subject = { grantId: 'right-of-bart', themeExists: true };

test('TH-7: the portal administrator of the institution administers its themes, on that right', () => {
  expect(mayAdminister(head, school)).toEqual({ verdict: 'allowed', restsOn: 'portal-admin-34793' });
});

test.each(['portal-user', 'head-local-admin', 'local-admin', 'edison-admin', 'helpdesk', 'administration-reader'])(
  'TH-7: %s administers no themes',
  (entitlement) => {
    expect(mayAdminister(actorWith([right(entitlement)]), school)).toEqual({
      verdict: 'forbidden',
      missing: administersThemes,
      institutionId: school.institutionId,
    });
  },
);

test('P4, P15: the administrator of another institution administers nothing here', () => {
  const elsewhere = actorWith([right('portal-admin', 999)], [{ institutionId: 999, levelId: 1 }, school]);
  expect(mayAdminister(elsewhere, school).verdict).toBe('forbidden');
});

test('P4: a level that the institution does not have is unknown, also where another institution has it', () => {
  expect(mayAdminister(head, { ...school, levelId: 2 })).toEqual({ verdict: 'unknown' });
  const elsewhere = { institutionId: 999, levelId: 2 };
  const two = actorWith([right('portal-admin'), right('portal-admin', 999)], [school, elsewhere]);
  expect(mayAdminister(two, { ...school, levelId: 2 })).toEqual({ verdict: 'unknown' });
  expect(mayAdminister(two, elsewhere)).toEqual({ verdict: 'allowed', restsOn: 'portal-admin-999' });
  expect(mayAdminister(two, school).verdict).toBe('allowed');
});

test('TH-7: what is missing to administer themes is the right of portal administrator', () => {
  expect(administersThemes).toEqual({ kind: 'holds', entitlement: 'portal-admin' });
});

test('TH-2, P15: only a portal user of the institution is ticked, with a theme of the level', () => {
  expect(mayChangeTick(head, school, subject).verdict).toBe('allowed');
  expect(mayChangeTick(head, school, { ...subject, grantId: null })).toEqual({ verdict: 'unknown' });
  expect(mayChangeTick(head, school, { ...subject, themeExists: false })).toEqual({ verdict: 'unknown' });
});

test('TH-7: whoever administers no themes is refused, whatever the tick', () => {
  for (const what of [subject, { grantId: null, themeExists: false }])
    expect(mayChangeTick(actorWith([right('portal-user')]), school, what).verdict).toBe('forbidden');
});
