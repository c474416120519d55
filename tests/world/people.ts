import { sql } from 'kysely';
import { asSystem } from '#access/context.ts';
import type { OnBehalfOf } from '#access/load-actor.ts';
import type { Database, Tx } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { anAdministration, type School } from '#tests/world/organisations.ts';
import { daysFromToday, running } from '#tests/world/periods.ts';

/** Somebody of the test world, acting for all organisations of the target group unless `onBehalfOf` is narrowed. */
export interface Person {
  id: string;
  givenName: string;
  familyName: string;
  email: string | null;
  onBehalfOf: OnBehalfOf;
}

export interface PersonWishes {
  name?: string;
  email?: string | null;
  blocked?: boolean;
  targetGroup?: string;
}

export interface RightWishes {
  of: School;
  /** Give the right to this person; without it somebody new. */
  to?: Person;
  /** Where the work relation is, when that is not where the right is: a board for its schools. */
  employedBy?: School;
  period?: string;
  relationPeriod?: string;
  contexts?: readonly string[];
  cause?: 'automatic' | 'imported';
}

export interface GivenRight {
  grantId: string;
  relationId: string;
}

const peopleOfSchools = [
  'An Peeters',
  'Bart Wouters',
  'Chantal De Smet',
  'Dirk Janssens',
  'Els Maes',
  'Fatima El Amrani',
];

let made = 0;

/** Somebody without any relation or right. */
export async function aPerson(database: Database, wishes: PersonWishes = {}): Promise<Person> {
  const name = wishes.name ?? `${peopleOfSchools[made % peopleOfSchools.length]}`;
  made += 1;
  const [givenName = '', ...rest] = name.split(' ');
  const person = { id: newId(), givenName, familyName: rest.join(' ') };
  const email = wishes.email === undefined ? `persoon${made}@school.example` : wishes.email;
  await asSystem(database, (tx) =>
    tx
      .insertInto('persons')
      .values({
        id: person.id,
        given_name: givenName,
        family_name: person.familyName,
        email,
        blocked: wishes.blocked ?? false,
      })
      .execute(),
  );
  const targetGroup = wishes.targetGroup ?? 'OV';
  return { ...person, email, onBehalfOf: { personId: person.id, targetGroup, workRelationId: null } };
}

/** The running work relation of a person with an organisation, made when there is none in that period. */
export async function aWorkRelation(
  database: Database,
  person: Person,
  at: School,
  period = running(),
): Promise<string> {
  return asSystem(database, (tx) => relationOf(tx, person, at, period));
}

/** Gives a right, as an import does. */
export async function aGrant(
  database: Database,
  person: Person,
  entitlement: string,
  wishes: Omit<RightWishes, 'to'>,
): Promise<GivenRight> {
  return asSystem(database, async (tx) => {
    const period = wishes.period ?? running();
    const relationId = await relationOf(tx, person, wishes.employedBy ?? wishes.of, wishes.relationPeriod ?? running());
    const grantId = newId();
    await tx
      .insertInto('grants')
      .values({
        id: grantId,
        work_relation_id: relationId,
        person_id: person.id,
        entitlement_id: entitlement,
        organisation_id: wishes.of.id,
        period,
        contexts: [...(wishes.contexts ?? [])],
        cause: wishes.cause ?? 'imported',
      })
      .execute();
    return { grantId, relationId };
  });
}

/** A holder of any right, such as `aHolder(database, 'edison-admin', { of: school })`. */
export async function aHolder(
  database: Database,
  entitlement: string,
  wishes: RightWishes & PersonWishes,
): Promise<Person & GivenRight> {
  const person = wishes.to ?? (await aPerson(database, wishes));
  return { ...person, ...(await aGrant(database, person, entitlement, wishes)) };
}

/** Mijn Onderwijs Portaal Beheerder: every theme, and the theme grid. */
export function aPortalAdmin(database: Database, wishes: RightWishes & PersonWishes): Promise<Person & GivenRight> {
  return aHolder(database, 'portal-admin', wishes);
}

/** Mijn Onderwijs Gebruiker, with the themes that were ticked. */
export async function aPortalUser(
  database: Database,
  wishes: RightWishes & PersonWishes & { themes?: readonly number[]; level?: number },
): Promise<Person & GivenRight> {
  const person = await aHolder(database, 'portal-user', wishes);
  const level = wishes.level ?? wishes.of.levels[0] ?? 1;
  for (const theme of wishes.themes ?? []) await aTick(database, person, { of: wishes.of, level, theme });
  return person;
}

/** A reader of the administration: whole themes of all institutions. */
export async function anAdministrationReader(
  database: Database,
  wishes: PersonWishes & { themes: readonly string[]; of?: School },
): Promise<Person & GivenRight> {
  const of = wishes.of ?? (await anAdministration(database));
  return aHolder(database, 'administration-reader', { targetGroup: 'GID', ...wishes, of, contexts: wishes.themes });
}

/** A theme that was ticked, as an import does. */
export async function aTick(
  database: Database,
  person: Person,
  what: { of: School; level: number; theme: number },
): Promise<void> {
  await asSystem(database, (tx) =>
    tx
      .insertInto('theme_ticks')
      .values({ person_id: person.id, institution_id: what.of.id, level_id: what.level, theme_id: what.theme })
      .execute(),
  );
}

/** The right gives nothing any more from this moment. */
export async function withdraw(database: Database, grantId: string): Promise<void> {
  await asSystem(database, (tx) =>
    tx.updateTable('grants').set({ withdrawn_at: new Date() }).where('id', '=', grantId).execute(),
  );
}

/** Moves the days on which a right holds. */
export async function setPeriod(database: Database, grantId: string, period: string): Promise<void> {
  await asSystem(database, (tx) => tx.updateTable('grants').set({ period }).where('id', '=', grantId).execute());
}

/** Moves the days on which a work relation runs. */
export async function setRelationPeriod(database: Database, relationId: string, period: string): Promise<void> {
  await asSystem(database, (tx) =>
    tx.updateTable('work_relations').set({ period }).where('id', '=', relationId).execute(),
  );
}

/** What somebody asks for and nobody has decided about. */
export async function aRequest(
  database: Database,
  person: Person,
  what: { of: School; right: string; theme?: number; level?: number; contexts?: string[] },
): Promise<string> {
  const level = what.level ?? what.of.levels[0] ?? 1;
  const id = newId();
  await asSystem(database, async (tx) => {
    await sql`select set_config('app.person_id', ${person.id}, true)`.execute(tx);
    await tx
      .insertInto('access_requests')
      .values({
        id,
        person_id: person.id,
        organisation_id: what.of.id,
        entitlement_id: what.right,
        theme_id: what.theme ?? null,
        level_id: what.theme === undefined ? null : level,
        contexts: what.contexts ?? [],
        until: daysFromToday(200),
        reason: 'Ik vervang An.',
      })
      .execute();
  });
  return id;
}

async function relationOf(tx: Tx, person: Person, at: School, period: string): Promise<string> {
  const known = await tx
    .selectFrom('work_relations')
    .select('id')
    .where('person_id', '=', person.id)
    .where('organisation_id', '=', at.id)
    .where('period', '&&', period)
    .executeTakeFirst();
  if (known) return known.id;
  const id = newId();
  await tx
    .insertInto('work_relations')
    .values({
      id,
      person_id: person.id,
      organisation_id: at.id,
      target_group: person.onBehalfOf.targetGroup ?? 'OV',
      category: 'Medewerker',
      period,
    })
    .execute();
  return id;
}
