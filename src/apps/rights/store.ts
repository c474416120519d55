import { sql } from 'kysely';
import type { GrantCause } from '#apps/rights/model.ts';
import { SomebodyWasFirst, type Tx } from '#platform/db.ts';

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

export async function insertGrant(tx: Tx, grant: NewGrant): Promise<string> {
  const { rows } = await beingFirst(
    sql<{ id: string }>`
      insert into grants (work_relation_id, person_id, entitlement_id, organisation_id, period, contexts, cause, given_by,
        given_on_grant, reason, deputyship_id, deputises, themes)
      values (${grant.workRelationId}, ${grant.personId}, ${grant.entitlementId}, ${grant.organisationId},
        daterange(${grant.from}, ${grant.until}, '[]'), ${[...grant.contexts]}::text[], ${grant.cause}, ${grant.givenBy},
        ${grant.givenOnGrant}, ${grant.reason}, ${grant.deputy?.deputyshipId ?? null}, ${grant.deputy?.deputises ?? null},
        ${grant.deputy ? [...grant.deputy.themes] : null}::smallint[])
      returning id`.execute(tx),
  );
  const [row] = rows;
  if (!row) throw new Error('a stored grant has an id');
  return row.id;
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
