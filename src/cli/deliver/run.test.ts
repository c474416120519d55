import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { addService } from '#apps/library/index.ts';
import { findManifest } from '#cli/deliver/manifest.ts';
import { progressOf } from '#cli/deliver/progress.ts';
import { emptyReport, printReport, type DeliveryReport } from '#cli/deliver/report.ts';
import { deliverManifest } from '#cli/deliver/run.ts';
import type { Database } from '#platform/db.ts';
import { testDatabase } from '#tests/support/database.ts';
import { aDesk, type Desk } from '#tests/world/deliveries.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';

const columns = 'reference,institution,level,theme,schoolYear,title,contactName,confidentiality,file';
let database: Database;
let desk: Desk;
let school: School;
let made = 0;

beforeAll(async () => {
  ({ database } = await testDatabase());
  desk = await aDesk(database);
  school = await aSchool(database);
  await addService(database, { slug: 'omkadering', name: 'Dienst Omkadering' });
});

async function aFolder(documents: number): Promise<string> {
  const folder = join(desk.folder, `levering-${(made += 1)}`);
  await mkdir(folder, { recursive: true });
  const rows = [columns];
  for (let index = 0; index < documents; index += 1) {
    await writeFile(join(folder, `${index}.txt`), `Document ${index} van levering ${made}`);
    rows.push(`L${made}-${index},${school.id},primary,algemeen-openbaar,2026,Brief ${index},Team,open,${index}.txt`);
  }
  await writeFile(join(folder, 'manifest.csv'), rows.join('\n'));
  return folder;
}

interface Wishes {
  dryRun?: boolean;
  signal?: AbortSignal;
  service?: string;
  onShow?: (report: DeliveryReport) => void;
}

async function run(folder: string, { dryRun = false, signal, service = 'omkadering', onShow }: Wishes = {}) {
  const manifest = await findManifest(folder);
  const report = emptyReport({ service, manifest: manifest.path, dryRun });
  const progress = { show: onShow ?? (() => undefined), end: () => undefined };
  const own = signal ?? new AbortController().signal;
  await deliverManifest({ installation: desk, manifest, report, progress, concurrency: 3, signal: own });
  return report;
}

async function stored(): Promise<number> {
  return readAsSystem(database, async (db) => {
    const { rows } = await sql<{ n: number }>`select count(*) as n from documents`.execute(db);
    return rows[0]?.n ?? 0;
  });
}

test('DO-10 a trial run says what would happen and stores nothing', async () => {
  const folder = await aFolder(5);
  const before = await stored();
  expect(await run(folder, { dryRun: true })).toMatchObject({ read: 5, added: 5, changed: 0 });
  expect(await stored()).toBe(before);
});

test('DO-10 a run reports what was added, changed, unchanged and refused, with line and reason', async () => {
  const folder = await aFolder(6);
  expect(await run(folder)).toMatchObject({ read: 6, added: 6, refused: 0 });
  await writeFile(join(folder, '0.txt'), 'Een nieuwe versie');
  await writeFile(join(folder, '1.txt'), '');
  const report = await run(folder);
  expect(report).toMatchObject({ read: 6, added: 0, changed: 1, unchanged: 4, refused: 1, interrupted: false });
  expect(report.refusals).toMatchObject([{ line: 3, file: '1.txt', reasons: [{ code: 'file-empty' }] }]);
  expect(printReport(report)).toContain('line 3 (');
});

test('DO-10 a run that is stopped finishes what is in hand, and the next one goes on', async () => {
  const folder = await aFolder(30);
  const controller = new AbortController();
  const stopped = await run(folder, {
    signal: controller.signal,
    onShow: ({ read }) => void (read >= 5 && controller.abort()),
  });
  expect(stopped.interrupted).toBe(true);
  expect(stopped.read).toBeLessThan(30);
  const next = await run(folder);
  expect(next).toMatchObject({ read: 30, unchanged: stopped.read, added: 30 - stopped.read });
});

test('DO-10 a service that does not exist stops the run', async () => {
  await expect(run(await aFolder(3), { service: 'niemand' })).rejects.toThrow('schoolpoort service add niemand');
});

test('DO-10 progress is one moving line on a terminal and plain lines elsewhere', () => {
  const written: string[] = [];
  const report = { ...emptyReport({ service: 's', manifest: 'm', dryRun: false }), read: 4, refused: 1 };
  for (const isTTY of [true, false]) {
    const progress = progressOf(4, { isTTY, columns: 100, write: (text: string) => written.push(text) > 0 });
    progress.show(report);
    progress.end();
  }
  expect(written[0]).toMatch(/^\r█{24} 4\/4 .*1 refused/);
  expect(written.at(-1)).toMatch(/^█{24} 4\/4 .*1 refused\n$/);
});
