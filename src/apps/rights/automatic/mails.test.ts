import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { perform } from '#access/use-case.ts';
import { rehearse } from '#apps/library/index.ts';
import type { SwitchTo } from '#apps/rights/automatic/model.ts';
import { switchAutomaticRight } from '#apps/rights/automatic/switch-automatic-right.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { writingAs } from '#tests/world/acting.ts';
import { aHeadedSchool, rightsHeldBy, staff, turning, type HeadedSchool } from '#tests/world/automatic.ts';
import { aDeputyship } from '#tests/world/deputies.ts';
import { aHolder, aPerson, aWorkRelation, type Person } from '#tests/world/people.ts';
import { daysFromToday, fromDays } from '#tests/world/periods.ts';
import { formatDate } from '#ui/format.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});

const aCast = () => aHeadedSchool(db.database);
const turn = (to: SwitchTo, by: Person, { school }: HeadedSchool, right = staff) =>
  turning(db.database, to, by, { at: school, right });

interface Mail {
  subject: string;
  text: string;
}

/** The mails about automatic rights to somebody, the first one first. */
const mailsTo = (person: Person): Promise<Mail[]> =>
  readAsSystem(db.database, async (reader) => {
    const { rows } = await sql<Mail>`
      select content ->> 'subject' as subject, content::text as text from mails
      where person_id = ${person.id} and key like 'automatic-right:%' order by id`.execute(reader);
    return rows;
  });

const today = (): string => formatDate(daysFromToday(0));

describe('R16 who loses or gets an automatic right by a switch', () => {
  test('reads which right, of which institution, by whom, from when, why and whom to ask', async () => {
    const cast = await aCast();
    await turn('off', cast.hilde, cast);
    await turn('on', cast.hilde, cast);
    const [off, on, ...more] = await mailsTo(cast.karim);
    expect(more).toEqual([]);
    expect(off?.subject).toContain('Je hebt het recht WebEdison Personeelsadministratie');
    expect(off?.subject).toContain('niet meer');
    expect(on?.subject).not.toContain('niet meer');
    for (const { text } of [off, on].filter((mail) => mail !== undefined))
      for (const told of [
        cast.school.name,
        'Hilde Hoofd',
        today(),
        'Reden: Dat doet het secretariaat.',
        'een andere beheerder',
      ])
        expect(text).toContain(told);
  });

  test('is told again of every switch, and not of one that changes nothing', async () => {
    const cast = await aCast();
    for (const to of ['off', 'off', 'on', 'off'] as const) await turn(to, cast.hilde, cast);
    expect(await mailsTo(cast.karim)).toHaveLength(3);
    const refused = await aCast();
    await turning(db.database, 'off', refused.hilde, { at: refused.school, reason: ' ' });
    expect(await mailsTo(refused.karim)).toEqual([]);
  });

  test('is not written to where he keeps it, switches it himself, or has nothing to do with it', async () => {
    const cast = await aCast();
    const colleague = await aHolder(db.database, staff, { of: cast.school, period: fromDays(-5, 100) });
    await turn('off', cast.karim, cast);
    await turn('on', cast.hilde, cast, staff);
    expect(await mailsTo(colleague)).toEqual([]);
    expect(await mailsTo(cast.hilde)).toEqual([]);
    expect((await mailsTo(cast.karim)).map(({ subject }) => subject.includes('niet meer'))).toEqual([false]);
  });

  test('as a deputy reads that it was for somebody else', async () => {
    const cast = await aCast();
    const deputy = await aPerson(db.database, { name: 'Jan Claes' });
    await aWorkRelation(db.database, deputy, cast.school);
    const { rows } = await readAsSystem(db.database, (reader) =>
      sql<{
        id: string;
      }>`select id from grants where person_id = ${cast.karim.id} and entitlement_id = ${staff}`.execute(reader),
    );
    const grantIds = rows.map(({ id }) => id);
    await aDeputyship(db.database, cast.hilde, { at: cast.school, absent: cast.karim, deputy, grantIds });
    await turn('off', cast.hilde, cast);
    const [mail] = await mailsTo(deputy);
    expect(mail?.text).toContain('omdat je een directeur vervangt');
  });
});

test('R26: the rehearsal says who loses the right and every document with it; nothing stays and nobody is written to', async () => {
  const cast = await aCast();
  const about = { personIds: [cast.karim.id], institutionIds: [cast.school.id], day: daysFromToday(0) };
  const wish = { organisationId: cast.school.id, entitlementId: 'portal-admin', to: 'off' as const };
  const { outcome, rehearsal } = await writingAs(db.database, cast.hilde, (as) =>
    rehearse(as, about, () => perform(switchAutomaticRight, as, { ...wish, reason: 'Proef.', key: newId() })),
  );
  expect(outcome.kind).toBe('switched');
  const [effect] = rehearsal.effects;
  expect(effect?.people.map(({ name }) => name)).toEqual(['Karim Benali']);
  expect(effect?.lost.rights).toEqual([{ entitlementId: 'portal-admin', organisationId: cast.school.id }]);
  expect(effect?.lost.scopes.length).toBeGreaterThan(4);
  expect(effect?.gained.rights).toEqual([]);
  expect(await rightsHeldBy(db.database, cast.karim)).toContain('portal-admin');
  expect(await mailsTo(cast.karim)).toEqual([]);
});
