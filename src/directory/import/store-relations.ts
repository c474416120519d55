import { sql } from 'kysely';
import { formatInstitutionNumber } from '#directory/institution-number.ts';
import type { SettledOrganisation } from '#directory/import/records.ts';
import type { RelationKind } from '#directory/organisations.ts';
import type { Tx } from '#platform/db.ts';

const kinds: readonly RelationKind[] = [
  'board',
  'school-community',
  'guidance-centre',
  'umbrella',
  'boarding-school',
  'learning-support-centre',
];

interface Wanted {
  id: number;
  kind: RelationKind;
  related: number | null;
}

/**
 * Brings relations to what the delivery says: a changed one ends the day before the situation date and the new one begins on it;
 * history stays. Answers with what could not be related.
 */
export async function storeRelations(
  tx: Tx,
  rows: readonly SettledOrganisation[],
  source: string,
  situationDate: string,
): Promise<string[]> {
  const wanted = rows.flatMap(wantedOf);
  const existing = await existingIds(tx, wanted);
  const possible = wanted.filter(({ related }) => related === null || existing.has(related));
  const list = JSON.stringify(possible);
  await endChanged(tx, list, source, situationDate);
  await beginNew(tx, list, source, situationDate);
  return unknownRelated(wanted, existing);
}

// A source that knows relations and leaves one out says that there is none.
function wantedOf(row: SettledOrganisation): Wanted[] {
  const { id, relations } = row;
  return relations ? kinds.map((kind) => ({ id, kind, related: relations[kind] ?? null })) : [];
}

async function existingIds(tx: Tx, wanted: readonly Wanted[]): Promise<Set<number>> {
  const ids = [...new Set(wanted.map(({ related }) => related).filter((id) => id !== null))];
  const { rows } = await sql<{ id: number }>`select id from organisations where id = any (${ids}::integer[])`.execute(
    tx,
  );
  return new Set(rows.map((row) => row.id));
}

async function endChanged(tx: Tx, list: string, source: string, situationDate: string): Promise<void> {
  const wanted = sql`jsonb_to_recordset(${list}::jsonb) as r (id integer, kind text, related integer)`;
  const isChanged = sql`
    known.organisation_id = r.id and known.kind = r.kind and upper_inf(known.period)
      and known.related_id is distinct from r.related and (r.related is not null or known.source = ${source})`;
  // What began on this very day never held: the same day was imported twice, with another answer.
  await sql`
    delete from organisation_relations known using ${wanted}
    where ${isChanged} and lower(known.period) >= ${situationDate}::date
  `.execute(tx);
  await sql`
    update organisation_relations known set period = daterange(lower(known.period), ${situationDate}::date)
    from ${wanted} where ${isChanged}
  `.execute(tx);
}

async function beginNew(tx: Tx, list: string, source: string, situationDate: string): Promise<void> {
  await sql`
    insert into organisation_relations (organisation_id, kind, related_id, period, source)
    select r.id, r.kind, r.related, daterange(${situationDate}::date, null), ${source}
    from jsonb_to_recordset(${list}::jsonb) as r (id integer, kind text, related integer)
    where r.related is not null and not exists (
      select 1 from organisation_relations known
      where known.organisation_id = r.id and known.kind = r.kind and known.period && daterange(${situationDate}::date, null)
    )
  `.execute(tx);
}

function unknownRelated(wanted: readonly Wanted[], existing: ReadonlySet<number>): string[] {
  const missing = wanted.filter(({ related }) => related !== null && !existing.has(related));
  const groups = Map.groupBy(missing, ({ kind, related }) => `${kind} ${formatInstitutionNumber(related ?? 0)}`);
  return [...groups].map(
    ([name, rows]) =>
      `${name} of ${rows.length} institution${rows.length === 1 ? '' : 's'} (${formatInstitutionNumber(rows[0]?.id ?? 0)}…) is not known: deliver it too (boards are type 300); the relation was left as it was`,
  );
}
