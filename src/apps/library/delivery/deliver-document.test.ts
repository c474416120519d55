import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { actAsService, readAsSystem } from '#access/context.ts';
import type { Delivered, DeliveryOutcome } from '#apps/library/delivery/delivery.ts';
import { now, resetClock, setClock } from '#platform/clock.ts';
import type { Database } from '#platform/db.ts';
import { docx, openDocument, pdf } from '#platform/text/sample-files.ts';
import { testDatabase } from '#tests/support/database.ts';
import { aDesk, aService, deliver, metadataFor, type Desk, type TestService } from '#tests/world/deliveries.ts';
import { aSchool, aSecondarySchool, type School } from '#tests/world/organisations.ts';

let database: Database;
let desk: Desk;
let service: TestService;
let school: School;
let made = 0;

beforeAll(async () => {
  ({ database } = await testDatabase());
  desk = await aDesk(database);
  service = await aService(database, { themes: [6, 7] });
  school = await aSchool(database);
});

const aReference = (): string => `OMK-${(made += 1)}`;
const delivered = (outcome: DeliveryOutcome): Delivered => {
  if (outcome.outcome === 'refused') throw new Error(JSON.stringify(outcome.reasons));
  return outcome;
};

interface Counts {
  documents: number;
  versions: number;
  events: number;
}

async function countsOf(reference: string): Promise<Counts> {
  return readAsSystem(database, async (db) => {
    const { rows } = await sql<Counts>`
      select count(distinct d.id) as documents, count(distinct v.version) as versions, count(distinct e.id) as events
      from documents d join document_versions v on v.document_id = d.id
      left join audit_events e on e.subject_id = d.id::text
      where d.supplier_reference = ${reference}`.execute(db);
    return rows[0] as Counts;
  });
}

async function rollUp(of: School): Promise<number> {
  return readAsSystem(database, async (db) => {
    const { rows } = await sql<{ n: number }>`
      select coalesce(sum(n), 0) as n from document_counts where institution_id = ${of.id}`.execute(db);
    return rows[0]?.n ?? 0;
  });
}

