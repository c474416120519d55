import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase } from '#tests/support/database.ts';
import { aDocument } from '#tests/wall/documents.ts';
import { kill, startServer } from '#tests/wall/killable-server.ts';
import { aSite, origin, signIn } from '#tests/wall/site.ts';
import { aSchool } from '#tests/world/organisations.ts';
import { aPortalUser } from '#tests/world/people.ts';

interface Stored {
  id: string;
  message: string;
  hashes: string[];
  askings: number;
  mails: number;
  audits: number;
}

test(
  'DO-6 what was acknowledged survives a kill whole and once, with its mail; what was not can be asked again',
  { timeout: 240_000 },
  async () => {
    const db = await testDatabase();
    const site = await aSite(db);
    const { dataDir } = site.services.config;
    const school = await aSchool(db.database);
    const letter = await aDocument(db.database, { institutionId: school.id });
    const person = await aPortalUser(db.database, { of: school, themes: [1] });
    const session = await signIn(db.database, person);
    const acknowledged = new Set<string>();
    const asked = new Set<string>();
    const textOf = (key: string): string => `Vraag ${key}`;
    const filesOf = (key: string): string[] => ['a', 'b'].map((part) => `${key} ${part} ${'lestijd '.repeat(30_000)}`);

    const send = async (port: number, key: string): Promise<void> => {
      const body = new FormData();
      body.set('sleutel', key);
      body.set('vraag', textOf(key));
      body.set('actie', 'versturen');
      for (const [n, content] of filesOf(key).entries()) body.append('bestanden', new Blob([content]), `${n}.txt`);
      const answer = await fetch(`http://127.0.0.1:${port}/document/${letter.id}/vraag`, {
        method: 'POST',
        body,
        redirect: 'manual',
        headers: { cookie: `sessie=${session}`, origin },
      });
      if (answer.status === 303 && answer.headers.get('location')?.endsWith('?verstuurd')) acknowledged.add(key);
      else throw new Error(`answered ${answer.status}`);
    };
    const stored = async (): Promise<Stored[]> =>
      readAsSystem(db.database, async (tx) => {
        const { rows } = await sql<Stored>`
          select q.id, e.message,
            (select array_agg(encode(f.sha256, 'hex')) from question_files f where f.event_id = e.id) as hashes,
            (select count(*) from question_events x where x.question_id = q.id) as askings,
            (select count(*) from mails m where m.key = 'question-waits:' || e.id) as mails,
            (select count(*) from audit_events a where a.subject_id = q.id::text and a.action = 'ask-question') as audits
          from questions q join question_events e on e.question_id = q.id where q.state = 'open'`.execute(tx);
        return rows;
      });

    let server = await startServer(db.appUrl, dataDir);
    for (let round = 0; round < 3; round += 1) {
      const known = acknowledged.size;
      const keys = Array.from({ length: 12 }, () => newId<string>());
      for (const key of keys) asked.add(key);
      const sending = keys.map((key) => send(server.port, key).catch(() => undefined));
      while (acknowledged.size < known + 2) await wait(5);
      await kill(server);
      await Promise.all(sending);
      server = await startServer(db.appUrl, dataDir);
    }
    const unanswered = [...asked].filter((key) => !acknowledged.has(key));
    const before = new Set((await stored()).map((row) => row.id));
    for (const key of acknowledged) expect(before.has(key), `${key} was acknowledged`).toBe(true);
    expect(unanswered.length, 'the kills came in the middle').toBeGreaterThan(0);

    for (const key of unanswered) await send(server.port, key);
    await kill(server);
    const after = await stored();
    expect(after.map((row) => row.id).toSorted()).toEqual([...asked].toSorted());
    for (const { id, message, hashes, ...counts } of after) {
      expect([message, counts]).toEqual([textOf(id), { askings: 1, mails: 1, audits: 1 }]);
      const expected = filesOf(id).map((content) => createHash('sha256').update(content).digest('hex'));
      expect(hashes.toSorted()).toEqual(expected.toSorted());
      for (const [n, hash] of expected.entries())
        expect((await buffer(await site.services.files.open(hash))).toString()).toBe(filesOf(id)[n]);
    }
  },
);
