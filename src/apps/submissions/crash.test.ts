import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { formatInstitutionNumber } from '#directory/institution-number.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase } from '#tests/support/database.ts';
import { kill, startServer } from '#tests/wall/killable-server.ts';
import { aSite, origin, signIn } from '#tests/wall/site.ts';
import { aSchool } from '#tests/world/organisations.ts';
import { aPortalUser } from '#tests/world/people.ts';

test(
  'O15, O16, O17 what was acknowledged survives a kill whole and once; what was not can be sent again',
  { timeout: 240_000 },
  async () => {
    const db = await testDatabase();
    const site = await aSite(db);
    const { dataDir } = site.services.config;
    const school = await aSchool(db.database);
    const person = await aPortalUser(db.database, { of: school, themes: [3] });
    const session = await signIn(db.database, person);
    const acknowledged = new Set<string>();
    const contents = new Map<string, string[]>();

    const send = async (port: number, key: string): Promise<void> => {
      const body = new FormData();
      body.set('sleutel', key);
      body.set('formulier', 'lln');
      body.set('schooljaar', '2026');
      body.set('actie', 'door');
      for (const [n, content] of (contents.get(key) ?? []).entries())
        body.append('bestanden', new Blob([content]), `${n}.txt`);
      const answer = await fetch(
        `http://127.0.0.1:${port}/basisonderwijs/document-versturen?instelling=${formatInstitutionNumber(school.id)}`,
        { method: 'POST', body, redirect: 'manual', headers: { cookie: `sessie=${session}`, origin } },
      );
      if (answer.status === 303 && answer.headers.get('location')?.endsWith('?verstuurd')) acknowledged.add(key);
      else throw new Error(`answered ${answer.status}`);
    };

    let server = await startServer(db.appUrl, dataDir);
    for (let round = 0; round < 3; round += 1) {
      const known = acknowledged.size;
      const keys = Array.from({ length: 12 }, () => newId<string>());
      for (const key of keys)
        contents.set(
          key,
          ['a', 'b', 'c'].map((part) => `${key} ${part} ${'leerling '.repeat(30_000)}`),
        );
      const sending = keys.map((key) => send(server.port, key).catch(() => undefined));
      while (acknowledged.size < known + 2) await wait(5);
      await kill(server);
      await Promise.all(sending);
      server = await startServer(db.appUrl, dataDir);
    }
    const unanswered = [...contents.keys()].filter((key) => !acknowledged.has(key));
    const stored = async () =>
      (
        await readAsSystem(db.database, (tx) =>
          sql<{ id: string; hashes: string[]; sendings: number }>`
          select s.id, array_agg(encode(f.sha256, 'hex')) as hashes,
            (select count(*) from submission_events e where e.submission_id = s.id) as sendings
          from submissions s join submission_files f on f.submission_id = s.id and f.event_id is not null
          where s.state = 'received' group by s.id`.execute(tx),
        )
      ).rows;
    const before = new Set((await stored()).map((row) => row.id));
    for (const key of acknowledged) expect(before.has(key), `${key} was acknowledged`).toBe(true);
    expect(unanswered.length, 'the kills came in the middle').toBeGreaterThan(0);

    for (const key of unanswered) await send(server.port, key);
    await kill(server);
    const after = await stored();
    expect(after.map((row) => row.id).toSorted()).toEqual([...contents.keys()].toSorted());
    for (const { id, hashes, sendings } of after) {
      expect(sendings).toBe(1);
      const expected = (contents.get(id) ?? []).map((content) => createHash('sha256').update(content).digest('hex'));
      expect(hashes.toSorted()).toEqual(expected.toSorted());
      for (const [n, hash] of expected.entries())
        expect((await buffer(await site.services.files.open(hash))).toString()).toBe(contents.get(id)?.[n]);
    }
  },
);
