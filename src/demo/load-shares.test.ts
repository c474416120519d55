import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { ask } from '#access/use-case.ts';
import { sharesOfInstitution } from '#apps/library/index.ts';
import { demoPersonId } from '#demo/keys.ts';
import { loadDemoShares } from '#demo/load-shares.ts';
import { loadDemoDirectory } from '#demo/load.ts';
import { demo } from '#demo/organisations.ts';
import { sealer } from '#platform/crypto.ts';
import { testDatabase } from '#tests/support/database.ts';
import { aDocument } from '#tests/wall/documents.ts';
import { readingAs } from '#tests/world/acting.ts';
import type { Person } from '#tests/world/people.ts';

test('DO-7 the head of the demo school oversees a share in every state; loading again adds none', async () => {
  const { database } = await testDatabase();
  await loadDemoDirectory(database, sealer({ nationalNumber: randomBytes(32), nationalNumberLookup: randomBytes(32) }));
  const { rows: themes } = await readAsSystem(database, (db) =>
    sql<{ id: number }>`
      select t.id from themes t join theme_levels l on l.theme_id = t.id where l.level_id = 1`.execute(db),
  );
  for (const { id } of themes) await aDocument(database, { institutionId: demo.primarySchool, theme: id });
  await loadDemoShares(database);
  await loadDemoShares(database);
  const personId = demoPersonId('directeur');
  const head: Person = {
    id: personId,
    givenName: 'Karim',
    familyName: 'Van Steenlandt',
    email: null,
    onBehalfOf: { personId, targetGroup: 'OV', workRelationId: null },
  };
  const { shares } = await readingAs(database, head, (as) =>
    ask(sharesOfInstitution, as, { institutionId: demo.primarySchool, levelId: 1, from: null }),
  );
  expect(shares.map(({ state }) => state)).toEqual(['works', 'works', 'no-access', 'receiver', 'confidential']);
});
