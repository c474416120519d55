import { sql } from 'kysely';
import { actAsSystem } from '#access/context.ts';
import { loadReaches } from '#access/load-reaches.ts';
import { listNews, reaching, type NewDocument } from '#apps/library/index.ts';
import {
  telling,
  rowAbove,
  windowAround,
  type DigestWindows,
  type OwnRhythm,
  type Rhythm,
  type Window,
} from '#apps/alerts/model.ts';
import { alwaysDue, nextDue, tellsUntil } from '#apps/alerts/rhythm.ts';
import { stopPath } from '#apps/alerts/stop-token.ts';
import { now } from '#platform/clock.ts';
import type { Tx } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { defineJob } from '#platform/jobs.ts';
import type { MailLang } from '#platform/mail/content.ts';
import { queueMails, type MailOrder } from '#platform/mail/queue.ts';
import type { Installation } from '#platform/services.ts';

/** The name under which the mail queue finds who writes digests. */
export const digestComposer = 'digest';

/** Looks who is due: at 05:30, and in between for what is told at once and for what a stop kept waiting (NO-2). */
export const tellOfNews = defineJob({ name: 'alerts.tell', schedule: '*/5 * * * *', retries: 2, maxSeconds: 3600 });

type Means = Pick<Installation, 'database' | 'sessionSealer'>;

interface Receiver {
  personId: string;
  lang: MailLang;
  rows: readonly RhythmRow[];
}

interface RhythmRow {
  institutionId: number | null;
  themeId: number | null;
  rhythm: Rhythm;
  /** In milliseconds. */
  toldUntil: number;
  due: boolean;
}

/** A row that was told of: up to where, and when it is due again. */
interface Advance {
  personId: string;
  institutionId: number | null;
  themeId: number | null;
  toldUntil: Date;
  dueAt: Date;
}

const peopleAtOnce = 1000;

/**
 * Queues a digest for everybody who is due and has something to see, and notes up to where each was told. People are taken in batches, each
 * in one transaction: after a crash a batch was told wholly or not at all. Processes that do this at the same time take other people.
 */
export async function tellDue({ database, sessionSealer }: Means): Promise<{ people: number; digests: number }> {
  const at = now();
  let [people, digests, last] = [0, 0, '00000000-0000-0000-0000-000000000000'];
  for (;;) {
    const batch = await database.write(async (tx) => {
      // Locks rows instead of failing on those of another process; and each statement sees what was committed before it.
      await sql`set transaction isolation level read committed`.execute(tx);
      await actAsSystem(tx);
      const locked = await lockPeople(tx, at, last);
      const receivers = await readReceivers(tx, locked, at);
      return { locked, receivers: receivers.length, told: await tell(tx, sessionSealer, receivers, at) };
    });
    people += batch.receivers;
    digests += batch.told;
    if (batch.locked.length < peopleAtOnce) return { people, digests };
    last = batch.locked.at(-1) ?? last;
  }
}

/** What is told at once is only worth a look when something became available since. */
const isDue = (at: Date) => sql<boolean>`
  r.due_at <= ${at} and (r.due_at > ${alwaysDue} or exists (select from documents d where d.available_at >= r.told_until)
    or exists (select from document_shares s where s.receiver_id = r.person_id and s.ended_at is null and s.shared_at >= r.told_until))`;

