import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { sql } from 'kysely';
import { contactInput } from '#apps/contacts/inputs.ts';
import type { ContactKind } from '#apps/contacts/model.ts';
import { findContactNamed, listContactsOf } from '#apps/contacts/queries.ts';
import { auditOfContact, auditOfLink, insertContact, linkContact, updateContact } from '#apps/contacts/store.ts';
import { csvRows, type CsvRow } from '#directory/import/csv-records.ts';
import { emptyTally, ImportRefused, type ImportReport } from '#directory/import/report.ts';
import { parseInstitutionNumber } from '#directory/institution-number.ts';
import { recordAudit, type AuditEntry } from '#platform/audit.ts';
import type { Tx } from '#platform/db.ts';

const columns = ['instellingsnummer', 'soort', 'naam', 'telefoon', 'e-mail'] as const;

const kindOfWord: Readonly<Record<string, ContactKind>> = {
  schoolbeheerteam: 'school-management-team',
  werkstation: 'workstation',
  verificateur: 'verifier',
  instellingsbeheerteam: 'institution-management-team',
};

interface ContactRow {
  institutionId: number;
  kind: ContactKind;
  /** null: the institution has none of this kind. */
  contact: { name: string; phone: string; email: string } | null;
  file: string;
  at: string;
}

export interface ContactDelivery {
  rows: readonly ContactRow[];
  report: ImportReport;
}

/** Reads lists of contacts: one row per institution and kind; an empty `naam` says that there is none. */
export async function readContactFiles(
  paths: readonly string[],
  options: { situationDate: string; dryRun: boolean },
): Promise<ContactDelivery> {
  const report: ImportReport = {
    source: paths.map((path) => basename(path)).join(', '),
    ...options,
    tallies: { contacts: emptyTally(), institutions: emptyTally() },
    rejections: [],
    notes: [],
  };
  const rows = new Map<string, ContactRow>();
  for (const path of paths)
    for await (const row of csvRows(createReadStream(path))) {
      const file = basename(path);
      const missing = columns.filter((column) => !(column in row.cells));
      if (missing.length > 0) throw new ImportRefused(`${file} lacks the column ${missing.join(', ')}`);
      const read = readRow(row, rows);
      const at = `line ${row.line}`;
      if (typeof read === 'string') report.rejections.push({ file, at, reason: read });
      else rows.set(`${read.institutionId} ${read.kind}`, { ...read, file, at });
    }
  return { rows: [...rows.values()], report };
}

/** The row, or why it cannot be taken and how to mend it. */
function readRow({ cells }: CsvRow, known: ReadonlyMap<string, ContactRow>): Omit<ContactRow, 'file' | 'at'> | string {
  const institutionId = parseInstitutionNumber(cells['instellingsnummer'] ?? '');
  if (!institutionId)
    return `instellingsnummer "${cells['instellingsnummer'] ?? ''}" is not a number of at most six digits`;
  const kind = kindOfWord[(cells['soort'] ?? '').toLowerCase()];
  if (!kind) return `soort "${cells['soort'] ?? ''}" is none of ${Object.keys(kindOfWord).join(', ')}`;
  if (known.has(`${institutionId} ${kind}`))
    return 'this institution has this kind already in this delivery; keep one row';
  const name = cells['naam'] ?? '';
  if (name === '') return { institutionId, kind, contact: null };
  const contact = { name, phone: cells['telefoon'] ?? '', email: cells['e-mail'] ?? '' };
  const checked = contactInput.safeParse({ kind, ...contact });
  if (!checked.success)
    return `${columnOf(checked.error.issues[0]?.path[0])} is not in order; correct it or leave it empty`;
  const twin = [...known.values()].find((row) => row.kind === kind && row.contact?.name === name)?.contact;
  if (twin && (twin.phone !== contact.phone || twin.email !== contact.email))
    return `${name} has another telefoon or e-mail on an earlier row; write it the same everywhere`;
  return { institutionId, kind, contact };
}

const columnOf = (field: unknown): string =>
  ({ name: 'naam', phone: 'telefoon', email: 'e-mail' })[String(field)] ?? 'the row';

/** Writes a delivery as the system: what is the same stays untouched, what is not mentioned stays as it is. */
export async function applyContacts(tx: Tx, { rows, report }: ContactDelivery): Promise<ImportReport> {
  const done: ImportReport = structuredClone(report);
  const tally = done.tallies['institutions'] ?? emptyTally();
  tally.read = rows.length + done.rejections.length;
  tally.rejected = done.rejections.length;
  const ids = [...new Set(rows.map((row) => row.institutionId))];
  const { rows: found } = await sql<{
    id: number;
  }>`select id from organisations where id = any (${ids}::integer[])`.execute(tx);
  const exists = new Set(found.map(({ id }) => id));
  const before = await listContactsOf(tx, ids);
  const settled = new Map<string, string>();
  for (const row of rows) {
    if (!exists.has(row.institutionId)) {
      done.rejections.push({
        file: row.file,
        at: row.at,
        reason: 'this institution is not known; import the organisations first',
      });
      tally.rejected += 1;
      continue;
    }
    const contactId = row.contact && (await settle(tx, row.kind, row.contact, { done, settled }));
    const now = before.get(row.institutionId)?.find((contact) => contact.kind === row.kind);
    tally[await link(tx, row, contactId, now)] += 1;
  }
  return done;
}

async function link(tx: Tx, row: ContactRow, contactId: string | null, now: Parameters<typeof auditOfLink>[2]) {
  if ((now?.id ?? null) === contactId) return 'unchanged';
  await linkContact(tx, row.institutionId, row.kind, contactId);
  await note(tx, auditOfLink(row.institutionId, row.kind, now, contactId));
  if (contactId === null) return 'ended';
  return now ? 'changed' : 'added';
}

interface Settling {
  done: ImportReport;
  settled: Map<string, string>;
}

/** The id of a contact, made or brought to what the delivery says; once per contact. */
async function settle(
  tx: Tx,
  kind: ContactKind,
  contact: { name: string; phone: string; email: string },
  { done, settled }: Settling,
): Promise<string> {
  const key = `${kind} ${contact.name}`;
  const known = settled.get(key);
  if (known) return known;
  const tally = done.tallies['contacts'] ?? emptyTally();
  const before = await findContactNamed(tx, kind, contact.name);
  const id = before?.id ?? (await insertContact(tx, { kind, ...contact }));
  tally.read += 1;
  if (!before) {
    tally.added += 1;
    await note(tx, auditOfContact('add-contact', id, { after: { kind, ...contact } }));
  } else if (before.phone === contact.phone && before.email === contact.email) tally.unchanged += 1;
  else {
    tally.changed += 1;
    await updateContact(tx, id, contact, before.revision);
    const { name, phone, email } = before;
    await note(tx, auditOfContact('change-contact', id, { before: { name, phone, email }, after: contact }));
  }
  settled.set(key, id);
  return id;
}

const note = (tx: Tx, entry: AuditEntry): Promise<void> => recordAudit(tx, { ...entry, actorLabel: 'import' });
