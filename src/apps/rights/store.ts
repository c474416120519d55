import { sql } from 'kysely';
import type { GrantCause } from '#apps/rights/model.ts';
import { SomebodyWasFirst, type Tx } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';

export interface NewGrant {
  workRelationId: string;
  personId: string;
  entitlementId: string;
  organisationId: number;
  from: string;
  until: string;
  contexts: readonly string[];
  cause: GrantCause;
  givenBy: string | null;
  givenOnGrant: string | null;
  reason: string | null;
  /** What a deputy stands for. */
  deputy?: { deputyshipId: string; deputises: string; themes: readonly number[] };
}

/** What an audit event tells of a right that began: enough to rebuild it (R25). */
export function grantFacts(
  grant: Pick<NewGrant, 'workRelationId' | 'personId' | 'entitlementId' | 'contexts' | 'from' | 'until'>,
) {
  const { workRelationId: relation, personId: person, entitlementId: entitlement, contexts, from, until } = grant;
  return { relation, person, entitlement, contexts, from, until };
}

const exclusionViolation = '23P01';

/** Stores rights and answers their ids, in the same order. */
export async function insertGrants(tx: Tx, grants: readonly NewGrant[]): Promise<string[]> {
  const rows = grants.map(({ deputy, ...grant }) => ({ ...grant, ...deputy, id: newId() }));
  await beingFirst(
    sql`
      insert into grants (id, work_relation_id, person_id, entitlement_id, organisation_id, period, contexts, cause, given_by,
        given_on_grant, reason, deputyship_id, deputises, themes)
      select r.id, r."workRelationId", r."personId", r."entitlementId", r."organisationId", daterange(r."from", r.until, '[]'),
        array(select jsonb_array_elements_text(r.contexts)), r.cause, r."givenBy", r."givenOnGrant", r.reason, r."deputyshipId",
        r.deputises, case when r.themes is not null then array(select jsonb_array_elements_text(r.themes)::smallint) end
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, "workRelationId" uuid, "personId" uuid,
        "entitlementId" text, "organisationId" integer, "from" date, until date, contexts jsonb, cause text, "givenBy" uuid,
        "givenOnGrant" uuid, reason text, "deputyshipId" uuid, deputises uuid, themes jsonb)`.execute(tx),
  );
  return rows.map(({ id }) => id);
}

export async function insertGrant(tx: Tx, grant: NewGrant): Promise<string> {
  const [id] = await insertGrants(tx, [grant]);
  if (!id) throw new Error('a stored grant has an id');
  return id;
}

/** Somebody else stored the same thing meanwhile: a fault of nobody, tried again with what is there now. */
export async function beingFirst<T>(statement: Promise<T>): Promise<T> {
  try {
    return await statement;
  } catch (error) {
    if ((error as { code?: string }).code === exclusionViolation) throw new SomebodyWasFirst('', { cause: error });
    throw error;
  }
}

/** Sets the last day; the first day never changes (R14). */
export async function changeLastDay(tx: Tx, grantIds: readonly string[], until: string): Promise<void> {
  await beingFirst(
    sql`
      update grants set period = daterange(lower(period), ${until}, '[]')
      where id = any (${[...grantIds]}::uuid[])`.execute(tx),
  );
}

/** Takes rights away at this moment; the rows stay as history. */
export async function withdrawGrants(
  tx: Tx,
  grantIds: readonly string[],
  by: string | null,
  reason: string,
): Promise<void> {
  await sql`
    update grants set withdrawn_at = now(), withdrawn_by = ${by}, withdrawn_reason = ${reason}
    where id = any (${[...grantIds]}::uuid[]) and withdrawn_at is null`.execute(tx);
}

/** What an earlier sending of the same form led to: a form that was sent twice does its work once. */
export async function findFormOutcome(tx: Tx, key: string, personId: string): Promise<string | undefined> {
  const found = await tx
    .selectFrom('form_keys')
    .select('outcome')
    .where('key', '=', key)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return found?.outcome;
}

export async function rememberFormOutcome(tx: Tx, key: string, personId: string, outcome: string): Promise<void> {
  await tx.insertInto('form_keys').values({ key, person_id: personId, outcome }).execute();
}

/** A selection that nobody came back to is of no use after so long. */
const daysKept = 7;

/** Keeps what somebody picked, under an id that the next address carries. */
export async function keepSelection(tx: Tx, personId: string, items: readonly string[]): Promise<string> {
  await sql`
    delete from selections
    where person_id = ${personId} and made_at < now() - make_interval(days => ${daysKept})`.execute(tx);
  const { id } = await tx
    .insertInto('selections')
    .values({ person_id: personId, items: [...items] })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
