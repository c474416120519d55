import { sql } from 'kysely';
import { isLevelId, type LevelId } from '#directory/levels.ts';
import { parseInstitutionNumber } from '#directory/institution-number.ts';
import type { Db } from '#platform/db.ts';

export type OrganisationKind =
  | 'institution'
  | 'board'
  | 'school-community'
  | 'guidance-centre'
  | 'boarding-school'
  | 'umbrella'
  | 'learning-support-centre'
  | 'administration'
  | 'other';

export interface Organisation {
  id: number;
  kind: OrganisationKind;
  name: string;
  fullName: string | null;
  ovoCode: string | null;
  postalCode: string | null;
  /** The municipality of today, also where an older NIS code was delivered. */
  municipality: string | null;
  /** The last day it exists, when that is known. */
  closesOn: string | null;
  isOpen: boolean;
}

export type RelationKind =
  | 'board'
  | 'school-community'
  | 'guidance-centre'
  | 'umbrella'
  | 'boarding-school'
  | 'learning-support-centre'
  | 'successor';

/** Where the next page of a list by name starts. */
export interface OrganisationKey {
  name: string;
  id: number;
}

export interface OrganisationSearch {
  /** A number, words of the name, or a municipality; empty lists everything. */
  text?: string;
  /** Only these; undefined is every organisation, an empty list none. */
  among?: readonly number[];
  kinds?: readonly OrganisationKind[];
  level?: LevelId;
  /** Closed ones too; without it only those that exist today. */
  includeClosed?: boolean;
  limit: number;
  after?: OrganisationKey;
}

export interface OrganisationPage {
  organisations: Organisation[];
  /** Give it as `after` to read on; undefined at the end. */
  next: OrganisationKey | undefined;
}

const columns = sql`
  o.id, o.kind, o.name, o.full_name as "fullName", o.ovo_code as "ovoCode", o.postal_code as "postalCode",
  coalesce(m.name, o.municipality_name) as municipality, upper(o.valid) - 1 as "closesOn", o.valid @> app.today() as "isOpen"`;

const organisationsWithMunicipality = sql`
  organisations o left join municipalities_today m on m.nis_code = o.nis_code`;

export async function findOrganisation(db: Db, id: number): Promise<Organisation | undefined> {
  const [found] = await listOrganisations(db, [id]);
  return found;
}

/** These organisations, closed ones too, by name. */
export async function listOrganisations(db: Db, ids: readonly number[]): Promise<Organisation[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Organisation>`
    select ${columns} from ${organisationsWithMunicipality}
    where o.id = any (${[...ids]}::integer[])
    order by app.plain(o.name), o.id
  `.execute(db);
  return rows;
}

/** A page of organisations for a picker: by number when digits are typed, otherwise by words of name or municipality. */
export async function searchOrganisations(db: Db, search: OrganisationSearch): Promise<OrganisationPage> {
  const { rows } = await sql<Organisation & { key: string }>`
    select ${columns}, app.plain(o.name) as key from ${organisationsWithMunicipality}
    where ${sql.join(conditionsOf(search), sql` and `)}
    order by app.plain(o.name), o.id
    limit ${search.limit + 1}
  `.execute(db);
  const page = rows.slice(0, search.limit);
  const last = rows.length > search.limit ? page.at(-1) : undefined;
  return {
    organisations: page.map(({ key: _, ...organisation }) => organisation),
    next: last && { name: last.key, id: last.id },
  };
}

function conditionsOf(search: OrganisationSearch) {
  const { among, kinds, level, after } = search;
  return [
    sql`true`,
    ...(search.includeClosed ? [] : [sql`o.valid @> app.today()`]),
    ...(among ? [sql`o.id = any (${[...among]}::integer[])`] : []),
    ...(kinds ? [sql`o.kind = any (${[...kinds]}::text[])`] : []),
    ...(level
      ? [sql`exists (select 1 from organisation_levels l where l.organisation_id = o.id and l.level_id = ${level})`]
      : []),
    ...(after ? [sql`(app.plain(o.name), o.id) > (${after.name}, ${after.id})`] : []),
    ...textConditions(search.text?.trim() ?? ''),
  ];
}

/** Every word must occur; digits by themselves are the beginning of a number, with or without leading zeros. */
function textConditions(text: string) {
  if (text === '') return [];
  if (/^[\d\s.]+$/.test(text)) return [numberCondition(text)];
  return text.split(/\s+/).map((word) => {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    return sql`app.plain(o.name || ' ' || coalesce(m.name, '') || ' ' || coalesce(o.municipality_name, '')) like app.plain(${pattern})`;
  });
}

function numberCondition(text: string) {
  const number = parseInstitutionNumber(text);
  if (number === undefined) return sql`false`;
  const digits = text.replace(/[\s.]/g, '');
  const beginning = digits.startsWith('0')
    ? sql`lpad(o.id::text, 6, '0') like ${`${digits}%`}`
    : sql`o.id::text like ${`${number}%`}`;
  return sql`(o.id = ${number} or o.id < 1000000 and ${beginning} or o.postal_code = ${digits})`;
}

/** What an institution belongs to today: at most one of each kind (R20). */
export async function findRelated(db: Db, organisationId: number, kind: RelationKind): Promise<number | undefined> {
  const { rows } = await sql<{ related: number }>`
    select related_id as related from organisation_relations
    where organisation_id = ${organisationId} and kind = ${kind} and period @> app.today()
  `.execute(db);
  return rows[0]?.related;
}

/** The number of the board today. */
export function findBoardOf(db: Db, institutionId: number): Promise<number | undefined> {
  return findRelated(db, institutionId, 'board');
}

/** The institutions that belong to a board, community, centre … today. */
export async function listRelating(db: Db, relatedId: number, kind: RelationKind): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select r.organisation_id as id from organisation_relations r join organisations o on o.id = r.organisation_id
    where r.related_id = ${relatedId} and r.kind = ${kind} and r.period @> app.today() and o.valid @> app.today()
    order by app.plain(o.name), o.id
  `.execute(db);
  return rows.map((row) => row.id);
}

export function listInstitutionsOfBoard(db: Db, boardId: number): Promise<number[]> {
  return listRelating(db, boardId, 'board');
}

/** The levels of each of these organisations; one without a level is in the map with none. */
export async function levelsOfOrganisations(db: Db, ids: readonly number[]): Promise<Map<number, LevelId[]>> {
  const levels = new Map<number, LevelId[]>(ids.map((id) => [id, []]));
  const { rows } = await sql<{ id: number; level: number }>`
    select organisation_id as id, level_id as level from organisation_levels
    where organisation_id = any (${[...ids]}::integer[]) order by organisation_id, level_id
  `.execute(db);
  for (const { id, level } of rows) if (isLevelId(level)) levels.get(id)?.push(level);
  return levels;
}
