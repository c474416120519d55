import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { perform } from '#access/use-case.ts';
import { approveRequest } from '#apps/rights/commands/decide-request.ts';
import { askAccess } from '#apps/rights/commands/ask-access.ts';
import { grantRight } from '#apps/rights/commands/grant-right.ts';
import { composeGivenMails, givenComposer, tellOfGiven } from '#apps/rights/mails/tell-given.ts';
import type { ClaimedMail } from '#platform/mail/outbox.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aGrant, aHolder, aPerson, aWorkRelation, withdraw, type Person } from '#tests/world/people.ts';
import { daysFromToday, fromDays } from '#tests/world/periods.ts';

let db: TestDatabase;
let school: School;
let head: Person;
beforeAll(async () => {
  db = await testDatabase();
  school = await aSchool(db.database);
  head = await aHolder(db.database, 'head-local-admin', {
    of: school,
    name: 'Karim Benali',
    period: fromDays(-9, 300),
  });
});

async function aColleague(): Promise<Person> {
  const person = await aPerson(db.database);
  await aWorkRelation(db.database, person, school, fromDays(-10, 500));
  return person;
}

const give = (to: Person, entitlementId: string, from = 0) =>
  writingAs(db.database, head, async (as) => {
    const outcome = await perform(grantRight, as, {
      organisationId: school.id,
      personId: to.id,
      entitlementId,
      contexts: [],
      from: daysFromToday(from),
      until: daysFromToday(100),
      key: newId(),
    });
    if (outcome.kind !== 'granted') throw new Error(outcome.kind);
    return outcome.grantId;
  });

const tell = () => asSystem(db.database, tellOfGiven);

async function mailsTo(person: Person): Promise<ClaimedMail[]> {
  return readAsSystem(db.database, async (reader) => {
    const { rows } = await sql<ClaimedMail>`
      select id, key, person_id as "personId", lang, content, composer, payload from mails
      where composer = ${givenComposer} and person_id = ${person.id} order by id`.execute(reader);
    return rows;
  });
}

const written = async (person: Person): Promise<string[]> => {
  const mails = await mailsTo(person);
  const contents = await readAsSystem(db.database, (reader) => composeGivenMails(reader, mails));
  return [...contents.values()].map((content) => JSON.stringify(content));
};

test('rights 7.4: who gets rights from somebody is told once, in one mail, by whom and until when', async () => {
  const person = await aColleague();
  await give(person, 'edison-staff-admin');
  await give(person, 'kiosk-applicant', 10);
  await tell();
  await tell();
  const [mail, ...others] = await written(person);
  expect(others).toEqual([]);
  expect(mail).toContain('Je hebt 2 rechten gekregen');
  expect(mail).toContain('gegeven door Karim Benali');
  await give(person, 'pupil-transport');
  await tell();
  expect((await written(person)).map((text) => text.includes('Je hebt een recht gekregen'))).toEqual([false, true]);
});

test('what was withdrawn before it was sent is left out', async () => {
  const person = await aColleague();
  const [kept, gone] = [await give(person, 'edison-staff-admin'), await give(person, 'kiosk-applicant')];
  await tell();
  await withdraw(db.database, gone);
  expect((await written(person))[0]).toContain('Je hebt een recht gekregen');
  await withdraw(db.database, kept);
  expect(await written(person)).toEqual([]);
});

test('automatic rights are silent, and so is what somebody was told of when it was given', async () => {
  const automatic = await aColleague();
  await aGrant(db.database, automatic, 'edison-staff-admin', {
    of: school,
    period: fromDays(0, 9),
    cause: 'automatic',
  });
  const asker = await aColleague();
  const asked = await writingAs(db.database, asker, (as) =>
    perform(askAccess, as, {
      organisationId: school.id,
      entitlementId: 'edison-staff-admin',
      theme: null,
      contexts: [],
      until: daysFromToday(50),
      reason: 'Ik vervang Els.',
    }),
  );
  if (asked.kind !== 'asked') throw new Error(asked.kind);
  const { requestId } = asked;
  await writingAs(db.database, head, (as) =>
    perform(approveRequest, as, { requestId, contexts: [], until: daysFromToday(50) }),
  );
  await tell();
  expect([await mailsTo(automatic), await mailsTo(asker)]).toEqual([[], []]);
});

test('is nobody else’s to know (R7)', async () => {
  const seen = await readingAs(db.database, head, ({ db: reader }) =>
    reader.selectFrom('given_rights_told').selectAll().execute(),
  );
  expect(seen).toEqual([]);
});
