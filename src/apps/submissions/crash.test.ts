import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { formatInstitutionNumber } from '#directory/institution-number.ts';
import { newId } from '#platform/ids.ts';
import { aKilledSite, mostKills, type KilledSite } from '#tests/wall/killed-site.ts';
import { origin } from '#tests/wall/site.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aPortalUser, type Person } from '#tests/world/people.ts';

const atOnce = 8;

let killed: KilledSite;
let school: School;
let sender: Person;
let session: string;

beforeAll(async () => {
  killed = await aKilledSite();
  const { database } = killed.db;
  school = await aSchool(database);
  sender = await aPortalUser(database, { of: school, themes: [3] });
});
afterAll(() => killed.stop());

const contents = new Map<string, string[]>();
const acknowledged = new Set<string>();
const hashOf = (content: string): string => createHash('sha256').update(content).digest('hex');

/** Sends a form with three files, every other one in pieces; believes only what the server acknowledged. */
async function send(key: string, inPieces: boolean): Promise<void> {
  const address = `${killed.address()}/basisonderwijs/document-versturen?instelling=${formatInstitutionNumber(school.id)}`;
  const headers = { cookie: `sessie=${session}`, origin };
  const body = new FormData();
  body.set('sleutel', key);
  body.set('formulier', 'lln');
  body.set('schooljaar', '2026');
  body.set('actie', 'door');
  for (const [n, content] of (contents.get(key) ?? []).entries()) {
    if (!inPieces) {
      body.append('bestanden', new Blob([content]), `${n}.txt`);
      continue;
    }
    const piece = { ...headers, 'content-type': 'application/octet-stream', 'x-sha256': hashOf(content) };
    const ask = async (more: RequestInit): Promise<number> => {
      const answer = await fetch(address, { method: 'POST', redirect: 'manual', ...more });
      return ((await answer.json()) as { received: number }).received;
    };
    for (let at = await ask({ headers: piece }); at < content.length;)
      at = await ask({ headers: { ...piece, 'x-offset': String(at) }, body: content.slice(at, at + 8_000) });
    body.append('bestanden-klaar', `${hashOf(content)}.${n}.txt`);
  }
  const answer = await fetch(address, { method: 'POST', body, redirect: 'manual', headers });
  const isSent = answer.status === 303 && answer.headers.get('location')?.endsWith('?verstuurd');
  if (!isSent) throw new Error(`answered ${answer.status}`);
  acknowledged.add(key);
}

interface Stored {
  id: string;
  state: string;
  hashes: (string | null)[];
  sendings: number;
}

const stored = async (): Promise<Stored[]> =>
  readAsSystem(killed.db.database, async (tx) => {
    const { rows } = await sql<Stored>`
      select s.id, s.state, array_agg(encode(f.sha256, 'hex')) as hashes,
        (select count(*) from submission_events e where e.submission_id = s.id) as sendings
      from submissions s left join submission_files f on f.submission_id = s.id and f.event_id is not null
      where s.state <> 'draft' group by s.id`.execute(tx);
    return rows;
  });

/** Everything that is stored is whole and once. */
async function expectWhole(rows: readonly Stored[]): Promise<void> {
  for (const { id, state, hashes, sendings } of rows) {
    expect([id, state, sendings]).toEqual([id, 'received', 1]);
    expect(hashes.toSorted()).toEqual((contents.get(id) ?? []).map(hashOf).toSorted());
  }
}

test(
  'O15, O16, O17 what was acknowledged survives kills of application and database whole and once; what was not can be sent again',
  { timeout: 60_000 + mostKills * 20_000 },
  async () => {
    for (let kills = 0; kills < mostKills; kills += 1) {
      const keys = Array.from({ length: atOnce }, () => newId<string>());
      for (const key of keys)
        contents.set(
          key,
          ['a', 'b', 'c'].map((part) => `${key} ${part} ${'leerling '.repeat(2_000)}`),
        );
      const known = acknowledged.size;
      session = await killed.signIn(sender);
      const sending = keys.map((key, n) => send(key, n % 2 === 1).catch(() => undefined));
      // Sometimes after the first ones, sometimes before.
      if (kills % 3 === 0) await wait(200 * Math.random());
      else for (let tries = 0; acknowledged.size < known + 2 && tries < 1000; tries += 1) await wait(2);
      await killed.kill(kills);
      await Promise.all(sending);
    }
    const before = await stored();
    await expectWhole(before);
    const ids = new Set(before.map((row) => row.id));
    expect(
      [...acknowledged].filter((key) => !ids.has(key)),
      'acknowledged and lost',
    ).toEqual([]);
    const unanswered = [...contents.keys()].filter((key) => !acknowledged.has(key));
    expect(unanswered.length, 'the kills came in the middle').toBeGreaterThan(0);

    const kept = acknowledged.size;
    session = await killed.signIn(sender);
    for (const key of unanswered) await send(key, false);
    const after = await stored();
    expect(after.map((row) => row.id).toSorted()).toEqual([...contents.keys()].toSorted());
    await expectWhole(after);
    for (const content of [...contents.values()].flat())
      expect((await buffer(await killed.site.services.files.open(hashOf(content)))).toString()).toBe(content);
    if (process.env.CRASH_KILLS)
      process.stdout.write(
        `${mostKills} kills: ${contents.size} sent, ${kept} acknowledged before and ${unanswered.length} after being sent again; 0 lost, 0 halves, 0 duplicates\n`,
      );
  },
);
