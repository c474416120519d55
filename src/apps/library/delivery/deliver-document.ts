import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { judgeFile, readText } from '#apps/library/delivery/content.ts';
import {
  UnknownService,
  type Delivered,
  type Delivery,
  type DeliveryForecast,
  type DeliveryOutcome,
  type Refused,
} from '#apps/library/delivery/delivery.ts';
import { findFacts, objections, type DeliveryFacts } from '#apps/library/delivery/facts.ts';
import { readAs, writeInTurn } from '#apps/library/delivery/in-turn.ts';
import { localFile, sha256Of, type LocalFile } from '#apps/library/delivery/local-file.ts';
import { checkMetadata, type CheckedMetadata } from '#apps/library/delivery/metadata.ts';
import { isReason, reason, type Reason } from '#apps/library/delivery/reasons.ts';
import { storeDocument, type ReadyDocument } from '#apps/library/delivery/store.ts';
import type { Db } from '#platform/db.ts';
import { downloadName } from '#platform/text/download-name.ts';
import type { AcceptedFile } from '#platform/text/sniff.ts';

/**
 * Delivers one document (DO-10): all of it or nothing, and the same delivery again changes nothing. Everything that is
 * wrong is said at once. The file is stored first and the row second, so that a row never lacks its file.
 */
export async function deliverDocument(delivery: Delivery): Promise<DeliveryOutcome> {
  return withFile(delivery, async (file) => {
    const checked = await check(delivery, file);
    if (checked.reasons) return refused(checked.reasons);
    if (isUnchanged(checked.facts, checked.fingerprint)) return unchanged(checked.facts);
    return deliver(delivery, checked);
  });
}

/** What `deliverDocument` would answer, as things are now; nothing is stored. */
export function forecastDelivery(delivery: Delivery): Promise<DeliveryForecast> {
  return withFile(delivery, async (file) => {
    const checked = await check(delivery, file);
    if (checked.reasons) return refused(checked.reasons);
    if (checked.facts.document === null) return { outcome: 'added' };
    return { outcome: isUnchanged(checked.facts, checked.fingerprint) ? 'unchanged' : 'changed' };
  });
}

async function withFile<T>(delivery: Delivery, work: (file: LocalFile | Reason) => Promise<T>): Promise<T> {
  const file = await localFile(delivery);
  try {
    return await work(file);
  } finally {
    if (!isReason(file)) await file.release();
  }
}

async function deliver(delivery: Delivery, checked: Acceptable): Promise<DeliveryOutcome> {
  const { metadata, found, accepted, name, sha256, fingerprint } = checked;
  const { files, extractor, config } = delivery.installation;
  const stored = await files.put(createReadStream(found.path), { maxBytes: config.maxUploadBytes });
  const { title, confidentiality } = metadata;
  const text = await readText(extractor, { path: found.path, kind: accepted.kind, title, confidentiality });
  if (stored.sha256 !== sha256 || !(await found.isSame())) return refused([reason('file-changed')]);
  return write(delivery, {
    metadata,
    fingerprint,
    fileName: downloadName(name, accepted),
    fileKind: accepted.kind,
    fileBytes: stored.bytes,
    sha256,
    ...text,
  });
}

interface Acceptable {
  reasons?: undefined;
  facts: DeliveryFacts;
  metadata: CheckedMetadata;
  found: LocalFile;
  accepted: AcceptedFile;
  name: string;
  sha256: string;
  fingerprint: Buffer;
}

/** Collects every reason to refuse, of metadata and file alike, before anything is stored. */
async function check(delivery: Delivery, file: LocalFile | Reason): Promise<Acceptable | { reasons: Reason[] }> {
  const { caller, installation } = delivery;
  const parsed = checkMetadata(delivery.metadata, caller.kind);
  const metadata = 'metadata' in parsed ? parsed.metadata : undefined;
  const facts = metadata && (await readAs(installation.database, caller, (db) => factsOf(db, delivery, metadata)));
  const accepted = isReason(file) ? file : await judgeFile(file.path, metadata?.fileName ?? delivery.fileName);
  const reasons = [
    ...('reasons' in parsed ? parsed.reasons : []),
    ...(metadata && facts ? objections(facts, caller, metadata) : []),
    ...(isReason(accepted) ? [accepted] : []),
  ];
  if (reasons.length > 0 || !metadata || !facts || isReason(file) || isReason(accepted)) return { reasons };
  const sha256 = await sha256Of(file.path);
  const name = metadata.fileName ?? delivery.fileName;
  return { facts, metadata, found: file, accepted, name, sha256, fingerprint: fingerprintOf(metadata, name, sha256) };
}

/** Judges once more inside the transaction: the directory or the document may have changed while the file was read. */
function write(delivery: Delivery, ready: ReadyDocument): Promise<DeliveryOutcome> {
  const { caller, installation } = delivery;
  return writeInTurn(installation.database, caller, async (tx): Promise<DeliveryOutcome> => {
    const facts = await factsOf(tx, delivery, ready.metadata);
    const reasons = objections(facts, caller, ready.metadata);
    const { themeId } = facts;
    if (reasons.length > 0 || themeId === null) return refused(reasons);
    if (isUnchanged(facts, ready.fingerprint)) return unchanged(facts);
    const stored = await storeDocument(tx, caller, { ...facts, themeId }, ready);
    return { outcome: facts.document ? 'changed' : 'added', ...stored, unsearchable: ready.unsearchable };
  });
}

async function factsOf(db: Db, { caller }: Delivery, metadata: CheckedMetadata): Promise<DeliveryFacts> {
  const facts = await findFacts(db, caller, metadata);
  if (!facts) throw new UnknownService(caller.kind === 'system' ? caller.serviceSlug : caller.serviceName);
  return facts;
}

/** Two deliveries with the same fingerprint say the same thing. */
function fingerprintOf(metadata: CheckedMetadata, fileName: string, sha256: string): Buffer {
  const { institution, level, theme, schoolYear, title, contact, confidentiality, publishedAt } = metadata;
  const said = [institution, level, theme, schoolYear, title, contact.name, contact.phone, contact.email];
  return createHash('sha256')
    .update(JSON.stringify([1, ...said, confidentiality, fileName, publishedAt ?? null, sha256]))
    .digest();
}

function isUnchanged(facts: DeliveryFacts, fingerprint: Buffer): boolean {
  return facts.document?.fingerprint === fingerprint.toString('hex');
}

function unchanged({ document }: DeliveryFacts): Delivered {
  const { id, version, unsearchable } = document!;
  return { outcome: 'unchanged', id, version, unsearchable };
}

function refused(reasons: readonly Reason[]): Refused {
  return { outcome: 'refused', reasons };
}
