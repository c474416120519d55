import { expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { listUnverified } from '#cli/unverified.ts';
import { testDatabase } from '#tests/support/database.ts';

test('RI-2 what no source confirms is told to who runs an installation, and stands in no description', async () => {
  const { database } = await testDatabase();
  const found = await readAsSystem(database, listUnverified);
  const of = (kind: string, name: string) => found.find((one) => one.kind === kind && one.name === name);
  expect(of('right', 'KIOSK Aanvrager')).toMatchObject({ what: 'contexten, langste duur' });
  expect(of('right', 'Lokale Beheerder')?.what).toBe('welke rechten hij in het onderwijs mag geven, langste duur');
  expect(of('theme', 'inspectie-vertrouwelijk')?.source).toContain('niet geverifieerd');
  expect(of('theme level', 'algemeen-openbaar')).toBeDefined();
  expect(of('theme', 'algemeen-openbaar')).toBeUndefined();
  expect(new Set(found.map(({ kind }) => kind))).toContain('school holiday');
  const descriptions = await readAsSystem(database, (db) =>
    db.selectFrom('entitlements').select('description').execute(),
  );
  expect(descriptions.filter(({ description }) => /geverifieerd/i.test(description))).toEqual([]);
});
