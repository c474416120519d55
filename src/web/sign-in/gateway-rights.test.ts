import { describe, expect, it } from 'vitest';
import { asSystem } from '#access/context.ts';
import { holdsAt } from '#access/rule.ts';
import { loadConfig } from '#platform/config.ts';
import { followGateway } from '#web/sign-in/gateway-rights.ts';
import type { Claims } from '#web/sign-in/identity-provider.ts';
import { testDatabase } from '#tests/support/database.ts';
import { actorOf } from '#tests/world/acting.ts';
import { aSchool } from '#tests/world/organisations.ts';
import { aPerson, aPortalUser } from '#tests/world/people.ts';

const { database } = await testDatabase();
const roles = { SchoolpoortGebruiker: 'portal-user', SchoolpoortBeheerder: 'portal-admin' };
const config = (mapped: Record<string, string> = roles) =>
  loadConfig({
    OIDC_ROLES: JSON.stringify(mapped),
    DATA_DIR: '/tmp',
    NATIONAL_NUMBER_KEY: Buffer.alloc(32, 1).toString('base64'),
    NATIONAL_NUMBER_LOOKUP_KEY: Buffer.alloc(32, 2).toString('base64'),
    SESSION_KEY: Buffer.alloc(32, 3).toString('base64'),
  });
const claiming = (...claimed: string[]): Claims => ({
  subject: 's',
  givenName: null,
  familyName: null,
  email: null,
  authenticatedAt: null,
  nationalNumber: null,
  targetGroup: 'OV',
  organisationCode: null,
  roles: claimed,
  acr: null,
});
const signIn = (personId: string, claims: Claims, mapped?: Record<string, string>) =>
  asSystem(database, (tx) => followGateway(tx, personId, claims, config(mapped)));

describe('roles of the access gateway', () => {
  it('RI-11 give rights only where the settings map them', async () => {
    const school = await aSchool(database);
    const person = await aPerson(database);
    await signIn(person.id, claiming(`SchoolpoortBeheerder:${school.id}`), {});
    expect((await actorOf(database, person)).grants).toEqual([]);
    await signIn(person.id, claiming(`SchoolpoortGebruiker:${school.id}`, `Onbekend:${school.id}`));
    const actor = await actorOf(database, person);
    expect(actor.grants.map((grant) => grant.entitlement)).toEqual(['portal-user']);
    expect(holdsAt(actor, 'portal-user', school.id)).toBe(true);
  });

  it('R12 a role that is no longer claimed ends at once', async () => {
    const school = await aSchool(database);
    const person = await aPerson(database);
    await signIn(person.id, claiming(`SchoolpoortBeheerder:${school.id}`));
    await signIn(person.id, claiming(`SchoolpoortGebruiker:${school.id}`));
    const actor = await actorOf(database, person);
    expect(actor.grants.map((grant) => grant.entitlement)).toEqual(['portal-user']);
  });

  it('R16 a right given by hand is untouched by what the gateway claims or stops claiming', async () => {
    const school = await aSchool(database);
    const person = await aPortalUser(database, { of: school });
    await signIn(person.id, claiming(`SchoolpoortGebruiker:${school.id}`));
    await signIn(person.id, claiming());
    expect(holdsAt(await actorOf(database, person), 'portal-user', school.id)).toBe(true);
  });
});
