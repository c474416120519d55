import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { applyMergers, readMergerFiles } from '#apps/rights/mergers/import-mergers.ts';
import { findMerger } from '#apps/rights/mergers/queries.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aBoard, aSchool, type School } from '#tests/world/organisations.ts';
import { daysFromToday } from '#tests/world/periods.ts';

const folder = mkdtempSync(join(tmpdir(), 'fusies-'));
const header = 'instellingsnummer;gaat_verder_als;vanaf;reden';
const today = daysFromToday(0);

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function bringIn(lines: readonly string[]) {
  const file = join(folder, 'fusies.csv');
  writeFileSync(file, [header, ...lines].join('\r\n'));
  const delivery = await readMergerFiles([file], { situationDate: today, dryRun: false });
  return asSystem(db.database, (tx) => applyMergers(tx, delivery));
}

const successorOf = async ({ id }: School): Promise<[number, string] | undefined> => {
  const merger = await readAsSystem(db.database, (reader) => findMerger(reader, id));
  return merger && [merger.successorId, merger.from];
};

test('R20 a list of mergers is recorded, each with its reason in the log, and the same list again changes nothing', async () => {
  const [one, other, into] = [await aSchool(db.database), await aSchool(db.database), await aSchool(db.database)];
  const [year, month, day] = today.split('-').map(Number);
  const lines = [
    `${one.id};${into.id};${today};besluit A`,
    `${other.id};0${into.id};${day}/${month}/${year};"besluit; B"`,
  ];
  const first = await bringIn(lines);
  expect(first.rejections).toEqual([]);
  expect(first.tallies.mergers).toMatchObject({ read: 2, added: 2, unchanged: 0, rejected: 0 });
  expect([await successorOf(one), await successorOf(other)]).toEqual([
    [into.id, today],
    [into.id, today],
  ]);
  const told = await readAsSystem(db.database, (reader) =>
    reader.selectFrom('audit_events').select('reason').where('subject_id', '=', String(other.id)).execute(),
  );
  expect(told.map(({ reason }) => reason)).toEqual(['besluit; B', 'besluit; B']);
  expect((await bringIn(lines)).tallies.mergers).toMatchObject({ read: 2, added: 0, unchanged: 2, rejected: 0 });
});

test('R20 one bad row keeps the whole list out; each is told with its line and how to mend it', async () => {
  const [one, other, into] = [await aSchool(db.database), await aSchool(db.database), await aSchool(db.database)];
  const board = await aBoard(db.database);
  const report = await bringIn([
    `${one.id};${into.id};${today};besluit`,
    `${other.id};geen;${today};besluit`,
    `${other.id};${into.id};32/1/2026;besluit`,
    `${other.id};${into.id};${today};`,
    `${other.id};999999;${today};besluit`,
    `${into.id};${one.id};${today};besluit`,
    `${one.id};${other.id};${today};besluit`,
    `${other.id};${board.id};${today};besluit`,
  ]);
  expect(
    report.rejections.toSorted((a, b) => a.at.localeCompare(b.at)).map(({ at, reason }) => `${at}: ${reason}`),
  ).toEqual([
    'line 3: gaat_verder_als "geen" is not a number of at most six digits',
    'line 4: vanaf "32/1/2026" is no day; write it as 2026-09-01 or 1/9/2026',
    expect.stringContaining('line 5: say which decision') as string,
    expect.stringContaining('line 6: one of both numbers is not in the directory') as string,
    expect.stringContaining('line 7: the second one continues as the first already') as string,
    expect.stringContaining('line 8: it continues as another one already') as string,
    expect.stringContaining('line 9: both must be of the same kind') as string,
  ]);
  expect(report.tallies.mergers).toMatchObject({ read: 8, added: 0, unchanged: 1, rejected: 7 });
  expect(report.notes).toEqual([expect.stringContaining('Nothing was recorded')]);
  expect(await successorOf(one)).toBeUndefined();
});

test('a list without a column is refused as a whole', async () => {
  const file = join(folder, 'half.csv');
  writeFileSync(file, 'instellingsnummer;vanaf\n1;2026-09-01\n');
  await expect(readMergerFiles([file], { situationDate: today, dryRun: false })).rejects.toThrow(
    'half.csv lacks the column gaat_verder_als, reden',
  );
});
