import { sql } from 'kysely';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { NotFound } from '#access/refusals.ts';
import { perform } from '#access/use-case.ts';
import { saveAlerts } from '#apps/alerts/index.ts';
import { changeEmail, confirmEmail, forgetOldLinks } from '#apps/profile/index.ts';
import type { MailContent } from '#platform/mail/content.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { actorOf, writingAs } from '#tests/world/acting.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aPortalUser, type Person } from '#tests/world/people.ts';

let db: TestDatabase;
let school: School;
beforeAll(async () => {
  db = await testDatabase();
  school = await aSchool(db.database);
});

/** As if the links had been asked for so many hours earlier. */
async function ageLinks(person: Person, hours: number): Promise<void> {
  const owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
  await owner.query('update email_changes set asked_at = asked_at - make_interval(hours => $2) where person_id = $1', [
    person.id,
    hours,
  ]);
  await owner.end();
}

const aUser = (email: string | null): Promise<Person> => aPortalUser(db.database, { of: school, email });
const setEmail = (person: Person, email: string) =>
  writingAs(db.database, person, (as) => perform(changeEmail, as, { email, lang: 'nl' }));
const confirm = (person: Person, token: string) =>
  writingAs(db.database, person, (as) => perform(confirmEmail, as, { token, lang: 'nl' }));
const emailOf = async (person: Person): Promise<string | null> => (await actorOf(db.database, person)).email;

interface Queued {
  address: string | null;
  content: MailContent;
}
const mailsTo = async (person: Person): Promise<Queued[]> =>
  (
    await readAsSystem(db.database, (read) =>
      sql<Queued>`
        select coalesce(m.address, p.email) as address, m.content from mails m join persons p on p.id = m.person_id
        where p.id = ${person.id} order by m.id`.execute(read),
    )
  ).rows;
/** The proof in the last link that was mailed. */
const linkTo = async (person: Person): Promise<string> => {
  const links = (await mailsTo(person)).flatMap(({ content }) =>
    content.parts.flatMap((part) => (part.kind === 'button' ? [part.href] : [])),
  );
  return links.findLast((href) => href.includes('bewijs='))?.split('bewijs=')[1] ?? '';
};

test('NO-1: a new address counts once its link is followed; both addresses are told', async () => {
  const an = await aUser('oud@school.example');
  for (const wrong of ['an@', 'an peeters@school.be', '@school.be', 'an@school', `${'a'.repeat(250)}@school.be`])
    expect(await setEmail(an, wrong)).toEqual({ kind: 'invalid' });
  expect(await setEmail(an, ' an.peeters@school.be ')).toEqual({ kind: 'asked' });
  expect(await emailOf(an)).toBe('oud@school.example');
  expect((await mailsTo(an)).map((mail) => mail.address)).toEqual(['an.peeters@school.be']);
  await confirm(an, await linkTo(an));
  expect(await emailOf(an)).toBe('an.peeters@school.be');
  const told = (await mailsTo(an)).slice(1).map(({ address, content }) => [address, content.subject]);
  expect(told.toSorted()).toEqual([
    ['an.peeters@school.be', 'Je e-mailadres is bevestigd'],
    ['oud@school.example', 'Je e-mailadres bij Schoolpoort is gewijzigd'],
  ]);
  expect(await setEmail(an, 'an.peeters@school.be')).toEqual({ kind: 'same' });
});

test('NO-1: a link works once, for 48 hours, for whoever asked for it, and only the last one', async () => {
  const [an, bart] = [await aUser('an@school.example'), await aUser('bart@school.example')];
  await setEmail(an, 'eerst@school.example');
  const first = await linkTo(an);
  await setEmail(an, 'daarna@school.example');
  const second = await linkTo(an);
  await expect(confirm(an, first)).rejects.toThrow(NotFound);
  await expect(confirm(bart, second)).rejects.toThrow(NotFound);
  await ageLinks(an, 49);
  await expect(confirm(an, second)).rejects.toThrow(NotFound);
  await ageLinks(an, -49);
  await confirm(an, second);
  await expect(confirm(an, second)).rejects.toThrow(NotFound);
  expect([await emailOf(an), await emailOf(bart)]).toEqual(['daarna@school.example', 'bart@school.example']);
});

test('NO-1: five links an hour, so that nobody fills the inbox of somebody else', async () => {
  const an = await aUser(null);
  for (let n = 1; n <= 5; n += 1) expect(await setEmail(an, `an${n}@school.example`)).toEqual({ kind: 'asked' });
  expect(await setEmail(an, 'an6@school.example')).toEqual({ kind: 'too-often' });
  await confirm(an, await linkTo(an));
  expect(await emailOf(an)).toBe('an5@school.example');
});

test('NO-1: taking the address away counts at once, tells it, and ends attendering; each change is one entry', async () => {
  const an = await aUser('an@school.example');
  await writingAs(db.database, an, (as) => perform(saveAlerts, as, { isOn: true, rhythm: 'daily', lang: 'nl' }));
  expect(await setEmail(an, '')).toEqual({ kind: 'removed' });
  expect(await emailOf(an)).toBeNull();
  expect((await mailsTo(an)).map((mail) => mail.address)).toEqual(['an@school.example']);
  const entries = await readAsSystem(db.database, (reader) =>
    sql<{ action: string; before: unknown; after: unknown }>`
      select action, before, after from audit_events where subject_id = ${an.id} order by at, id`.execute(reader),
  );
  expect(entries.rows).toEqual([
    {
      action: 'change-alerts',
      before: { isOn: false, rhythm: 'daily' },
      after: { isOn: true, rhythm: 'daily' },
    },
    { action: 'change-email', before: { email: 'an@school.example' }, after: { email: null } },
    { action: 'stop-alerts', before: { isOn: true }, after: { isOn: false } },
  ]);
});

test('old links and the addresses in them are forgotten', async () => {
  const an = await aUser(null);
  await setEmail(an, 'an@school.example');
  const count = async (): Promise<number> =>
    (
      await readAsSystem(db.database, (read) =>
        sql`select 1 from email_changes where person_id = ${an.id}`.execute(read),
      )
    ).rows.length;
  await asSystem(db.database, forgetOldLinks);
  expect(await count()).toBe(1);
  await ageLinks(an, 31 * 24);
  await asSystem(db.database, forgetOldLinks);
  expect(await count()).toBe(0);
});
