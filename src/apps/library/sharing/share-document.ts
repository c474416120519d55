import { sql } from 'kysely';
import { z } from 'zod';
import { fullName, type Actor } from '#access/actor.ts';
import { NotFound } from '#access/refusals.ts';
import { allowed, unknown, useCase, view } from '#access/use-case.ts';
import { narrowKeys } from '#apps/library/keys.ts';
import { noFilter } from '#apps/library/model.ts';
import { mayShare, whyNotShareable, type NotShareable, type SharedDocument } from '#apps/library/sharing/policy.ts';
import { findReceivers, listNearby, type Colleague, type Receiver } from '#apps/library/sharing/receivers.ts';
import { visibleTo } from '#apps/library/visible.ts';
import { messages } from '#i18n/index.ts';
import type { AuditEntry } from '#platform/audit.ts';
import { SomebodyWasFirst, type Db, type Tx } from '#platform/db.ts';
import { button, paragraph } from '#platform/mail/content.ts';
import { newId } from '#platform/ids.ts';
import { queueMail } from '#platform/mail/queue.ts';

/** A note of more is a letter. */
export const longestNote = 500;
/** So many people are shown at once; a name narrows them. */
export const mostNearby = 20;

const meant = z.object({
  documentId: z.uuid(),
  email: z.string().max(320).nullable(),
  personId: z.uuid().nullable(),
});

const shareInput = meant.extend({
  /** Of the form; becomes the id of the share, so that a form sent twice shares once. */
  key: z.uuid(),
  note: z.string().max(longestNote).nullable(),
});
type ShareInput = z.infer<typeof shareInput>;

export interface ShareSubject {
  document: SharedDocument | null;
  receivers: Receiver[];
}

/** `nobody`, `several`: the receiver must be said otherwise. `already`: the receiver has it already. */
export type ShareObstacle =
  { kind: 'nobody' } | { kind: 'several'; receivers: readonly Receiver[] } | { kind: 'already'; receiver: Receiver };
export type SharePreview = { kind: 'ready'; receiver: Receiver } | ShareObstacle;
export type ShareOutcome = { kind: 'shared' } | { kind: 'again' } | ShareObstacle;

/** The document and why it cannot be shared, and people nearby, for the first step. */
export const sharing = view({
  permission: 'library:read-sharing',
  input: z.object({ documentId: z.uuid(), named: z.string().max(100) }),
  load: (db, actor, input) => findDocument(db, actor, input.documentId),
  decide: (_actor, document) => (document ? allowed() : unknown),
  async read(
    db,
    actor,
    document,
    { named },
  ): Promise<{ document: SharedDocument; hindrance: NotShareable | null; nearby: readonly Colleague[] }> {
    const known = present(document);
    const hindrance = whyNotShareable(actor, known);
    return { document: known, hindrance, nearby: hindrance ? [] : await listNearby(db, named, mostNearby) };
  },
});

/** What sharing would do, before it is confirmed; it cannot be undone (DO-8). */
export const previewShare = view({
  permission: 'library:preview-share',
  input: meant,
  load,
  decide: (actor, { document }) => mayShare(actor, document),
  read: (db, _actor, { document, receivers }) => previewOf(db, present(document), receivers),
});

/** Shares an open document with one person who has access to Mijn Onderwijs, for good (DO-7, DO-8). */
export const shareDocument = useCase({
  permission: 'library:share-document',
  input: shareInput,
  load: async (tx, actor, input) => ({
    ...(await load(tx, actor, input)),
    before: await findOwnShare(tx, actor, input.key),
  }),
  decide: (actor, { document }) => mayShare(actor, document),
  async run(tx, actor, { before, ...subject }, input): Promise<{ result: ShareOutcome; audit: AuditEntry[] }> {
    if (before && isSame(before, subject)) return { result: { kind: 'again' }, audit: [] };
    const document = present(subject.document);
    const preview = await previewOf(tx, document, subject.receivers);
    if (preview.kind !== 'ready') return { result: preview, audit: [] };
    // The form of what was shared already, with somebody else in it: another share.
    const wish = { ...input, key: before ? newId<string>() : input.key };
    await insertShare(tx, { actor, document, receiver: preview.receiver, input: wish });
    await tellReceiver(tx, actor, preview.receiver, wish);
    return { result: { kind: 'shared' }, audit: [shared(document, preview.receiver, wish)] };
  },
});

