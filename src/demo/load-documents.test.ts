import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import {
  demoDeliveryService,
  demoDocumentMetadata,
  demoDocuments,
  type DemoDocument,
} from '#demo/documents/demo-documents.ts';
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

// A sample, because all of them take a while to make and to read.
const leftOut = demoDocumentMetadata()
  .map(({ reference }) => reference)
  .filter((_, index) => index % 10 !== 0);

const everyTenth = (delivered: ReadonlySet<string>): AsyncGenerator<DemoDocument> =>
  demoDocuments(new Set([...leftOut, ...delivered]));

test(
  'the demo documents are accepted and can be searched, pictures aside; loading again adds none',
  { timeout: 120_000 },
  async () => {
    expect(await loadDemoDocuments(desk, everyTenth)).toBe(demoDocumentMetadata().length - leftOut.length);
    const { rows } = await readAsSystem(desk.database, (db) =>
      sql<{
        kind: string;
      }>`select distinct file_kind as kind from documents where unsearchable is not null and confidentiality <> 'very-confidential'`.execute(
        db,
      ),
    );
    expect(rows.filter(({ kind }) => kind !== 'png')).toEqual([]);
    expect(await loadDemoDocuments(desk, everyTenth)).toBe(0);
    const added = await readAsSystem(desk.database, (db) =>
      sql<{
        service: string;
      }>`select subject_id as service from audit_events where action = 'add-delivery-service'`.execute(db),
    );
    expect(added.rows).toEqual([{ service: demoDeliveryService.slug }]);
  },
);
