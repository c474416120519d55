import { sql } from 'kysely';
import { remindAfter } from '#apps/rights/mails/follow-requests.ts';
import type { JudgedRow } from '#apps/rights/mergers/model.ts';
import { findMerger, type Merger } from '#apps/rights/mergers/queries.ts';
import { headAdmin } from '#apps/rights/model.ts';
import { mergerAddress, profileAddress } from '#apps/rights/pages/addresses.ts';
import { organisationLabel } from '#apps/rights/pages/words.ts';
import { messages, type Lang } from '#i18n/index.ts';
import { brusselsToday } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/db.ts';
import { button, list, paragraph, type MailContent } from '#platform/mail/content.ts';
import type { ClaimedMail } from '#platform/mail/outbox.ts';
import { queueMails } from '#platform/mail/queue.ts';
import { formatDate } from '#ui/format.ts';

/** Who writes these mails, at the moment of sending: what was decided or taken back meanwhile asks for nothing any more. */
export const mergerComposer = 'merger';

/** `waits`, `reminder`: to who may decide. `carried`: to whom something went along. */
interface Payload {
  merger: number;
  into: number;
  about: 'waits' | 'reminder' | 'carried';
}

/**
 * Tells the head local administrators of the new institution of each merger that is in sight and waits for them, and reminds each once,
 * so many working days after he could confirm; run it as the system. Where nobody heads, the rescue of that institution asks for somebody.
 */
export async function followMergers(tx: Tx, only?: number): Promise<{ told: number; reminded: number }> {
  const { rows } = await sql<{ old: number; into: number; recordedOn: string; personId: string; days: number }>`
    select s.organisation_id as old, s.related_id as "into", s.recorded_on as "recordedOn", g.person_id as "personId",
      app.working_days(greatest(lower(s.period), s.recorded_on, min(lower(g.period))), app.today()) as days
    from organisation_relations s
    join active_grants g on g.organisation_id = s.related_id and g.entitlement_id = ${headAdmin}
    where s.kind = 'successor' and s.organisation_id = coalesce(${only ?? null}, s.organisation_id)
      and app.merger_in_sight(lower(s.period))
      and not exists (select 1 from rights_migrations m where m.organisation_id = s.organisation_id)
    group by s.organisation_id, s.related_id, s.recorded_on, s.period, g.person_id
    order by 1, 4`.execute(tx);
  const mail = (about: 'waits' | 'reminder', to: typeof rows): Promise<number> =>
    queueMails(
      tx,
      to.map(({ old, into, recordedOn, personId }) => ({
        key: `merger:${about}:${old}:${into}:${recordedOn}:${personId}`,
        to: { personId },
        content: { composer: mergerComposer, payload: { merger: old, into, about } satisfies Payload },
      })),
    );
  const told = await mail('waits', rows);
  const late = rows.filter(({ days }) => days >= remindAfter);
  return { told, reminded: await mail('reminder', late) };
}

/** One mail to each person with whom a right or theme went along, in the transaction of the decision. */
export async function mailCarriedOver(tx: Tx, merger: Merger, rows: readonly JudgedRow[]): Promise<void> {
  const { organisationId, successorId } = merger;
  const moved = rows.filter(({ row, fate }) => fate.fate === 'moves' && row.kind !== 'relation');
  await queueMails(
    tx,
    [...new Set(moved.map(({ row }) => row.personId))].map((personId) => ({
      key: `merger:carried:${organisationId}:${personId}`,
      to: { personId },
      content: {
        composer: mergerComposer,
        payload: { merger: organisationId, into: successorId, about: 'carried' } satisfies Payload,
      },
    })),
  );
}

/** Writes the mails of a batch from what is true at the moment of sending. */
export async function composeMergerMails(
  db: Db,
  mails: readonly ClaimedMail[],
): Promise<ReadonlyMap<string, MailContent>> {
  const written = new Map<string, MailContent>();
  for (const { id, personId, lang, payload } of mails) {
    const { merger: old, into, about } = payload as Payload;
    const merger = await findMerger(db, old);
    if (!merger || merger.successorId !== into || !personId) continue;
    const content =
      about === 'carried'
        ? await carried(db, lang, merger, personId)
        : await asked(db, lang, merger, { personId, about });
    if (content) written.set(id, content);
  }
  return written;
}

async function asked(
  db: Db,
  lang: Lang,
  merger: Merger,
  { personId, about }: { personId: string; about: 'waits' | 'reminder' },
): Promise<MailContent | undefined> {
  const { rows } = await sql`
    select 1 from active_grants g
    where g.person_id = ${personId} and g.organisation_id = ${merger.successorId} and g.entitlement_id = ${headAdmin}
      and not exists (select 1 from rights_migrations m where m.organisation_id = ${merger.organisationId})`.execute(
    db,
  );
  if (rows.length === 0) return undefined;
  const t = messages[lang].rights.mergers.mails;
  const { old, next } = placesOf(merger);
  const from = formatDate(merger.from);
  return {
    subject: t[about].subject(old),
    parts: [
      paragraph(t[about].lead(old, next, from)),
      paragraph(merger.from > brusselsToday() ? t.prepare(from) : t.decide),
      button(t.open, mergerAddress(merger.organisationId)),
    ],
  };
}

/** What went along and still counts or will. */
async function carried(db: Db, lang: Lang, merger: Merger, personId: string): Promise<MailContent | undefined> {
  const { rows } = await sql<{ rights: string[]; themes: number }>`
    with moved as (
      select x.one from rights_migrations m cross join lateral jsonb_array_elements(m.outcome) as x (one)
      where m.organisation_id = ${merger.organisationId} and x.one ->> 'personId' = ${personId} and x.one ->> 'fate' = 'moves')
    select array(
        select distinct e.name from moved join entitlements e on e.id = moved.one ->> 'entitlementId'
        where exists (
          select 1 from grants g
          where g.person_id = ${personId} and g.organisation_id = ${merger.successorId} and g.entitlement_id = e.id
            and g.withdrawn_at is null and upper(g.period) > app.today())
        order by 1) as rights,
      (select count(*)::integer from theme_ticks t join active_grants g on g.id = t.grant_id
        where t.person_id = ${personId} and t.institution_id = ${merger.successorId} and t.unticked_at is null and exists (
          select 1 from moved where (moved.one ->> 'themeId')::smallint = t.theme_id
            and (moved.one ->> 'levelId')::smallint = t.level_id)) as themes`.execute(db);
  const [found] = rows;
  if (!found || found.rights.length + found.themes === 0) return undefined;
  const t = messages[lang].rights.mergers.mails;
  const { old, next } = placesOf(merger);
  const things = [...found.rights, ...(found.themes > 0 ? [t.carried.themes(found.themes)] : [])];
  return {
    subject: t.carried.subject(next),
    parts: [
      paragraph(t.carried.lead(old, next)),
      list(things.map((text) => ({ text }))),
      button(t.carried.open, profileAddress),
    ],
  };
}

const placesOf = (merger: Merger): { old: string; next: string } => ({
  old: organisationLabel({ id: merger.organisationId, name: merger.organisationName }),
  next: organisationLabel({ id: merger.successorId, name: merger.successorName }),
});
