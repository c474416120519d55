import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { asSystem, atTheDoor, readAsSystem } from '#access/context.ts';
import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { acceptInvitation, decideHeld } from '#apps/rights/invitations/accept.ts';
import { invitations, invitePerson, resendInvitation, withdrawInvitation } from '#apps/rights/invitations/invite.ts';
import { isSameName, mostSent } from '#apps/rights/invitations/model.ts';
import { forgetVisitors } from '#apps/rights/invitations/store.ts';
import { canFollow, followInvitation, noteSignIn } from '#apps/rights/invitations/visit.ts';
import { listDifferences } from '#apps/rights/queries/rebuilt.ts';
import { sealer } from '#platform/crypto.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import { aNationalNumber } from '#tests/world/national-numbers.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aHolder, aPortalAdmin, aPortalUser, withdraw, type GivenRight, type Person } from '#tests/world/people.ts';
import { daysFromToday } from '#tests/world/periods.ts';

const keys = sealer({ nationalNumber: randomBytes(32), nationalNumberLookup: randomBytes(32) });

let db: TestDatabase;
let school: School;
let admin: Person & GivenRight;

beforeAll(async () => {
  db = await testDatabase();
  school = await aSchool(db.database);
  admin = await aPortalAdmin(db.database, { of: school, name: 'Karim Benali' });
});

let made = 0;
const an = { givenName: 'An', familyName: 'Peeters' };

/** Invites somebody and answers the secret of the link, as the mail has it. */
async function invite(
  by: Person = admin,
  changes: { entitlementId?: string | null; key?: string; email?: string } = {},
) {
  made += 1;
  const email = changes.email ?? `an${made}@school.example`;
  const right =
    changes.entitlementId === null
      ? null
      : { entitlementId: changes.entitlementId ?? 'portal-user', until: daysFromToday(100) };
  const link = {
    organisationId: school.id,
    category: 'Medewerker' as const,
    from: daysFromToday(0),
    until: null,
    right,
  };
  const key = changes.key ?? newId();
  const outcome = await writingAs(db.database, by, (as) =>
    perform(invitePerson, as, { ...an, email, link, days: 14, key }),
  );
  return { outcome, email, token: await tokenFor(email), id: await idFor(email) };
}

async function tokenFor(email: string): Promise<string> {
  return readAsSystem(db.database, async (reader) => {
    const { rows } = await sql<{ content: string }>`
      select content::text as content from mails where address = ${email} and key like 'invitation:%' order by key desc`.execute(
      reader,
    );
    return /uitgenodigd\/([\w-]+)/.exec(rows[0]?.content ?? '')?.[1] ?? '';
  });
}

const idFor = (email: string): Promise<string> =>
  readAsSystem(db.database, async (reader) => {
    const { rows } = await sql<{ id: string }>`select id from invitations where email = ${email}`.execute(reader);
    return rows[0]?.id ?? '';
  });

async function follow(token: string, number: string, name = an): Promise<string | null> {
  const secret = await db.database.write((tx) => followInvitation(tx, token));
  if (secret) await atTheDoor(db.database, (tx) => noteSignIn(tx, secret, { ...name, nationalNumber: number }, keys));
  return secret;
}

const accept = (secret: string | null) => db.database.write((tx) => acceptInvitation(tx, secret ?? '', keys));

async function peopleWith(number: string) {
  return readAsSystem(db.database, async (reader) => {
    const { rows } = await sql<{ id: string; relations: number; rights: string[]; givers: string[] }>`
      select p.id, (select count(*)::integer from work_relations w where w.person_id = p.id) as relations,
        array(select g.entitlement_id from grants g where g.person_id = p.id order by 1) as rights,
        array(select distinct g.given_by::text from grants g where g.person_id = p.id and g.given_by is not null) as givers
      from persons p where p.national_number_lookup = ${keys.lookup(number)}`.execute(reader);
    return rows;
  });
}

const stateOf = (id: string) =>
  readAsSystem(db.database, async (reader) => {
    const { rows } = await sql<{ state: string; sealed: boolean; linked: boolean }>`
      select state, visitor_number_sealed is not null as sealed, token_hash is not null as linked
      from invitations where id = ${id}`.execute(reader);
    return rows[0];
  });

const mailsAbout = (id: string, about: string) =>
  readAsSystem(db.database, async (reader) => {
    const { rows } = await sql`select key from mails where key like ${`invitation-${about}:${id}:%`}`.execute(reader);
    return rows.length;
  });

const numbered = (person: Person, number: string) =>
  atTheDoor(db.database, (tx) =>
    tx
      .updateTable('persons')
      .set({ national_number_sealed: keys.seal(number), national_number_lookup: keys.lookup(number) })
      .where('id', '=', person.id)
      .execute(),
  );

