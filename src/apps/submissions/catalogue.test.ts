import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { projectRoot } from '#platform/root.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { readSourceForms, sourceForms, sourceLevels } from '#tests/world/source-forms.ts';

let db: TestDatabase;
beforeAll(async () => void (db = await testDatabase()));

/** Every form, level and theme of the catalogue, in words. */
async function catalogued(): Promise<string[]> {
  return readAsSystem(db.database, async (tx) => {
    const { rows } = await sql<{ line: string }>`
      select f.title || ' | ' || ft.level_id || ' | ' || t.name
        || case t.confidentiality when 'open' then ' (openbaar)' else ' (vertrouwelijk)' end as line
      from forms f join form_themes ft on ft.form_id = f.id join themes t on t.id = ft.theme_id
      order by 1`.execute(tx);
    return rows.map((row) => row.line);
  });
}

const linesOf = (row: (typeof sourceForms)[number]): string[] =>
  (sourceLevels[row.level] ?? []).flatMap((level) => row.themes.map((theme) => `${row.form} | ${level} | ${theme}`));

test('DV-2 the table of the source has 24 rows of 20 forms', () => {
  expect(sourceForms).toHaveLength(24);
  expect(new Set(sourceForms.map((row) => row.form)).size).toBe(20);
});

test.each(sourceForms)('DV-2, P16 $form, $level: the catalogue has exactly its levels and themes', async (row) => {
  const levels = sourceLevels[row.level] ?? [];
  const here = (await catalogued()).filter((line) =>
    levels.some((level) => line.startsWith(`${row.form} | ${level} |`)),
  );
  expect(levels).not.toEqual([]);
  expect(here.toSorted()).toEqual(linesOf(row).toSorted());
});

test('DV-2, P16 no other combination of form, level and theme is in the catalogue', async () => {
  expect((await catalogued()).toSorted()).toEqual(sourceForms.flatMap(linesOf).toSorted());
});

// The sources are not part of the repository: they lie beside it where the project is worked on.
const folders = [process.env['SOURCES'], '../../shared/sources', '../shared/sources']
  .filter((path) => path !== undefined)
  .map((path) => resolve(projectRoot, path));
const source = folders.flatMap((folder) =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.startsWith('000'))
        .map((name) => join(folder, name))
    : [],
)[0];

test.skipIf(source === undefined)('DV-2 the rows we compare with are those of the text of the source', () => {
  expect(readSourceForms(readFileSync(source ?? '', 'utf8'))).toEqual(sourceForms);
});

test('DV-2 what no source says is marked as not verified, and every form has who receives it', async () => {
  const { rows } = await readAsSystem(db.database, (tx) =>
    sql<{ slug: string; verified: boolean; unreceived: boolean }>`
      select f.slug, f.parameters_status = 'found' as verified,
        not exists (select 1 from form_levels l where l.form_id = f.id) as unreceived
      from forms f`.execute(tx),
  );
  expect(rows).toHaveLength(20);
  for (const row of rows) expect(row).toMatchObject({ slug: row.slug, verified: false, unreceived: false });
});

test('DV-2 a form is not opened at a level by a theme that does not exist there', async () => {
  const wrong = asSystem(db.database, (tx) =>
    sql`insert into form_themes (form_id, level_id, theme_id) values (12, 2, 15)`.execute(tx),
  );
  await expect(wrong).rejects.toThrow('theme_exists_at_level');
});