/** The next people who are due: they have an address, and nobody else is telling them now. */
async function lockPeople(tx: Tx, at: Date, after: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select a.person_id as id from alerts a
    where a.is_on and a.person_id > ${after}
      and exists (select from alert_rhythms r where r.person_id = a.person_id and ${isDue(at)})
      and exists (select from persons p where p.id = a.person_id and p.email is not null and not p.blocked)
    order by a.person_id limit ${peopleAtOnce} for update of a skip locked`.execute(tx);
  return rows.map((row) => row.id);
}

/** Where they stand, read once they are locked: whoever was told by another process a moment ago is not due any more. */
async function readReceivers(tx: Tx, people: readonly string[], at: Date): Promise<Receiver[]> {
  const { rows } = await sql<Receiver>`
    select a.person_id as "personId", a.lang, jsonb_agg(jsonb_build_object(
        'institutionId', r.institution_id, 'themeId', r.theme_id, 'rhythm', r.rhythm, 'due', coalesce(r.due_at <= ${at}, false),
        'toldUntil', floor(extract(epoch from r.told_until) * 1000))) as rows
    from alerts a join alert_rhythms r on r.person_id = a.person_id
    where a.person_id = any (${[...people]}::uuid[]) and a.is_on
    group by a.person_id, a.lang having bool_or(${isDue(at)})`.execute(tx);
  return rows;
}

async function tell(tx: Tx, sealer: Means['sessionSealer'], receivers: readonly Receiver[], at: Date): Promise<number> {
  if (receivers.length === 0) return 0;
  const justNow = await findSettledMoment(tx, at);
  const plans = receivers.map((receiver) => ({ receiver, ...plan(receiver, at, justNow) }));
  const around = windowAround(plans.map(({ windows }) => windows));
  const reaches = await loadReaches(
    tx,
    receivers.map(({ personId }) => personId),
  );
  const news = around
    ? await listNews(tx, reaches.values(), { from: new Date(around[0]), until: new Date(around[1]) })
    : [];
  const orders = plans.flatMap(({ receiver, windows }): MailOrder[] => {
    const reach = reaches.get(receiver.personId);
    if (!reach || !someNews(news, windows, reaching(reach))) return [];
    return [orderOf(receiver, windows, stopPath(sealer, receiver.personId))];
  });
  await queueMails(tx, orders);
  await advance(
    tx,
    plans.flatMap(({ advances }) => advances),
  );
  return orders.length;
}

function someNews(
  news: readonly NewDocument[],
  windows: DigestWindows,
  reached: (document: NewDocument) => boolean,
): boolean {
  const told = telling(windows);
  return news.some((document) => reached(document) && told(document));
}

/** The windows of a digest now, and where its rows stand after it. */
function plan({ personId, rows }: Receiver, at: Date, justNow: Date): { windows: DigestWindows; advances: Advance[] } {
  const rhythmOf = (row: RhythmRow): OwnRhythm => {
    if (row.rhythm !== 'as-the-rest') return row.rhythm;
    const above = rowAbove(row, rows);
    return above ? rhythmOf(above) : 'never';
  };
  const advances: Advance[] = [];
  const windowOf = (row: RhythmRow): Window | null => {
    const rhythm = rhythmOf(row);
    if (!row.due || rhythm === 'never') return null;
    const until = rhythm === 'at-once' ? justNow : tellsUntil(rhythm, at);
    // A clock that was set back, or a rhythm that began after that midnight: nothing yet.
    const toldUntil = Math.max(row.toldUntil, until.getTime());
    const dueAt = rhythm === 'at-once' ? alwaysDue : nextDue(rhythm, at);
    const { institutionId, themeId } = row;
    advances.push({ personId, institutionId, themeId, toldUntil: new Date(toldUntil), dueAt });
    return row.toldUntil < toldUntil ? [row.toldUntil, toldUntil] : null;
  };
  const rest = rows.find((row) => row.themeId === null);
  return {
    windows: {
      rest: rest ? windowOf(rest) : null,
      pairs: rows.flatMap((row) =>
        row.themeId === null ? [] : [[row.institutionId, row.themeId, windowOf(row)] as const],
      ),
    },
    advances,
  };
}

/**
 * The moment before which no document can appear any more: deliveries that began earlier and did not end yet carry the moment of
 * their beginning. Transactions of other roles, such as a back-up, deliver nothing.
 */
async function findSettledMoment(tx: Tx, at: Date): Promise<Date> {
  const { rows } = await sql<{ moment: Date }>`
    select least(${at}::timestamptz, min(xact_start)) as moment from pg_stat_activity
    where datname = current_database() and usename = current_user and xact_start is not null`.execute(tx);
  return rows[0]?.moment ?? at;
}

function orderOf({ personId, lang }: Receiver, windows: DigestWindows, unsubscribePath: string): MailOrder {
  return {
    key: `digest:${newId()}`,
    to: { personId },
    lang,
    unsubscribePath,
    content: { composer: digestComposer, payload: windows },
  };
}

async function advance(tx: Tx, advances: readonly Advance[]): Promise<void> {
  await sql`
    update alert_rhythms r set told_until = a."toldUntil", due_at = a."dueAt"
    from jsonb_to_recordset(${JSON.stringify(advances)}::jsonb)
      as a ("personId" uuid, "institutionId" integer, "themeId" smallint, "toldUntil" timestamptz, "dueAt" timestamptz)
    where r.person_id = a."personId"
      and r.institution_id is not distinct from a."institutionId" and r.theme_id is not distinct from a."themeId"`.execute(
    tx,
  );
  const people = [...new Set(advances.filter((one) => one.themeId !== null).map((one) => one.personId))];
  await followAbove(tx, people);
}

/** The rows that `p` follows without a rhythm of its own, the nearest first: that of its theme everywhere, then the one for everything. */
const rowsAbove = sql`
  alert_rhythms a
  where a.person_id = p.person_id and a.institution_id is null
    and (a.theme_id is null or (a.theme_id = p.theme_id and p.institution_id is not null))`;

/**
 * A row without a rhythm of its own goes once it and the row above it were told up to the same moment, or when that one is never
 * told. Until then it is due with it.
 */
export async function followAbove(tx: Tx, people: readonly string[]): Promise<void> {
  if (people.length === 0) return;
  const following = sql`p.person_id = any (${[...people]}::uuid[]) and p.rhythm = 'as-the-rest'`;
  await sql`
    delete from alert_rhythms p
    where ${following} and exists (
      select from (select a.rhythm, a.told_until from ${rowsAbove} order by a.theme_id nulls last limit 1) above
      where above.told_until = p.told_until or above.rhythm = 'never')`.execute(tx);
  await sql`
    update alert_rhythms p
    set due_at = (select a.due_at from ${rowsAbove} and a.rhythm <> 'as-the-rest' order by a.theme_id nulls last limit 1)
    where ${following}`.execute(tx);
}
