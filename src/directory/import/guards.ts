import { sql } from 'kysely';
import type { SettledOrganisation } from '#directory/import/records.ts';
import { ImportRefused } from '#directory/import/report.ts';
import type { Db } from '#platform/db.ts';

const mostThatMayVanish = 0.15;
const smallestGroup = 20;

export interface Vanishing {
  /** Ids that are known from this source, belong to a group of this delivery, and are not delivered. */
  readonly ids: readonly number[];
  /** Known ones in the same groups. */
  readonly known: number;
  readonly worstGroup: { name: string; vanished: number; known: number } | undefined;
}

interface KnownRow {
  id: number;
  kind: string;
  levels: string;
}

/**
 * Who is no longer delivered. Only groups that occur in the delivery are compared: a delivery of secondary schools says nothing
 * about boards. A group is one kind with one set of levels.
 */
export async function findVanished(
  db: Db,
  source: string,
  delivered: ReadonlyMap<number, SettledOrganisation>,
): Promise<Vanishing> {
  const groups = new Set([...delivered.values()].map((row) => `${row.kind} ${row.levels.join('+')}`));
  const { rows } = await sql<KnownRow>`
    select o.id, o.kind, coalesce((
      select string_agg(l.level_id::text, '+' order by l.level_id) from organisation_levels l where l.organisation_id = o.id
    ), '') as levels
    from organisations o where o.source = ${source} and upper_inf(o.valid)
  `.execute(db);
  const comparable = rows.filter((row) => groups.has(`${row.kind} ${row.levels}`));
  const vanished = comparable.filter((row) => !delivered.has(row.id));
  return { ids: vanished.map((row) => row.id), known: comparable.length, worstGroup: worst(comparable, delivered) };
}

function worst(known: readonly KnownRow[], delivered: ReadonlyMap<number, unknown>): Vanishing['worstGroup'] {
  const groups = Map.groupBy(known, (row) => `${row.kind} ${row.levels}`.trim());
  return [...groups]
    .map(([name, rows]) => ({
      name,
      known: rows.length,
      vanished: rows.filter((row) => !delivered.has(row.id)).length,
    }))
    .filter((group) => group.known >= smallestGroup)
    .sort((one, other) => other.vanished / other.known - one.vanished / one.known)[0];
}

/** A delivery that lost more than 15 % is more likely broken than true. */
export function refuseShrink(vanishing: Vanishing): void {
  const { ids, known, worstGroup } = vanishing;
  const whole = { name: 'organisations', vanished: ids.length, known };
  const shrunk = [whole, ...(worstGroup ? [worstGroup] : [])].find(
    (group) => group.vanished > group.known * mostThatMayVanish,
  );
  if (!shrunk) return;
  const percent = Math.round((100 * shrunk.vanished) / shrunk.known);
  throw new ImportRefused(
    `${shrunk.vanished} of ${shrunk.known} known ${shrunk.name} (${percent} %) are missing from this delivery; more than 15 % is refused. ` +
      'Nothing was written. Check that the delivery is whole; if they are really gone, import again with --force',
  );
}

const optionalFields: readonly { column: string; of: (row: SettledOrganisation) => unknown }[] = [
  { column: 'full_name', of: (row) => row.fullName },
  { column: 'network', of: (row) => row.network },
  { column: 'recognition', of: (row) => row.recognition },
  { column: 'street', of: (row) => row.street },
  { column: 'postal_code', of: (row) => row.postalCode },
  { column: 'nis_code', of: (row) => row.nisCode },
  { column: 'phone', of: (row) => row.phone },
  { column: 'email', of: (row) => row.email },
  { column: 'website', of: (row) => row.website },
];

const enoughToJudge = 5;

/** A field that nobody has any more was renamed at the source; taking it would empty it for everybody. */
export async function refuseVanishedField(
  db: Db,
  source: string,
  delivered: ReadonlyMap<number, SettledOrganisation>,
): Promise<void> {
  const counts = optionalFields.map(({ column }) => sql`count(${sql.ref(column)})::integer as ${sql.ref(column)}`);
  const { rows } = await sql<Record<string, number>>`
    select ${sql.join(counts)} from organisations
    where source = ${source} and id = any (${[...delivered.keys()]}::integer[])
  `.execute(db);
  const gone = optionalFields.find(
    ({ column, of }) =>
      (rows[0]?.[column] ?? 0) >= enoughToJudge && ![...delivered.values()].some((row) => of(row) !== null),
  );
  if (gone) {
    throw new ImportRefused(
      `No organisation of this delivery has a value for ${gone.column}, while ${rows[0]?.[gone.column]} of them had one: the field was probably renamed at the source. Nothing was written`,
    );
  }
}
