import { sql } from 'kysely';
import { loadReaches } from '#access/load-reaches.ts';
import { confidentialityWord, institutionLabel, listNews, reaching, type NewDocument } from '#apps/library/index.ts';
import { telling, windowAround, type DigestWindows } from '#apps/alerts/model.ts';
import { messages, type Messages } from '#i18n/index.ts';
import type { Db } from '#platform/db.ts';
import {
  button,
  heading,
  list,
  paragraph,
  subheading,
  type MailContent,
  type MailItem,
  type MailPart,
} from '#platform/mail/content.ts';
import type { ClaimedMail } from '#platform/mail/outbox.ts';

/**
 * Writes digests as they are sent: what became available in their windows and is visible to the receiver at this very moment (P7). Whose
 * rights ended gets nothing; a digest with nothing in it is not sent.
 */
export async function composeDigests(db: Db, mails: readonly ClaimedMail[]): Promise<Map<string, MailContent>> {
  const windows = new Map(mails.map((mail) => [mail.id, mail.payload as DigestWindows]));
  const around = windowAround([...windows.values()]);
  if (!around) return new Map();
  const reaches = await loadReaches(db, await stillWanting(db, mails));
  const news = await listNews(db, reaches.values(), { from: new Date(around[0]), until: new Date(around[1]) });
  const contents = new Map<string, MailContent>();
  for (const { id, personId, lang } of mails) {
    const reach = reaches.get(personId ?? '');
    const told = windows.get(id);
    if (!reach || !told) continue;
    const [reached, within] = [reaching(reach), telling(told)];
    const own = news.filter((document) => reached(document) && within(document));
    if (own.length > 0) contents.set(id, digestOf(own, messages[lang]));
  }
  return contents;
}

/** Whoever switched it off after the digest was made gets none. */
async function stillWanting(db: Db, mails: readonly ClaimedMail[]): Promise<string[]> {
  const people = mails.flatMap((mail) => mail.personId ?? []);
  const { rows } = await sql<{ id: string }>`
    select person_id as id from alerts where is_on and person_id = any (${people}::uuid[])`.execute(db);
  return rows.map((row) => row.id);
}

/** Beyond so many a mail is not read but skipped over; the rest is one click away. */
const shownAtMost = 200;

/** What a digest says: per institution and theme each document with its link, a confidential one by its number only (NO-2). */
export function digestOf(documents: readonly NewDocument[], t: Messages): MailContent {
  const words = t.alerts.digest;
  const shown = documents.slice(0, shownAtMost);
  const more = documents.length - shown.length;
  return {
    subject: words.subject(documents.length),
    parts: [
      paragraph(words.lead(documents.length)),
      ...[...Map.groupBy(shown, (document) => document.institutionId).values()].flatMap((own) => partsOf(own, t)),
      ...(more > 0 ? [paragraph(words.more(more))] : []),
      button(words.all, '/documenten'),
      paragraph(words.why),
      button(words.change, '/mijn-profiel#veld-attendering'),
    ],
  };
}

function partsOf(documents: readonly NewDocument[], t: Messages): MailPart[] {
  const [first] = documents;
  if (!first) return [];
  return [
    heading(institutionLabel(first.institutionId, first.institutionName)),
    ...[...Map.groupBy(documents, (document) => document.themeId).values()].flatMap((own) => [
      subheading(themeOf(own[0] ?? first, t)),
      list(own.map((document, index) => itemOf(document, index + 1, t))),
    ]),
  ];
}

const themeOf = (document: NewDocument, t: Messages): string =>
  `${document.themeName} (${confidentialityWord(document.confidentiality, t).toLowerCase()})`;

function itemOf(document: NewDocument, number: number, t: Messages): MailItem {
  // A mail lies in a box that others may read: the title of a confidential document does not.
  const text = document.confidentiality === 'open' ? document.title : t.alerts.digest.confidential(number);
  const note = document.sharedBy === null ? undefined : t.alerts.digest.sharedBy(document.sharedBy);
  return { text, href: `/document/${document.id}`, note };
}
