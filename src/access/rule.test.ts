import { describe, expect, test } from 'vitest';
import type { Actor, EntitlementId } from '#access/actor.ts';
import { allOf, anyOf, decide, describeRule, everyActor, holds, holdsAt, placesWhere, theme } from '#access/rule.ts';

const school = 34_793;
const neighbour = 12_345;
const primary = 1;
const secondary = 2;
const staffingTheme = 6;
const confidentialTwin = 7;

/** Beheer omkadering (BO-2): the portal's half and WebEdison's half. */
const staffing = allOf(
  anyOf(holds('portal-admin'), allOf(holds('portal-user'), theme(staffingTheme))),
  anyOf(holds('edison-institution-pupil-admin'), holds('edison-staff-admin')),
);

interface Held {
  portalAdmin?: boolean;
  portalUser?: boolean;
  ticked?: boolean;
  edisonPupils?: boolean;
  edisonStaff?: boolean;
}

function actorWith(held: Held, at = school, levelId = primary, themeId = staffingTheme): Actor {
  const entitlements: EntitlementId[] = [
    ...(held.portalAdmin ? (['portal-admin'] as const) : []),
    ...(held.portalUser ? (['portal-user'] as const) : []),
    ...(held.edisonPupils ? (['edison-institution-pupil-admin'] as const) : []),
    ...(held.edisonStaff ? (['edison-staff-admin'] as const) : []),
  ];
  return {
    grants: entitlements.map((entitlement) => ({ entitlement, organisationId: at })),
    ticks: held.ticked ? [{ institutionId: at, levelId, themeId }] : [],
  } as unknown as Actor;
}

const here = { institutionId: school, levelId: primary };
const combinations = Array.from({ length: 32 }, (_, bits): Required<Held> => ({
  portalAdmin: Boolean(bits & 1),
  portalUser: Boolean(bits & 2),
  ticked: Boolean(bits & 4),
  edisonPupils: Boolean(bits & 8),
  edisonStaff: Boolean(bits & 16),
}));
const complete: Required<Held> = {
  portalAdmin: false,
  portalUser: true,
  ticked: true,
  edisonPupils: true,
  edisonStaff: false,
};

describe('Beheer omkadering opens when both halves of its rule hold (P9, BO-2)', () => {
  test.each(combinations)(
    'administrator $portalAdmin, user $portalUser, theme $ticked, pupils $edisonPupils, staff $edisonStaff',
    (held) => {
      const portal = held.portalAdmin || (held.portalUser && held.ticked);
      const edison = held.edisonPupils || held.edisonStaff;
      expect(decide(staffing, actorWith(held), here).allowed).toBe(portal && edison);
    },
  );

  test('what is held for another institution opens nothing here (P4)', () => {
    for (const held of combinations) expect(decide(staffing, actorWith(held, neighbour), here).allowed).toBe(false);
  });

  test('the two halves must be held for the same institution (P4)', () => {
    const portalHere = actorWith({ portalAdmin: true });
    const edisonThere = actorWith({ edisonStaff: true }, neighbour);
    const actor = { ...portalHere, grants: [...portalHere.grants, ...edisonThere.grants] };
    expect(placesWhere(staffing, actor, [here, { institutionId: neighbour, levelId: primary }])).toEqual([]);
  });

  test('the theme counts at its own level and with its own confidentiality (P4)', () => {
    expect(decide(staffing, actorWith(complete), here).allowed).toBe(true);
    expect(decide(staffing, actorWith(complete, school, secondary), here).allowed).toBe(false);
    expect(decide(staffing, actorWith(complete, school, primary, confidentialTwin), here).allowed).toBe(false);
  });

  test('a theme that was ticked at another institution is no theme here (P4)', () => {
    const there = actorWith(complete, neighbour);
    const actor = { ...actorWith({ ...complete, ticked: false }), ticks: there.ticks };
    expect(decide(staffing, actor, here)).toEqual({ allowed: false, missing: anyOf(holds('portal-admin'), theme(6)) });
  });

  test('a refusal names exactly the half that is missing (PO-6)', () => {
    const missing = (held: Held) => {
      const decision = decide(staffing, actorWith(held), here);
      return decision.allowed ? null : decision.missing;
    };
    expect(missing({ portalAdmin: true })).toEqual(
      anyOf(holds('edison-institution-pupil-admin'), holds('edison-staff-admin')),
    );
    expect(missing({ portalUser: true, edisonStaff: true })).toEqual(
      anyOf(holds('portal-admin'), theme(staffingTheme)),
    );
    expect(missing({})).toEqual(
      allOf(
        anyOf(holds('portal-admin'), allOf(holds('portal-user'), theme(staffingTheme))),
        anyOf(holds('edison-institution-pupil-admin'), holds('edison-staff-admin')),
      ),
    );
  });
});

test('P4: a right is held for one organisation, under its own name', () => {
  const actor = actorWith({ portalAdmin: true });
  expect(holdsAt(actor, 'portal-admin', school)).toBe(true);
  expect(holdsAt(actor, 'portal-admin', neighbour)).toBe(false);
  expect(holdsAt(actor, 'portal-user', school)).toBe(false);
});

test('what everybody may open asks for nothing; a choice of nothing opens for nobody', () => {
  const nobody = actorWith({});
  expect(decide(everyActor, nobody, here)).toEqual({ allowed: true });
  expect(decide(anyOf(), actorWith(complete), here)).toEqual({ allowed: false, missing: anyOf() });
});

test('PO-6: of several that are missing all are named, of one that one alone', () => {
  const two = [holds('portal-admin'), holds('helpdesk')] as const;
  const nobody = actorWith({});
  expect(decide(allOf(...two), nobody, here)).toEqual({ allowed: false, missing: allOf(...two) });
  expect(decide(anyOf(...two), nobody, here)).toEqual({ allowed: false, missing: anyOf(...two) });
  expect(decide(allOf(two[0]), nobody, here)).toEqual({ allowed: false, missing: two[0] });
  expect(decide(anyOf(two[0]), nobody, here)).toEqual({ allowed: false, missing: two[0] });
});

test('no place is no access: an empty list never means everywhere', () => {
  expect(placesWhere(staffing, actorWith(complete), [])).toEqual([]);
});

test('the places where a rule holds are those, and no others', () => {
  const there = { institutionId: neighbour, levelId: primary };
  expect(placesWhere(staffing, actorWith(complete), [there, here])).toEqual([here]);
});

test('a rule is described as the access table prints it', () => {
  expect(describeRule(staffing)).toBe(
    '((portal-admin or (portal-user and theme 6)) and (edison-institution-pupil-admin or edison-staff-admin))',
  );
  expect(describeRule(everyActor)).toBe('who is signed in and acts for an organisation');
});
