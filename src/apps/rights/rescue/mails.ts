import { sql } from 'kysely';
import { rescueAddress } from '#apps/rights/pages/addresses.ts';
import type { RescueState } from '#apps/rights/rescue/model.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { messages } from '#i18n/index.ts';
import type { Db } from '#platform/db.ts';
import { button, paragraph, type MailContent } from '#platform/mail/content.ts';
import type { ClaimedMail } from '#platform/mail/outbox.ts';
import { formatDate } from '#ui/format.ts';

/** Who writes these mails; the database queues them in the transaction in which the last head local administrator goes. */
export const rescueComposer = 'rescue';

interface Payload {
  rescue: string;
  about: 'foreseen' | 'board' | 'helpdesk';
}

interface Told {
  id: string;
  organisationId: number;
  organisation: string;
  board: string | null;
  state: RescueState;
  withoutFrom: string;
  boardAskedOn: string | null;
}

/** Writes the mails of a batch; where somebody was named meanwhile, none. */
export async function composeRescueMails(
  db: Db,
  mails: readonly ClaimedMail[],
): Promise<ReadonlyMap<string, MailContent>> {
  const asked = mails.map((mail) => ({ mail, payload: mail.payload as Payload }));
  const { rows } = await sql<Told>`
    select r.id, r.organisation_id as "organisationId", o.name as organisation, b.name as board, r.state,
      r.without_from as "withoutFrom", r.board_asked_on as "boardAskedOn"
    from rescues r
    join organisations o on o.id = r.organisation_id
    left join organisations b on b.id = r.board_id
    where r.id = any (${asked.map(({ payload }) => payload.rescue)}::uuid[]) and r.state <> 'closed'`.execute(db);
  const known = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    asked.flatMap(({ mail, payload }): [string, MailContent][] => {
      const rescue = known.get(payload.rescue);
      return rescue ? [[mail.id, contentOf(mail, payload.about, rescue)]] : [];
    }),
  );
}

function contentOf({ lang }: ClaimedMail, about: Payload['about'], rescue: Told): MailContent {
  const t = messages[lang].rights.rescue.mails;
  const place = `${formatOrganisationCode(rescue.organisationId)} ${rescue.organisation}`;
  const since = formatDate(rescue.withoutFrom);
  const words = t[about];
  const asked = rescue.board && rescue.boardAskedOn && t.boardWasAsked(rescue.board, formatDate(rescue.boardAskedOn));
  return {
    subject: words.subject(place),
    parts: [
      paragraph(words.lead(place, since)),
      ...(about === 'helpdesk' && asked ? [paragraph(asked)] : []),
      paragraph(t.closes),
      button(t.open, rescueAddress(rescue.organisationId)),
    ],
  };
}