describe('RI-1 an invitation by e-mail', () => {
  test('gives relation and right to who signs in and accepts, under the name of whoever invited, and tells both', async () => {
    const number = aNationalNumber();
    const { outcome, token, id } = await invite();
    expect(outcome).toEqual({ kind: 'invited' });
    expect(await peopleWith(number)).toEqual([]);
    const secret = await follow(token, number);
    expect(await peopleWith(number)).toEqual([]);
    expect((await accept(secret)).kind).toBe('accepted');
    const [person] = await peopleWith(number);
    expect(person).toMatchObject({ relations: 1, rights: ['portal-user'], givers: [admin.id] });
    expect(await stateOf(id)).toEqual({ state: 'accepted', sealed: false, linked: false });
    expect(await mailsAbout(id, 'accepted')).toBe(2);
    const own = (await readAsSystem(db.database, listDifferences)).filter(
      ({ difference }) => difference !== 'only-table',
    );
    expect(own).toEqual([]);
  });

  test('is used once: neither link nor sign-in works again', async () => {
    const number = aNationalNumber();
    const { token } = await invite();
    const secret = await follow(token, number);
    const outcomes = await Promise.all([accept(secret), accept(secret)]);
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['accepted', 'gone']);
    expect(await follow(token, aNationalNumber())).toBeNull();
    expect(await db.database.read((reader) => canFollow(reader, token))).toBe(false);
    expect((await peopleWith(number))[0]?.rights).toEqual(['portal-user']);
  });

  test('R18: somebody who is known gets relation and right, and stays one person', async () => {
    const elsewhere = await aSchool(db.database);
    const known = await aPortalUser(db.database, { of: elsewhere, name: 'An Peeters' });
    const number = aNationalNumber();
    await numbered(known, number);
    const { token } = await invite();
    expect((await accept(await follow(token, number))).kind).toBe('accepted');
    expect(await peopleWith(number)).toMatchObject([
      { id: known.id, relations: 2, rights: ['portal-user', 'portal-user'] },
    ]);
  });

  test('another name is held for whoever invited: nothing is bound until it is confirmed', async () => {
    const number = aNationalNumber();
    const { token, id } = await invite();
    const other = { givenName: 'Jan', familyName: 'Janssens' };
    expect((await accept(await follow(token, number, other))).kind).toBe('held');
    expect(await peopleWith(number)).toEqual([]);
    expect(await mailsAbout(id, 'held')).toBe(2);
    expect(await follow(token, aNationalNumber())).toBeNull();
    const [waiting] = await readingAs(db.database, admin, (as) => ask(invitations, as, {}));
    expect(waiting).toMatchObject({ state: 'held', visitorFamilyName: 'Janssens' });
    const decide = (confirm: boolean) =>
      writingAs(db.database, admin, (as) => perform(decideHeld, as, { invitationId: id, confirm, sealer: keys }));
    expect((await decide(true)).kind).toBe('accepted');
    expect((await decide(false)).kind).toBe('moved-on');
    expect((await peopleWith(number))[0]?.rights).toEqual(['portal-user']);
  });

  test('another name that is refused leaves nothing, and its number is gone', async () => {
    const number = aNationalNumber();
    const { token, id } = await invite();
    await accept(await follow(token, number, { givenName: 'Jan', familyName: 'Janssens' }));
    await writingAs(db.database, admin, (as) =>
      perform(decideHeld, as, { invitationId: id, confirm: false, sealer: keys }),
    );
    expect(await stateOf(id)).toEqual({ state: 'refused', sealed: false, linked: false });
    expect(await peopleWith(number)).toEqual([]);
  });

  test('R1, R2: what the inviter may no longer give is not given, and both are told', async () => {
    const temporary = await aHolder(db.database, 'portal-admin', { of: school, name: 'Lien Claes' });
    const number = aNationalNumber();
    const { token, id } = await invite(temporary);
    const secret = await follow(token, number);
    await withdraw(db.database, temporary.grantId);
    expect((await accept(secret)).kind).toBe('lapsed');
    expect(await peopleWith(number)).toEqual([]);
    expect(await mailsAbout(id, 'lapsed')).toBe(2);
  });

  test('R1: for a colleague too, when the inviter manages still but gives that right no more', async () => {
    const inviter = await aHolder(db.database, 'edison-admin', { of: school, name: 'Wim Edison' });
    await aPortalAdmin(db.database, { of: school, to: inviter });
    const colleague = await aPortalUser(db.database, { of: school, name: 'An Peeters' });
    const number = aNationalNumber();
    await numbered(colleague, number);
    const { token, id } = await invite(inviter, { entitlementId: 'edison-staff-admin' });
    const secret = await follow(token, number);
    await withdraw(db.database, inviter.grantId);
    expect((await accept(secret)).kind).toBe('lapsed');
    expect((await peopleWith(number))[0]?.rights).toEqual(['portal-user']);
    expect(await mailsAbout(id, 'lapsed')).toBe(2);
  });

  test('R1, R6, R7: what one may not give cannot be promised; who manages nothing gets no answer', async () => {
    expect((await invite(admin, { entitlementId: 'edison-admin' })).outcome).toEqual({
      kind: 'faults',
      link: [{ kind: 'right-not-yours' }],
    });
    const user = await aPortalUser(db.database, { of: school });
    await expect(invite(user)).rejects.toThrow(NotFound);
    const neighbour = await aPortalAdmin(db.database, { of: await aSchool(db.database) });
    const { id } = await invite();
    const asNeighbour = { invitationId: id };
    await expect(
      writingAs(db.database, neighbour, (as) => perform(withdrawInvitation, as, asNeighbour)),
    ).rejects.toThrow(NotFound);
    expect(await readingAs(db.database, neighbour, (as) => ask(invitations, as, {}))).toEqual([]);
    expect(
      await readingAs(db.database, user, ({ db: reader }) => reader.selectFrom('invitations').select('id').execute()),
    ).toEqual([]);
  });

  test('R3: nobody gives himself an administrator right by an invitation', async () => {
    const number = aNationalNumber();
    await numbered(admin, number);
    const { token } = await invite(admin, { entitlementId: 'portal-admin' });
    const secret = await follow(token, number);
    const outcome = await accept(secret).catch((error: Error) => error.name);
    expect(typeof outcome === 'string' ? outcome : outcome.kind).not.toBe('accepted');
    expect((await peopleWith(number))[0]?.rights).toEqual(['portal-admin']);
  });

  test('sent again, the earlier link is worth nothing; withdrawn, none is', async () => {
    const { token, id, email } = await invite();
    const resend = () =>
      writingAs(db.database, admin, (as) => perform(resendInvitation, as, { invitationId: id, days: 14 }));
    expect(await resend()).toBe('done');
    const second = await tokenFor(email);
    expect(second).not.toBe(token);
    expect(await follow(token, aNationalNumber())).toBeNull();
    expect(await follow(second, aNationalNumber())).not.toBeNull();
    for (let sent = 2; sent < mostSent; sent += 1) expect(await resend()).toBe('done');
    expect(await resend()).toBe('too-often');
    const last = await tokenFor(email);
    await writingAs(db.database, admin, (as) => perform(withdrawInvitation, as, { invitationId: id }));
    expect(await follow(last, aNationalNumber())).toBeNull();
  });

  test('expires; who signed in and did not accept in time is forgotten', async () => {
    const { token, id } = await invite();
    const secret = await follow(token, aNationalNumber());
    await asSystem(db.database, (tx) =>
      sql`update invitations set visitor_expires_at = now() - interval '1 minute' where id = ${id}`.execute(tx),
    );
    expect((await accept(secret)).kind).toBe('gone');
    await asSystem(db.database, forgetVisitors);
    expect((await stateOf(id))?.sealed).toBe(false);
    await asSystem(db.database, (tx) =>
      sql`update invitations set expires_at = now() - interval '1 minute' where id = ${id}`.execute(tx),
    );
    expect(await follow(token, aNationalNumber())).toBeNull();
  });

  test('a form sent twice invites once, and an address that waits is not invited again', async () => {
    const key = newId();
    const email = 'twee@school.example';
    expect((await invite(admin, { key, email })).outcome.kind).toBe('invited');
    expect((await invite(admin, { key, email })).outcome.kind).toBe('again');
    expect((await invite(admin, { email })).outcome.kind).toBe('pending');
  });

  test('a sign-in without a valid number, or of a browser that follows no link, is no visit', async () => {
    const { token } = await invite();
    const secret = await db.database.write((tx) => followInvitation(tx, token));
    const note = (proof: string, nationalNumber: string | null) =>
      atTheDoor(db.database, (tx) => noteSignIn(tx, proof, { ...an, nationalNumber }, keys));
    expect(await note(secret ?? '', null)).toBe(false);
    expect(await note(secret ?? '', '12345678901')).toBe(false);
    expect(await note('x'.repeat(43), aNationalNumber())).toBe(false);
    expect((await accept(secret)).kind).toBe('gone');
  });

  test('neither number, name nor address stands in the log', async () => {
    const { rows } = await readAsSystem(db.database, (reader) =>
      sql<{ text: string }>`select before::text || after::text || coalesce(reason, '') as text from audit_events
        where subject_kind = 'invitation'`.execute(reader),
    );
    for (const { text } of rows) expect(text ?? '').not.toMatch(/Peeters|@|\d{11}/);
  });
});

test.each([
  ['An Peeters', 'An Maria PEETERS', true],
  ["Zoë D'Hondt", 'Zoe Dhondt', true],
  ['An Peeters', 'Jan Peeters', false],
  ['An Peeters', 'An Janssens', false],
])('R18: whether %s and %s are one name: %s', (invited, signedIn, same) => {
  const named = (name: string) => {
    const words = name.split(' ');
    return { givenName: words.slice(0, -1).join(' '), familyName: words.at(-1) ?? '' };
  };
  expect(isSameName(named(invited), named(signedIn))).toBe(same);
});
