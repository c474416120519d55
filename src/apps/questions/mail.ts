import { sql } from 'kysely';
import { formatNumber } from '#apps/questions/model.ts';
import { deskQuestionAddress, invitationAddress, questionAddress } from '#apps/questions/pages/words.ts';
import { messages } from '#i18n/index.ts';
import { hashToken, randomToken } from '#platform/crypto.ts';
import type { Tx } from '#platform/db.ts';
import { button, paragraph } from '#platform/mail/content.ts';
import { queueMail } from '#platform/mail/queue.ts';

/** An invitation opens a question for so many days. */
const invitationDays = 60;

interface Told {
  /** The event that is told of: its mail is queued once. */
  eventId: string;
  questionId: string;
}

/** Tells whoever answers that a question waits: a number and a link (DO-6). */
export async function tellService(tx: Tx, { eventId, questionId }: Told): Promise<void> {
  const { rows } = await sql<{ number: number; serviceId: string | null; address: string | null; invites: boolean }>`
    select q.number, q.service_id as "serviceId", coalesce(q.contact_address, m.email) as address,
      q.service_id is null or not coalesce(m.answers_here, true) as invites
    from questions q left join question_mailboxes m on m.service_id = q.service_id
    where q.id = ${questionId}`.execute(tx);
  const [question] = rows;
  if (!question || question.address === null) return;
  const href = question.invites ? await invite(tx, questionId, question.serviceId) : deskQuestionAddress(questionId);
  const t = messages.nl.questions.mail;
  await queueMail(tx, {
    key: `question-waits:${eventId}`,
    to: { address: question.address },
    content: {
      subject: t.waitsSubject(formatNumber(question.number)),
      parts: [paragraph(question.invites ? t.invited : t.waits), button(t.open, href)],
    },
  });
}

/** Tells the asker that something came of his question: a number and a link (DO-6). */
export async function tellAsker(
  tx: Tx,
  { eventId, questionId, askedBy, number }: Told & { askedBy: string; number: number },
): Promise<void> {
  const t = messages.nl.questions.mail;
  await queueMail(tx, {
    key: `question-answered:${eventId}`,
    to: { personId: askedBy },
    content: {
      subject: t.answeredSubject(formatNumber(number)),
      parts: [paragraph(t.answered), button(t.open, questionAddress(questionId))],
    },
  });
}

/** A secret address that opens the question for whoever is signed in for the administration. Only its hash is kept. */
async function invite(tx: Tx, questionId: string, serviceId: string | null): Promise<string> {
  const token = randomToken();
  await sql`
    insert into question_invitations (token_hash, question_id, service_id, ends_on)
    values (${hashToken(token)}, ${questionId}, ${serviceId}, app.today() + ${invitationDays}::integer)`.execute(tx);
  return invitationAddress(token);
}
