import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { newId } from '#platform/ids.ts';
import { aDocument } from '#tests/wall/documents.ts';
import { aKilledSite, mostKills, type KilledSite } from '#tests/wall/killed-site.ts';
import { origin } from '#tests/wall/site.ts';
import { aSchool } from '#tests/world/organisations.ts';
import { aPortalUser, type Person } from '#tests/world/people.ts';

const atOnce = 8;

let killed: KilledSite;
let documentId: string;
let person: Person;
let session: string;

beforeAll(async () => {
  killed = await aKilledSite();
  const { database } = killed.db;
  const school = await aSchool(database);
  documentId = (await aDocument(database, { institutionId: school.id })).id;
  person = await aPortalUser(database, { of: school, themes: [1] });
});
afterAll(() => killed.stop());

const acknowledged = new Set<string>();
const textOf = (key: string): string => `Vraag ${key}`;
const filesOf = (key: string): string[] => ['a', 'b'].map((part) => `${key} ${part} ${'lestijd '.repeat(3_000)}`);
const hashOf = (content: string): string => createHash('sha256').update(content).digest('hex');

/** Asks with two files; believes only what the server acknowledged. */
async function ask(key: string): Promise<void> {
  const body = new FormData();
  body.set('sleutel', key);
  body.set('vraag', textOf(key));
  body.set('actie', 'versturen');
  for (const [n, content] of filesOf(key).entries()) body.append('bestanden', new Blob([content]), `${n}.txt`);
  const answer = await fetch(`${killed.address()}/document/${documentId}/vraag`, {
    method: 'POST',
    body,
    redirect: 'manual',
    headers: { cookie: `sessie=${session}`, origin },
  });
  const isAsked = answer.status === 303 && answer.headers.get('location')?.endsWith('?verstuurd');
  if (!isAsked) throw new Error(`answered ${answer.status}`);
  acknowledged.add(key);
}

interface Stored {
  id: string;
  message: string;
  hashes: string[];
  askings: number;
  mails: number;
  audits: number;
}

const stored = (): Promise<Stored[]> =>
  readAsSystem(killed.db.database, async (tx) => {
    const { rows } = await sql<Stored>`
      select q.id, e.message,
        (select array_agg(encode(f.sha256, 'hex')) from question_files f where f.event_id = e.id) as hashes,
        (select count(*) from question_events x where x.question_id = q.id) as askings,
        (select count(*) from mails m where m.key = 'question-waits:' || e.id) as mails,
        (select count(*) from audit_events a where a.subject_id = q.id::text and a.action = 'ask-question') as audits
      from questions q left join question_events e on e.question_id = q.id where q.state <> 'draft'`.execute(tx);
    return rows;
  });

/** Everything that is stored is whole and once: words, files, mail and entry in the journal. */
function expectWhole(rows: readonly Stored[]): void {
  for (const { id, message, hashes, ...counts } of rows) {
    expect([message, counts]).toEqual([textOf(id), { askings: 1, mails: 1, audits: 1 }]);
    expect(hashes.toSorted()).toEqual(filesOf(id).map(hashOf).toSorted());
  }
}

test(
  'DO-6 a question that was acknowledged survives kills of application and database whole and once, with its mail; what was not can be asked again',
  { timeout: 60_000 + mostKills * 20_000 },
  async () => {
    const asked: string[] = [];
    for (let kills = 0; kills < mostKills; kills += 1) {
      const keys = Array.from({ length: atOnce }, () => newId<string>());
      asked.push(...keys);
      session = await killed.signIn(person);
      const known = acknowledged.size;
      const asking = keys.map((key) => ask(key).catch(() => undefined));
      // Sometimes after the first ones, sometimes before.
      if (kills % 3 === 0) await wait(200 * Math.random());
      else for (let tries = 0; acknowledged.size < known + 2 && tries < 1000; tries += 1) await wait(2);
      await killed.kill(kills);
      await Promise.all(asking);
    }
    const before = await stored();
    expectWhole(before);
    const ids = new Set(before.map((row) => row.id));
    expect(
      [...acknowledged].filter((key) => !ids.has(key)),
      'acknowledged and lost',
    ).toEqual([]);
    const unanswered = asked.filter((key) => !acknowledged.has(key));
    expect(unanswered.length, 'the kills came in the middle').toBeGreaterThan(0);

    const kept = acknowledged.size;
    session = await killed.signIn(person);
    for (const key of unanswered) await ask(key);
    const after = await stored();
    expect(after.map((row) => row.id).toSorted()).toEqual(asked.toSorted());
    expectWhole(after);
    for (const content of asked.flatMap(filesOf))
      expect((await buffer(await killed.site.services.files.open(hashOf(content)))).toString()).toBe(content);
    if (process.env.CRASH_KILLS)
      process.stdout.write(
        `${mostKills} kills: ${asked.length} questions, ${kept} acknowledged before and ${unanswered.length} after being asked again; 0 lost, 0 halves, 0 duplicates\n`,
      );
  },
);
