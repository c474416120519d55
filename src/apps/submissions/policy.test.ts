import { expect, test } from 'vitest';
import { scopeOf, type Actor, type HeldTheme, type Place } from '#access/actor.ts';
import type { Form } from '#apps/submissions/model.ts';
import { formScopesOf, holdingOf, mayPrepare, mayPrepareForm } from '#apps/submissions/policy.ts';
import { opensSending } from '#apps/submissions/rule.ts';

const school: Place = { institutionId: 34_793, levelId: 1 };
const secondary: Place = { ...school, levelId: 2 };
const other: Place = { institutionId: 12_345, levelId: 1 };

const form = (id: number, levels: [number, number[]][]): Form => ({
  id,
  slug: `form-${id}`,
  title: '',
  infoUrl: null,
  activeFrom: null,
  activeUntil: null,
  isActive: true,
  firstYear: null,
  lastYear: null,
  verified: true,
  levels: levels.map(([levelId, themeIds]) => ({ levelId, themeIds, serviceName: '' })),
});
const staff = form(7, [[1, [3, 4]]]);

interface Held {
  grants?: [string, Place][];
  places?: Place[];
  ticks?: [Place, number][];
}
function actorWith({ grants = [], places = [school], ticks = [] }: Held): Actor {
  return {
    grants: grants.map(([entitlement, { institutionId }]) => ({
      id: `${entitlement}-${institutionId}`,
      entitlement,
      organisationId: institutionId,
    })),
    places,
    ticks: ticks.map(([place, themeId]): HeldTheme => ({ ...place, themeId })),
    reach: {
      institutions: grants.filter(([one]) => one === 'portal-admin').map(([, { institutionId }]) => institutionId),
    },
  } as unknown as Actor;
}
const refused = { verdict: 'forbidden', missing: opensSending, institutionId: school.institutionId };

test('DV-2: portal administrators and portal users send for their institution, the administrator on that right', () => {
  const user = actorWith({ grants: [['portal-user', school]] });
  expect(mayPrepare(user, school)).toEqual({ verdict: 'allowed', restsOn: 'portal-user-34793' });
  const both = actorWith({
    grants: [
      ['portal-user', school],
      ['portal-admin', school],
    ],
  });
  expect(mayPrepare(both, school)).toEqual({ verdict: 'allowed', restsOn: 'portal-admin-34793' });
});

test.each(['head-local-admin', 'edison-admin', 'submission-handler', 'administration-reader'])(
  'DV-2: %s sends nothing',
  (entitlement) => {
    expect(mayPrepare(actorWith({ grants: [[entitlement, school]] }), school)).toEqual(refused);
  },
);

test('DV-2, P4: nobody sends for another institution, or for a level that the institution does not have', () => {
  const elsewhere = actorWith({ grants: [['portal-admin', other]], places: [other, school] });
  expect(mayPrepare(elsewhere, school)).toEqual(refused);
  const user = actorWith({ grants: [['portal-user', school]], places: [school, { ...other, levelId: 2 }] });
  expect(mayPrepare(user, secondary)).toEqual(refused);
  expect(mayPrepare(actorWith({ grants: [['portal-user', school]], places: [other] }), school)).toEqual(refused);
});

test('P8: a form opens by one of its themes, ticked for that institution and level', () => {
  const opens = (ticks: [Place, number][], grants: [string, Place][] = [['portal-user', school]]) =>
    mayPrepareForm(actorWith({ grants, ticks, places: [school, secondary] }), school, staff);
  expect(opens([[school, 4]])).toBe(true);
  expect(opens([[school, 5]])).toBe(false);
  expect(opens([])).toBe(false);
  expect(opens([[secondary, 4]])).toBe(false);
  expect(opens([[other, 4]])).toBe(false);
  expect(opens([[school, 4]], [])).toBe(false);
});

test('P8, TH-2: a portal administrator opens every form of the level, and none of another one', () => {
  const head = actorWith({ grants: [['portal-admin', school]], places: [school, secondary] });
  expect(mayPrepareForm(head, school, staff)).toBe(true);
  expect(mayPrepareForm(head, secondary, staff)).toBe(false);
  expect(mayPrepareForm(head, other, staff)).toBe(false);
});

test('TH-2: what is held at a place is every theme of an administrator, and the ticked ones of a user', () => {
  expect(holdingOf(actorWith({ grants: [['portal-admin', school]], ticks: [[school, 3]] }), school)).toBe(
    'every-theme',
  );
  const ticks: [Place, number][] = [
    [school, 3],
    [school, 5],
    [secondary, 6],
    [other, 7],
  ];
  expect(holdingOf(actorWith({ grants: [['portal-admin', other]], ticks }), school)).toEqual([3, 5]);
});

test('DV-3, P8: what was sent is in sight through the forms that one’s themes open, each once', () => {
  const forms = [staff, form(8, [[2, [3]]]), form(9, [[1, [9]]])];
  const actor = actorWith({
    ticks: [
      [school, 3],
      [school, 4],
      [other, 4],
      [secondary, 3],
      [secondary, 4],
    ],
  });
  expect(formScopesOf(actor, forms)).toEqual([
    scopeOf(school.institutionId, 1, 7),
    scopeOf(other.institutionId, 1, 7),
    scopeOf(school.institutionId, 2, 8),
  ]);
  expect(formScopesOf(actorWith({}), forms)).toEqual([]);
});
