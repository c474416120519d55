import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { asSystem } from '#access/context.ts';
import type { Database, Tx } from '#platform/db.ts';
import type { FileStore } from '#platform/files/file-store.ts';
import { newId } from '#platform/ids.ts';
import { indexText } from '#platform/text/analyse.ts';

export interface DocumentWishes {
  id?: string;
  institutionId: number;
  level?: number;
  theme?: number;
  schoolYear?: number;
  title?: string;
  body?: string;
  kind?: 'pdf' | 'txt';
  /** Without it the document has no file that can be opened. */
  files?: FileStore;
  publishedAt?: Date;
  /** Since when it is where it is; now when left out. */
  availableAt?: Date;
  serviceId?: number;
}

export interface MadeDocument {
  id: string;
  institutionId: number;
  level: number;
  theme: number;
  schoolYear: number;
  title: string;
  body: string;
}

/** A document as it stands in the database after a delivery; many at once are quick. */
export async function someDocuments(database: Database, wishes: readonly DocumentWishes[]): Promise<MadeDocument[]> {
  const files = new Map<string, string>();
  for (const wish of wishes) {
    const content = contentOf(wish);
    if (wish.files && !files.has(content))
      files.set(content, (await wish.files.put(Buffer.from(content), { maxBytes: 1_000_000 })).sha256);
  }
  return asSystem(database, async (tx) => {
    const serviceId = await aDeliveringService(tx);
    const made: MadeDocument[] = [];
    for (const wish of wishes) made.push(await insert(tx, serviceId, wish));
    return made;
  });
}

export async function aDocument(database: Database, wish: DocumentWishes): Promise<MadeDocument> {
  const [made] = await someDocuments(database, [wish]);
  if (!made) throw new Error('no document was made');
  return made;
}

/** A share that somebody made earlier. */
export async function aShare(
  database: Database,
  document: MadeDocument,
  { by, to }: { by: { id: string }; to: { id: string } },
): Promise<string> {
  const { id } = await asSystem(database, (tx) =>
    tx
      .insertInto('document_shares')
      .values({
        document_id: document.id,
        institution_id: document.institutionId,
        level_id: document.level,
        theme_id: document.theme,
        sharer_id: by.id,
        receiver_id: to.id,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  return id;
}

const contentOf = (wish: DocumentWishes): string => `${wish.title ?? ''}\n${wish.body ?? 'Geen bijzonderheden.'}`;

async function aDeliveringService(tx: Tx): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into delivery_services (slug, name) values ('dienst-van-de-muur', 'Dienst Omkadering')
    on conflict (slug) do update set name = excluded.name returning id`.execute(tx);
  return rows[0]?.id ?? 0;
}

async function insert(tx: Tx, service: number, wish: DocumentWishes): Promise<MadeDocument> {
  const { institutionId, level = 1, theme = 1, schoolYear = 2026, kind = 'txt' } = wish;
  const title = wish.title ?? 'Berekening van de omkadering';
  const body = wish.body ?? 'Geen bijzonderheden.';
  const content = Buffer.from(contentOf(wish));
  const sha256 = createHash('sha256').update(content).digest();
  const id = wish.id ?? newId();
  await sql`
    insert into documents (id, institution_id, level_id, theme_id, school_year, service_id, title, supplier_reference,
      contact_name, contact_email, file_name, file_kind, file_bytes, file_sha256, delivered_fingerprint, confidentiality,
      published_at, available_at, search)
    select ${id}, ${institutionId}::int, ${level}::smallint, t.id, ${schoolYear}::smallint,
      ${wish.serviceId ?? service}::smallint, ${title}, ${id}, 'Team Omkadering', 'omkadering@onderwijs.example',
      ${`${title}.${kind}`}, ${kind}, ${content.length}, ${sha256}, ${sha256}, t.confidentiality,
      ${wish.publishedAt ?? new Date()}, ${wish.availableAt ?? new Date()}, ${indexText({ title, body }).tsvector}::tsvector
    from themes t where t.id = ${theme}::smallint`.execute(tx);
  await sql`insert into document_texts (document_id, body) values (${id}, ${body})`.execute(tx);
  return { id, institutionId, level, theme, schoolYear, title, body };
}
