import { sql } from 'kysely';
import { profileAddress } from '#apps/rights/pages/addresses.ts';
import { organisationLabel } from '#apps/rights/pages/words.ts';
import { messages, type Lang } from '#i18n/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import { button, list, paragraph, type MailContent } from '#platform/mail/content.ts';
import type { ClaimedMail } from '#platform/mail/outbox.ts';
import { queueMails } from '#platform/mail/queue.ts';
import { formatDate } from '#ui/format.ts';

/** Who writes these mails: what was withdrawn meanwhile is left out. */
export const givenComposer = 'rights-given';

interface Payload {
  grants: readonly string[];
}

// Whoever was written to in the very transaction that gave it, was told there: of his request, of a handover, of a merger.
const unseen = sql`
  select g.id, g.person_id
  from grants g
  where g.id > (select uuidv7(interval '-2 days')) and g.given_at > now() - interval '2 days'
    and g.cause = 'manual' and g.given_by <> g.person_id and g.withdrawn_at is null
    and not exists (select 1 from given_rights_told t where t.grant_id = g.id)
    and not exists (select 1 from mails m where m.person_id = g.person_id and m.queued_at = g.given_at)
  order by g.id limit 5000`;

/**
 * Tells people of the rights that somebody gave them, all that is new in one mail each; automatic rights are silent (rights 7.4).
 * Run it as the system.
 */
export async function tellOfGiven(tx: Tx): Promise<{ mails: number }> {
  const { rows } = await sql<{ personId: string; grants: string[] }>`
    with told as (
      insert into given_rights_told (grant_id) select u.id from (${unseen}) u returning grant_id)
    select g.person_id as "personId", array_agg(g.id order by g.id) as grants
    from told join grants g on g.id = told.grant_id
    group by g.person_id`.execute(tx);
  await sql`delete from given_rights_told where told_at < now() - interval '3 days'`.execute(tx);
  const mails = await queueMails(
    tx,
    rows.map(({ personId, grants }) => ({
      key: `rights-given:${grants[0] ?? ''}`,
      to: { personId },
      content: { composer: givenComposer, payload: { grants } satisfies Payload },
    })),
  );
  return { mails };
}

interface Line {
  id: string;
  personId: string;
  right: string;
  organisationId: number;
  organisation: string;
  from: string;
  until: string;
  giver: string | null;
}

/** Writes the mails of a batch from what is true at the moment of sending. */
export async function composeGivenMails(
  db: Db,
  mails: readonly ClaimedMail[],
): Promise<ReadonlyMap<string, MailContent>> {
  const ids = mails.flatMap(({ payload }) => (payload as Payload).grants);
  const { rows } = await sql<Line>`
    select g.id, g.person_id as "personId", e.name as "right", o.id as "organisationId", o.name as organisation,
      lower(g.period) as "from", g.last_day as until, p.given_name || ' ' || p.family_name as giver
    from grants g
    join entitlements e on e.id = g.entitlement_id
    join organisations o on o.id = g.organisation_id
    left join persons p on p.id = g.given_by
    where g.id = any (${ids}::uuid[]) and g.withdrawn_at is null and g.last_day >= app.today()
    order by o.id, e.name`.execute(db);
  const written = new Map<string, MailContent>();
  for (const { id, lang, personId, payload } of mails) {
    const { grants } = payload as Payload;
    const lines = rows.filter((line) => line.personId === personId && grants.includes(line.id));
    if (lines.length > 0) written.set(id, contentOf(lang, lines));
  }
  return written;
}

function contentOf(lang: Lang, lines: readonly Line[]): MailContent {
  const t = messages[lang].rights.mails.given;
  const items = lines.map(({ right, giver, from, until, ...line }) => ({
    text: t.right(right, organisationLabel({ id: line.organisationId, name: line.organisation })),
    note: t.period(formatDate(from), formatDate(until), giver),
  }));
  return { subject: t.subject(lines.length), parts: [paragraph(t.lead), list(items), button(t.open, profileAddress)] };
}