async function load(db: Db, actor: Actor, input: z.infer<typeof meant>): Promise<ShareSubject> {
  return {
    document: await findDocument(db, actor, input.documentId),
    receivers: await findReceivers(db, input),
  };
}

async function findDocument(db: Db, actor: Actor, id: string): Promise<SharedDocument | null> {
  const { rows } = await sql<SharedDocument>`
    select d.id, d.title, d.institution_id as "institutionId", d.level_id as "levelId", d.theme_id as "themeId",
      d.confidentiality
    from documents d
    where d.id = ${id} and ${visibleTo(narrowKeys(actor.reach, noFilter))}`.execute(db);
  return rows[0] ?? null;
}

async function previewOf(db: Db, document: SharedDocument, receivers: readonly Receiver[]): Promise<SharePreview> {
  const [receiver, another] = receivers;
  if (!receiver) return { kind: 'nobody' };
  if (another) return { kind: 'several', receivers };
  const { rows } = await sql`
    select from document_shares s
    where s.document_id = ${document.id} and s.receiver_id = ${receiver.id} and s.ended_at is null`.execute(db);
  return rows.length > 0 ? { kind: 'already', receiver } : { kind: 'ready', receiver };
}

interface OwnShare {
  documentId: string;
  receiverId: string;
}

async function findOwnShare(db: Db, actor: Actor, key: string): Promise<OwnShare | undefined> {
  const { rows } = await sql<OwnShare>`
    select document_id as "documentId", receiver_id as "receiverId" from document_shares
    where id = ${key} and sharer_id = ${actor.personId}`.execute(db);
  return rows[0];
}

/** Whether a form that was sent again means what was shared; whoever cannot receive any more was meant too. */
const isSame = (before: OwnShare, { document, receivers }: ShareSubject): boolean =>
  before.documentId === document?.id &&
  (receivers.length === 0 || receivers.some(({ id }) => id === before.receiverId));

const uniqueViolation = '23505';

interface NewShare {
  actor: Actor;
  document: SharedDocument;
  receiver: Receiver;
  input: ShareInput;
}

/** A key that belongs to somebody else answers like one that does not exist. */
async function insertShare(tx: Tx, { actor, document, receiver, input }: NewShare): Promise<void> {
  try {
    const made = await tx
      .insertInto('document_shares')
      .values({
        id: input.key,
        document_id: document.id,
        institution_id: document.institutionId,
        level_id: document.levelId,
        theme_id: document.themeId,
        sharer_id: actor.personId,
        receiver_id: receiver.id,
        note: input.note || null,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .execute();
    if (made.length === 0) throw new NotFound();
  } catch (error) {
    if ((error as { code?: string }).code === uniqueViolation) throw new SomebodyWasFirst('', { cause: error });
    throw error;
  }
}

/** Who shared, and a link behind which rights are judged again; what the document is about is not for a mailbox. */
function tellReceiver(tx: Tx, actor: Actor, receiver: Receiver, { key, documentId }: ShareInput): Promise<boolean> {
  const t = messages.nl.sharing.mail;
  return queueMail(tx, {
    key: `document-shared:${key}`,
    to: { personId: receiver.id },
    content: {
      subject: t.subject(fullName(actor)),
      parts: [paragraph(t.lead(fullName(actor))), button(t.open, `/document/${documentId}`)],
    },
  });
}

function present(document: SharedDocument | null): SharedDocument {
  if (!document) throw new Error('an unknown document was refused before');
  return document;
}

/** The note is between two people: it is not in the audit trail. */
function shared(document: SharedDocument, receiver: Receiver, { key }: ShareInput): AuditEntry {
  return {
    action: 'share-document',
    subjectKind: 'document',
    subjectId: document.id,
    organisationId: document.institutionId,
    after: { share: key, receiver: receiver.id, levelId: document.levelId, themeId: document.themeId },
  };
}