describe('delivering a document', () => {
  test('DO-10 a document that was delivered is found, with its file and one audit event', async () => {
    const reference = aReference();
    const outcome = delivered(await deliver(desk, { caller: service, metadata: metadataFor(school, { reference }) }));
    expect(outcome).toMatchObject({ outcome: 'added', version: 1, unsearchable: null });
    expect(await countsOf(reference)).toEqual({ documents: 1, versions: 1, events: 1 });
    const row = await readAsSystem(database, (db) =>
      db.selectFrom('documents').selectAll().where('id', '=', outcome.id).executeTakeFirstOrThrow(),
    );
    expect(row).toMatchObject({
      institution_id: school.id,
      theme_id: 6,
      school_year: 2026,
      contact_phone: '02 553 04 50',
    });
    expect(row.search).toContain("'lestijden'");
    expect(await desk.files.has(row.file_sha256.toString('hex'))).toBe(true);
    expect(await readdir(join(desk.config.dataDir, 'deliveries'))).toEqual([]);
  });

  test('DO-10 the same delivery again changes nothing and writes nothing', async () => {
    const metadata = metadataFor(school, { reference: aReference() });
    const first = delivered(await deliver(desk, { caller: service, metadata }));
    const before = await countsOf(metadata.reference);
    const padded = {
      ...metadata,
      institution: String(school.id).padStart(6, '0'),
      level: 'basisonderwijs',
      schoolYear: 2026,
    };
    expect(await deliver(desk, { caller: service, metadata: padded })).toEqual({ ...first, outcome: 'unchanged' });
    expect(await countsOf(metadata.reference)).toEqual(before);
  });

  test('DO-10 a new version supersedes the old one, whose row and file stay', async () => {
    const metadata = metadataFor(school, { reference: aReference() });
    const first = delivered(await deliver(desk, { caller: service, metadata, content: 'Voorlopige berekening.' }));
    const later = new Date(now().getTime() + 60_000);
    setClock(later);
    const second = delivered(await deliver(desk, { caller: service, metadata, content: 'Definitieve berekening.' }));
    resetClock();
    expect(second).toMatchObject({ outcome: 'changed', id: first.id, version: 2 });
    const { document, versions } = await readAsSystem(database, async (db) => ({
      document: await db.selectFrom('documents').selectAll().where('id', '=', first.id).executeTakeFirstOrThrow(),
      versions: await db
        .selectFrom('document_versions')
        .selectAll()
        .where('document_id', '=', first.id)
        .orderBy('version')
        .execute(),
    }));
    expect(document.published_at).toEqual(later);
    expect(document.first_published_at.getTime()).toBeLessThan(later.getTime());
    expect(document.search).not.toContain("'voorlopige'");
    expect(versions.map(({ version }) => version)).toEqual([1, 2]);
    for (const version of versions) expect(await desk.files.has(version.file_sha256.toString('hex'))).toBe(true);
  });

  test('DO-10 a document that moves to another institution moves in the counts, and neither administrator learns where', async () => {
    const from = await aSchool(database);
    const to = await aSecondarySchool(database);
    const reference = aReference();
    const { id } = delivered(await deliver(desk, { caller: service, metadata: metadataFor(from, { reference }) }));
    expect([await rollUp(from), await rollUp(to)]).toEqual([1, 0]);
    const moved = await deliver(desk, { caller: service, metadata: metadataFor(to, { reference }) });
    expect(moved).toMatchObject({ outcome: 'changed', version: 2 });
    expect([await rollUp(from), await rollUp(to)]).toEqual([0, 1]);
    const events = await readAsSystem(database, (db) =>
      db
        .selectFrom('audit_events')
        .select(['action', 'organisation_id', 'before', 'after'])
        .where('subject_id', '=', id)
        .orderBy('id')
        .execute(),
    );
    expect(events.map(({ action, organisation_id }) => [action, organisation_id])).toEqual([
      ['deliver-document', from.id],
      ['move-document-away', from.id],
      ['deliver-document', to.id],
    ]);
    expect(JSON.stringify(events[2])).not.toContain(String(from.id));
  });

  test('DO-10 the same reference of another service is another document', async () => {
    const other = await aService(database, { themes: [6] });
    const metadata = metadataFor(school, { reference: aReference() });
    const first = delivered(await deliver(desk, { caller: service, metadata }));
    const second = delivered(await deliver(desk, { caller: other, metadata }));
    expect(second).toMatchObject({ outcome: 'added', version: 1 });
    expect(second.id).not.toBe(first.id);
  });

  test('DO-10 twelve deliveries of one reference at once give each content one version, and no fault', async () => {
    const metadata = metadataFor(school, { reference: aReference() });
    const contents = ['Eerste', 'Tweede', 'Derde'];
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        deliver(desk, { caller: service, metadata, content: `${contents[index % 3]} berekening van de lestijden.` }),
      ),
    );
    const versions = outcomes.map(delivered).filter(({ outcome }) => outcome !== 'unchanged');
    expect(new Set(versions.map(({ version }) => version)).size).toBe(versions.length);
    expect(outcomes.filter(({ outcome }) => outcome === 'added')).toHaveLength(1);
    expect((await countsOf(metadata.reference)).documents).toBe(1);
  });

  test('DO-10 two identical deliveries at once give one version', async () => {
    const metadata = metadataFor(school, { reference: aReference() });
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => deliver(desk, { caller: service, metadata })));
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['added', ...Array(5).fill('unchanged')]);
    expect(await countsOf(metadata.reference)).toEqual({ documents: 1, versions: 1, events: 1 });
  });

  test('DO-10 an operator delivers for a service, also with a day of publication of his own', async () => {
    const metadata = metadataFor(school, { reference: aReference(), publishedAt: '2024-03-01T08:00:00+01:00' });
    const caller = { kind: 'system', serviceSlug: 'bestaat-niet' } as const;
    await expect(deliver(desk, { caller, metadata })).rejects.toThrow('schoolpoort service add bestaat-niet');
    const slug = await readAsSystem(database, (db) =>
      db.selectFrom('delivery_services').select('slug').where('id', '=', service.serviceId).executeTakeFirstOrThrow(),
    );
    const outcome = delivered(await deliver(desk, { caller: { ...caller, serviceSlug: slug.slug }, metadata }));
    const row = await readAsSystem(database, (db) =>
      db.selectFrom('documents').select('published_at').where('id', '=', outcome.id).executeTakeFirstOrThrow(),
    );
    expect(row.published_at).toEqual(new Date('2024-03-01T07:00:00Z'));
  });
});

