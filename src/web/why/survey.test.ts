import { expect, test } from 'vitest';
import type { Actor, EntitlementId, HeldTheme } from '#access/actor.ts';
import { application } from '#access/route.ts';
import { allOf, anyOf, holds, theme } from '#access/rule.ts';
import { giversOf, type GiverRow } from '#web/why/givers.ts';
import { obtainableOf } from '#web/why/obtainable.ts';
import { survey, type Finding } from '#web/why/survey.ts';

const school = 34_793;
const primary = 1;
const secondary = 2;

const reads = anyOf(holds('portal-admin'), holds('portal-user'), holds('administration-reader'));
const apps = [
  application({ id: 'library', name: () => '', opensFor: reads, place: 'level', path: '', levels: 'all', routes: [] }),
  application({
    id: 'staffing',
    name: () => '',
    opensFor: allOf(holds('portal-admin'), holds('edison-staff-admin')),
    place: 'level',
    path: '',
    levels: [primary],
    routes: [],
  }),
  application({
    id: 'rights',
    name: () => '',
    opensFor: anyOf(holds('portal-admin'), holds('helpdesk')),
    place: 'start',
    path: '',
    levels: 'all',
    routes: [],
  }),
];
const surveyed = {
  institutionId: school,
  levels: [primary, secondary],
  themes: new Map([
    [primary, [{ id: 1 }, { id: 3 }]],
    [secondary, [{ id: 3 }]],
  ]),
  applications: apps,
  obtainable: new Set(['portal-admin', 'portal-user', 'edison-staff-admin']),
};

function actor(entitlements: EntitlementId[], ticks: HeldTheme[] = [], more: Partial<Actor> = {}): Actor {
  const grants = entitlements.map((entitlement) => ({ entitlement, organisationId: school }));
  return {
    grants,
    ticks,
    places: [],
    reach: { institutions: [], scopes: [], themes: [], shared: [] },
    ...more,
  } as unknown as Actor;
}

const find = (findings: Finding[], kind: Finding['kind'], id: string, levelId: number | null = primary) =>
  findings.find((finding) => finding.kind === kind && finding.id === id && finding.levelId === levelId);

test('every level, application and theme of the institution is told once, none of a level it lacks (PO-6)', () => {
  const told = survey(actor([]), surveyed).map(({ kind, id, levelId }) => `${kind} ${id} ${levelId}`);
  expect(told).toEqual([
    'level 1 1',
    'level 2 2',
    'application library 1',
    'application library 2',
    'application staffing 1',
    'application rights null',
    'theme 1 1',
    'theme 3 1',
    'theme 3 2',
  ]);
});

test('what is had lacks nothing, and a theme counts at its own level only (P4)', () => {
  const findings = survey(actor(['portal-user'], [{ institutionId: school, levelId: primary, themeId: 3 }]), surveyed);
  expect(find(findings, 'level', '1')?.missing).toBeNull();
  expect(find(findings, 'application', 'library')?.missing).toBeNull();
  expect(find(findings, 'theme', '3', primary)?.missing).toBeNull();
  expect(find(findings, 'theme', '3', secondary)?.missing).toEqual(anyOf(holds('portal-admin'), theme(3)));
});

test('both halves of a double condition are named when both are missing (BO-2)', () => {
  expect(find(survey(actor([]), surveyed), 'application', 'staffing')?.missing).toEqual(
    allOf(holds('portal-admin'), holds('edison-staff-admin')),
  );
});

test('rights that a person of a school can never have are not named', () => {
  expect(find(survey(actor([]), surveyed), 'application', 'rights', null)?.missing).toEqual(holds('portal-admin'));
  expect(obtainableOf(anyOf(holds('helpdesk'), holds('helpdesk')), new Set())).toEqual(anyOf(holds('helpdesk')));
});

test('DV-4 work of the administration is not listed to a school that can never have it', () => {
  const desk = application({
    id: 'submission-desk',
    name: () => '',
    opensFor: holds('submission-handler'),
    place: 'start',
    path: '',
    levels: 'all',
    routes: [],
  });
  const applications = [...apps, desk];
  const forSchool = survey(actor([]), { ...surveyed, applications });
  expect(forSchool.some((finding) => finding.id === 'submission-desk')).toBe(false);
  const obtainable = new Set(['submission-handler']);
  const forAdministration = survey(actor([]), { ...surveyed, applications, obtainable });
  expect(find(forAdministration, 'application', 'submission-desk', null)?.missing).toEqual(holds('submission-handler'));
});

test('a reader of the administration has the themes of his right at every institution', () => {
  const reader = actor([], [], {
    grants: [{ entitlement: 'administration-reader', organisationId: 1_001_835 }] as unknown as Actor['grants'],
    places: [{ institutionId: 1_001_835, levelId: primary }],
    reach: { institutions: [], scopes: [], themes: [3], shared: [] },
  });
  const findings = survey(reader, { ...surveyed, obtainable: new Set(['administration-reader']) });
  expect(find(findings, 'application', 'library')?.missing).toBeNull();
  expect(find(findings, 'theme', '3')?.missing).toBeNull();
  expect(find(findings, 'theme', '1')?.missing).toEqual(theme(1));
});

const karim = { personId: 'karim', name: 'Karim Benali', email: null };
const hilde = { personId: 'hilde', name: 'Hilde Hoofd', email: 'hilde@school.example' };
const rows: GiverRow[] = [
  { ...karim, gives: 'portal-admin', role: 'Portaal Beheerder', given: null, givenIsAdmin: false },
  { ...karim, gives: 'portal-admin', role: 'Portaal Beheerder', given: 'portal-user', givenIsAdmin: false },
  { ...karim, gives: 'portal-admin', role: 'Portaal Beheerder', given: 'portal-admin', givenIsAdmin: true },
  { ...hilde, gives: 'head-local-admin', role: 'Hoofd', given: null, givenIsAdmin: false },
  { ...hilde, gives: 'head-local-admin', role: 'Hoofd', given: 'portal-user', givenIsAdmin: false },
  { ...hilde, gives: 'head-local-admin', role: 'Hoofd', given: 'portal-admin', givenIsAdmin: true },
];
const asker = { personId: 'an' } as unknown as Actor;

test('only whoever could really give it is named: themes by portal administrators, nobody his own administrator right (P13, R3)', () => {
  expect(giversOf(rows, theme(3), asker).map(({ name }) => name)).toEqual(['Karim Benali']);
  expect(giversOf(rows, holds('portal-user'), asker).map(({ name }) => name)).toEqual(['Karim Benali', 'Hilde Hoofd']);
  const asHilde = { personId: 'hilde' } as unknown as Actor;
  expect(giversOf(rows, holds('portal-admin'), asHilde).map(({ name }) => name)).toEqual(['Karim Benali']);
  expect(giversOf(rows, holds('pupil-passport'), asker)).toEqual([]);
});
