import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { demoDocumentMetadata, demoDocuments, type DemoDocument } from '#demo/documents/demo-documents.ts';
import { loadDemoDocuments } from '#demo/load-documents.ts';
import { loadDemoDirectory } from '#demo/load.ts';
import { sealer } from '#platform/crypto.ts';
import { testDatabase } from '#tests/support/database.ts';
import { aDesk, type Desk } from '#tests/world/deliveries.ts';

let desk: Desk;
beforeAll(async () => {
  const { database } = await testDatabase();
  desk = await aDesk(database);
  await loadDemoDirectory(database, sealer(desk.config.keys));
});

/** A sample, because all of them take a while to read. */
async function* everyTenth(leaveOut: ReadonlySet<string>): AsyncGenerator<DemoDocument> {
  let index = 0;
  for await (const document of demoDocuments()) {
    index += 1;
    if (index % 10 === 0 && !leaveOut.has(document.metadata.reference)) yield document;
  }
}

test(
  'the demo documents are accepted and can be searched, pictures aside; loading again adds none',
  { timeout: 120_000 },
  async () => {
    expect(await loadDemoDocuments(desk, everyTenth)).toBe(Math.floor(demoDocumentMetadata().length / 10));
    const { rows } = await readAsSystem(desk.database, (db) =>
      sql<{ kind: string }>`select distinct file_kind as kind from documents where unsearchable is not null`.execute(
        db,
      ),
    );
    expect(rows.filter(({ kind }) => kind !== 'png')).toEqual([]);
    expect(await loadDemoDocuments(desk, everyTenth)).toBe(0);
  },
);
