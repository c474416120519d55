import { sql } from 'kysely';
import { endingAddress } from '#apps/rights/pages/addresses.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { messages, type Lang } from '#i18n/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import { button, list, paragraph, type MailContent } from '#platform/mail/content.ts';
import type { ClaimedMail } from '#platform/mail/outbox.ts';
import { queueMail } from '#platform/mail/queue.ts';
import { formatDate } from '#ui/format.ts';

/** Who writes these mails: what was prolonged or withdrawn meanwhile is left out. */
export const endingComposer = 'right-ends';

/** Days before the last one on which holder and administrators are warned (rights 10-5). */
const thresholds = [7, 30, 60] as const;

interface EndingRight {
  grantId: string;
  holderId: string;
  lastDay: string;
  threshold: number;
  administrators: string[];
}

interface Payload {
  role: 'holder' | 'administrator';
  rights: readonly { grant: string; lastDay: string }[];
}

/**
 * Warns of rights that end: each right once per threshold and last day, everything of one morning in one mail per person.
 * Automatic rights and those of deputies follow their cause, and what an access gateway renews at every sign-in is no end. Run it as the system.
 */
export async function warnOfEnding(tx: Tx): Promise<{ rights: number; mails: number }> {
  const rights = await listUnwarned(tx);
  await sql`
    insert into ending_warnings (grant_id, last_day, threshold)
    select w."grantId", w."lastDay", w.threshold
    from jsonb_to_recordset(${JSON.stringify(rights)}::jsonb) as w ("grantId" uuid, "lastDay" date, threshold smallint)`.execute(
    tx,
  );
  const byHolder = Map.groupBy(rights, (right) => right.holderId);
  const byAdministrator = Map.groupBy(
    rights.flatMap((right) => right.administrators.map((personId) => ({ personId, right }))),
    ({ personId }) => personId,
  );
  let mails = 0;
  for (const [personId, own] of byHolder) mails += await queue(tx, personId, 'holder', own);
  for (const [personId, managed] of byAdministrator)
    mails += await queue(
      tx,
      personId,
      'administrator',
      managed.map(({ right }) => right),
    );
  return { rights: rights.length, mails };
}

async function listUnwarned(tx: Tx): Promise<EndingRight[]> {
  const { rows } = await sql<EndingRight>`
    with ending as (
      select a.id, a.person_id, a.entitlement_id, a.organisation_id, upper(a.period) - 1 as last_day,
        (select min(t) from unnest(${[...thresholds]}::integer[]) as t where upper(a.period) - 1 - app.today() <= t) as threshold
      from active_grants a join grants g on g.id = a.id
      where a.cause not in ('automatic', 'deputy') and g.reason is distinct from 'toegangsbeheer'
    )
    select e.id as "grantId", e.person_id as "holderId", e.last_day as "lastDay", e.threshold,
      array(
        select distinct m.person_id::text from active_grants m
        join delegations d on d.giver = m.entitlement_id and d.given = e.entitlement_id and not d.only_without_head_admin
        where m.organisation_id = e.organisation_id and m.person_id <> e.person_id
        order by 1) as administrators
    from ending e
    where e.threshold is not null and not exists (
      select 1 from ending_warnings w
      where w.grant_id = e.id and w.last_day = e.last_day and w.threshold = e.threshold)
    order by e.last_day, e.id`.execute(tx);
  return rows;
}

async function queue(tx: Tx, personId: string, role: Payload['role'], rights: readonly EndingRight[]): Promise<number> {
  const payload: Payload = { role, rights: rights.map(({ grantId, lastDay }) => ({ grant: grantId, lastDay })) };
  const [first] = rights;
  const isNew = await queueMail(tx, {
    key: `right-ends:${role}:${personId}:${first?.grantId ?? ''}:${first?.lastDay ?? ''}:${first?.threshold ?? 0}`,
    to: { personId },
    content: { composer: endingComposer, payload },
  });
  return isNew ? 1 : 0;
}

interface Line {
  id: string;
  lastDay: string;
  right: string;
  holder: string;
  organisationId: number;
  organisation: string;
}

/** Writes the mails of a batch from what is true at the moment of sending. */
export async function composeEndingMails(
  db: Db,
  mails: readonly ClaimedMail[],
): Promise<ReadonlyMap<string, MailContent>> {
  const asked = mails.map((mail) => ({ mail, payload: mail.payload as Payload }));
  const ids = asked.flatMap(({ payload }) => payload.rights.map(({ grant }) => grant));
  const { rows } = await sql<Line>`
    select a.id, upper(a.period) - 1 as "lastDay", e.name as "right", p.given_name || ' ' || p.family_name as holder,
      o.id as "organisationId", o.name as organisation
    from active_grants a
    join entitlements e on e.id = a.entitlement_id
    join persons p on p.id = a.person_id
    join organisations o on o.id = a.organisation_id
    where a.id = any (${ids}::uuid[])`.execute(db);
  const known = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    asked.flatMap(({ mail, payload }): [string, MailContent][] => {
      const lines = payload.rights.flatMap(({ grant, lastDay }) => {
        const line = known.get(grant);
        return line?.lastDay === lastDay ? [line] : [];
      });
      return lines.length === 0 ? [] : [[mail.id, contentOf(mail.lang, payload.role, lines)]];
    }),
  );
}

function contentOf(lang: Lang, role: Payload['role'], lines: readonly Line[]): MailContent {
  const t = messages[lang].rights.mails.ending;
  const items = lines.map((line) => {
    const place = `${formatOrganisationCode(line.organisationId)} ${line.organisation}`;
    const text = role === 'holder' ? t.own(line.right, place) : t.ofSomebody(line.holder, line.right, place);
    return { text, note: t.until(formatDate(line.lastDay)) };
  });
  const words = t[role];
  const way = role === 'holder' ? button(words.open, '/mijn-profiel') : button(words.open, endingAddress);
  return { subject: words.subject(lines.length), parts: [paragraph(words.lead), list(items), way] };
}
