import type { DeliveryCaller } from '#apps/library/delivery/delivery.ts';
import type { DeliveryFacts, KnownDocument } from '#apps/library/delivery/facts.ts';
import type { CheckedMetadata } from '#apps/library/delivery/metadata.ts';
import { recordAudit, type AuditEntry } from '#platform/audit.ts';
import { now } from '#platform/clock.ts';
import type { Tx } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import type { FileKind } from '#platform/text/file-kinds.ts';

/** A document that passed every check, ready to be stored. */
export interface ReadyDocument {
  metadata: CheckedMetadata;
  fingerprint: Buffer;
  fileName: string;
  fileKind: FileKind;
  fileBytes: number;
  sha256: string;
  body: string;
  tsvector: string;
  unsearchable: string | null;
}

/** Stores a new document, or a new version over the one that was there, whose row and file stay (DO-10). */
export async function storeDocument(
  tx: Tx,
  caller: DeliveryCaller,
  facts: DeliveryFacts & { themeId: number },
  ready: ReadyDocument,
): Promise<{ id: string; version: number }> {
  const { document: known } = facts;
  const id = known?.id ?? newId();
  const version = (known?.version ?? 0) + 1;
  const publishedAt = ready.metadata.publishedAt ?? now();
  const shared = sharedColumns(facts.themeId, ready, publishedAt);
  await writeDocument(tx, { known, id, version, columns: { ...shared, ...documentColumns(facts.serviceId, ready) } });
  await tx
    .insertInto('document_versions')
    .values({ document_id: id, version, ...shared })
    .execute();
  await tx
    .insertInto('document_texts')
    .values({ document_id: id, body: ready.body })
    .onConflict((row) => row.column('document_id').doUpdateSet({ body: ready.body }))
    .execute();
  await recordAudit(tx, ...auditOf(id, version, { caller, known, themeId: facts.themeId, ready }));
  return { id, version };
}

/** What a document and each of its versions tell. */
function sharedColumns(themeId: number, { metadata, ...file }: ReadyDocument, publishedAt: Date) {
  return {
    title: metadata.title,
    institution_id: metadata.institution,
    level_id: metadata.level,
    theme_id: themeId,
    school_year: metadata.schoolYear,
    file_name: file.fileName,
    file_kind: file.fileKind,
    file_bytes: file.fileBytes,
    file_sha256: Buffer.from(file.sha256, 'hex'),
    published_at: publishedAt,
  };
}

function documentColumns(serviceId: number, { metadata, ...file }: ReadyDocument) {
  return {
    service_id: serviceId,
    supplier_reference: metadata.reference,
    confidentiality: metadata.confidentiality,
    contact_name: metadata.contact.name,
    contact_phone: metadata.contact.phone,
    contact_email: metadata.contact.email,
    delivered_fingerprint: file.fingerprint,
    unsearchable: file.unsearchable,
    search: file.tsvector,
  };
}

type Columns = ReturnType<typeof sharedColumns> & ReturnType<typeof documentColumns>;

async function writeDocument(
  tx: Tx,
  { known, id, version, columns }: { known: KnownDocument | null; id: string; version: number; columns: Columns },
): Promise<void> {
  if (known)
    await tx
      .updateTable('documents')
      .set({ version, ...columns })
      .where('id', '=', id)
      .execute();
  else
    await tx
      .insertInto('documents')
      .values({ id, version, first_published_at: columns.published_at, ...columns })
      .execute();
}

interface Change {
  caller: DeliveryCaller;
  known: KnownDocument | null;
  themeId: number;
  ready: ReadyDocument;
}

/** The administrators of an institution learn of what came and what went, not where it went or came from. */
function auditOf(id: string, version: number, { caller, known, themeId, ready }: Change): AuditEntry[] {
  const actor: Pick<AuditEntry, 'actorKind' | 'actorLabel'> =
    caller.kind === 'service'
      ? { actorKind: 'service', actorLabel: caller.serviceName }
      : { actorKind: 'system', actorLabel: `deliver --service ${caller.serviceSlug}` };
  const { institution, level, schoolYear, reference } = ready.metadata;
  const moved = known !== null && known.institutionId !== institution;
  const subject = { ...actor, subjectKind: 'document', subjectId: id };
  const delivered: AuditEntry = {
    ...subject,
    action: 'deliver-document',
    organisationId: institution,
    ...(known && !moved && { before: placeOf(known) }),
    after: { reference, version, levelId: level, themeId, schoolYear, sha256: ready.sha256 },
  };
  if (!moved) return [delivered];
  const left: AuditEntry = {
    ...subject,
    action: 'move-document-away',
    organisationId: known.institutionId,
    before: placeOf(known),
  };
  return [left, delivered];
}

function placeOf({ version, levelId, themeId, schoolYear, sha256 }: KnownDocument) {
  return { version, levelId, themeId, schoolYear, sha256 };
}
