import { beforeAll, describe, expect, test } from 'vitest';
import type { HeldGrant } from '#access/actor.ts';
import { readAsSystem } from '#access/context.ts';
import { decide } from '#access/rule.ts';
import { coveringGrants } from '#apps/rights/policy.ts';
import { readCatalogue, type Catalogue } from '#apps/rights/queries/catalogue.ts';
import { themes } from '#apps/themes/index.ts';
import type { Id } from '#platform/ids.ts';
import { testDatabase } from '#tests/support/database.ts';

let catalogue: Catalogue;
beforeAll(async () => {
  const { database } = await testDatabase();
  catalogue = await readAsSystem(database, readCatalogue);
});

const school = 34_793;
const administration = 1_001_835;

const webEdison = ['edison-staff-admin', 'edison-institution-pupil-admin'];
const otherDepartments = ['pupil-passport', 'pupil-transport', 'dwse-organisation', 'kiosk-applicant'];
const everything = ['head-local-admin', 'local-admin', 'portal-admin', 'portal-user', 'edison-admin'].concat(
  webEdison,
  otherDepartments,
);
const five = ['head-local-admin', 'portal-admin', 'edison-admin', ...webEdison];

// Domain reference, rights 4.2, row by row. What is "not verified" there gives nothing until a source says so.
const matrix: { giver: string; withHead: string[]; withoutHead: string[]; themes: boolean }[] = [
  { giver: 'head-local-admin', withHead: everything, withoutHead: everything, themes: false },
  { giver: 'local-admin', withHead: [], withoutHead: [], themes: false },
  {
    giver: 'portal-admin',
    withHead: ['portal-admin', 'portal-user'],
    withoutHead: ['portal-admin', 'portal-user'],
    themes: true,
  },
  {
    giver: 'edison-admin',
    withHead: ['edison-admin', ...webEdison],
    withoutHead: ['edison-admin', ...webEdison],
    themes: false,
  },
  { giver: 'helpdesk', withHead: [], withoutHead: five, themes: false },
  { giver: 'portal-user', withHead: [], withoutHead: [], themes: false },
  { giver: 'edison-staff-admin', withHead: [], withoutHead: [], themes: false },
  { giver: 'pupil-passport', withHead: [], withoutHead: [], themes: false },
  { giver: 'administration-reader', withHead: [], withoutHead: [], themes: false },
];

function givenBy(giver: string, hasHeadAdmin: boolean): string[] {
  const organisationId = giver === 'helpdesk' || giver === 'administration-reader' ? administration : school;
  const grant: HeldGrant = {
    id: 'g' as Id<'grant'>,
    entitlement: giver,
    organisationId,
    contexts: [],
    until: '2027-08-31',
  };
  const actor = { personId: 'p' as Id<'person'>, grants: [grant], today: '2026-10-05' };
  return catalogue.entitlements
    .map(({ id }) => id)
    .filter((entitlementId) => {
      const what = { entitlementId, organisationId: school, hasHeadAdmin };
      return coveringGrants(actor, what, catalogue.delegations).length > 0;
    })
    .toSorted();
}

describe('who may give what (rights 4.2; R1, R4, R5, R6)', () => {
  test.each(matrix)('$giver gives exactly its row', ({ giver, withHead, withoutHead }) => {
    expect(givenBy(giver, true)).toEqual(withHead.toSorted());
    expect(givenBy(giver, false)).toEqual(withoutHead.toSorted());
  });

  test.each(matrix)('$giver gives themes: $themes', ({ giver, themes: mayTick }) => {
    const grant: HeldGrant = {
      id: 'g' as Id<'grant'>,
      entitlement: giver,
      organisationId: school,
      contexts: [],
      until: '2027-08-31',
    };
    const actor = { grants: [grant], ticks: [] } as unknown as Parameters<typeof decide>[1];
    expect(decide(themes.opensFor, actor, { institutionId: school, levelId: 1 }).allowed).toBe(mayTick);
  });

  test('a head gets the five rights automatically, never one of another department', () => {
    const automatic = catalogue.entitlements.filter((entitlement) => entitlement.automaticForHead).map(({ id }) => id);
    expect(automatic.toSorted()).toEqual(five.toSorted());
  });
});