describe('files that cannot be read are delivered all the same', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );

  test.each([
    ['image', 'foto.png', async () => png],
    ['no-text', 'leeg.docx', async () => docx('')],
    ['encrypted', 'slot.pdf', () => pdf(['geheim'], { userPassword: 'sleutel' })],
    ['broken', 'stuk.pdf', async () => Buffer.from('%PDF-1.7\nniets\nstartxref\n0\n%%EOF\n')],
    ['broken', 'stuk.odt', async () => openDocument('text', '<text:p>los')],
  ])('DO-11 %s (%s) is not searchable by content, but by title', async (unsearchable, fileName, content) => {
    const metadata = metadataFor(school, { reference: aReference() });
    const outcome = delivered(await deliver(desk, { caller: service, metadata, fileName, content: await content() }));
    expect(outcome).toMatchObject({ outcome: 'added', unsearchable });
    const row = await readAsSystem(database, (db) =>
      db.selectFrom('documents').select('search').where('id', '=', outcome.id).executeTakeFirstOrThrow(),
    );
    expect(row.search).toContain("'omkadering':4A");
  });

  test('DO-11 a reader that takes too long, too much memory or fails leaves the document without text', async () => {
    for (const reason of ['time', 'memory', 'crashed', 'too-large'] as const) {
      const extractor = { extract: async () => ({ ok: false, reason }) as const, close: async () => undefined };
      const metadata = metadataFor(school, { reference: aReference() });
      const outcome = await deliver({ ...desk, extractor }, { caller: service, metadata });
      expect(outcome).toMatchObject({ outcome: 'added', unsearchable: reason });
    }
  });

  test('DO-4 the name people keep has no folder and the extension of what the file is', async () => {
    const metadata = metadataFor(school, { reference: aReference() });
    const outcome = delivered(
      await deliver(desk, {
        caller: service,
        metadata,
        fileName: '../../etc/Brief – énquête.exe',
        content: await pdf(['brief']),
      }),
    );
    const row = await readAsSystem(database, (db) =>
      db.selectFrom('documents').select('file_name').where('id', '=', outcome.id).executeTakeFirstOrThrow(),
    );
    expect(row.file_name).toBe('Brief – énquête.exe.pdf');
  });
});

describe('the wall behind a delivery', () => {
  test('P1 a service cannot write in a theme outside its token, even past every check', async () => {
    const { id } = delivered(
      await deliver(desk, { caller: service, metadata: metadataFor(school, { reference: aReference() }) }),
    );
    const narrow = { ...service, themes: [7] };
    const change = (set: { theme_id: number; confidentiality: string }) =>
      database.write(async (tx) => {
        await actAsService(tx, narrow);
        const { numUpdatedRows } = await tx.updateTable('documents').set(set).where('id', '=', id).executeTakeFirst();
        return numUpdatedRows;
      });
    expect(await change({ theme_id: 7, confidentiality: 'confidential' })).toBe(0n);
    await expect(
      database.write(async (tx) => {
        await actAsService(tx, service);
        await tx.updateTable('documents').set({ theme_id: 8 }).where('id', '=', id).execute();
      }),
    ).rejects.toThrow('row-level security');
  });

  test('P1 a service neither sees nor changes what another service delivered', async () => {
    const { id } = delivered(
      await deliver(desk, { caller: service, metadata: metadataFor(school, { reference: aReference() }) }),
    );
    const other = await aService(database, { themes: [6, 7] });
    const touched = await database.write(async (tx) => {
      await actAsService(tx, other);
      const seen = await tx.selectFrom('documents').select('id').where('id', '=', id).execute();
      const set = await tx.updateTable('documents').set({ title: 'Van ons' }).where('id', '=', id).executeTakeFirst();
      return [seen.length, set.numUpdatedRows];
    });
    expect(touched).toEqual([0, 0n]);
  });
});
