import { sql } from 'kysely';
import { answeringServicesOf, receivingServicesOf, type Actor, type EntitlementId } from '#access/actor.ts';
import { brusselsToday } from '#platform/clock.ts';
import { prepared, type Database, type Db, type Tx } from '#platform/db.ts';

/** Administrator entitlements open persons, relations and grants of the organisation they are held for. */
export const adminEntitlements = ['head-local-admin', 'local-admin', 'portal-admin', 'edison-admin'] as const;

/** Duties of people of the administration, for the service at which they hold them. */
const dutyEntitlements: readonly string[] = [
  'agenda-editor',
  'contacts-editor',
  'health-team',
] satisfies EntitlementId[];

const names = [
  'actor_kind',
  'person_id',
  'service_id',
  'administers',
  'manages',
  'scopes',
  'themes',
  'places',
  'duties',
  'receives',
  'shared',
  'answers',
  'machine',
] as const;

type Settings = Partial<Record<(typeof names)[number], string>> & {
  actor_kind: 'person' | 'service' | 'door' | 'system' | 'nobody';
};

/**
 * Tells row-level security who is asking, until the end of the transaction. The only place that does so.
 * Every setting is written each time: nothing of an earlier actor can stay behind.
 */
async function actAs(db: Db, settings: Settings): Promise<void> {
  const parts = names.map((name) => sql`set_config(${`app.${name}`}, ${settings[name] ?? ''}, true)`);
  await sql`select ${prepared('act-as')} ${sql.join(parts)}, set_config('app.today', ${brusselsToday()}, true)`.execute(
    db,
  );
}

/** The door: reads sessions, persons and rights before it is known who is asking. */
export function actAsDoor(db: Db): Promise<void> {
  return actAs(db, { actor_kind: 'door' });
}

/** Somebody who is not signed in: sees what is public, nothing else. */
export function actAsNobody(db: Db): Promise<void> {
  return actAs(db, { actor_kind: 'nobody' });
}

/** The system inside a transaction that began as somebody else, such as the sign-in that takes over roles. */
export function actAsSystem(db: Db): Promise<void> {
  return actAs(db, { actor_kind: 'system' });
}

/**
 * Asks what a day to come would bring: from here on rights are judged on that day, until `actAs…` is called again. Only for
 * reading as the system.
 */
export async function judgeOn(db: Db, day: string): Promise<void> {
  await sql`select set_config('app.today', ${day}, true)`.execute(db);
}

/** A signed-in person with exactly the reach of this instant. */
export function actAsPerson(db: Db, actor: Actor): Promise<void> {
  const managed = actor.grants
    .filter((grant) => (adminEntitlements as readonly string[]).includes(grant.entitlement))
    .map((grant) => grant.organisationId);
  return actAs(db, {
    actor_kind: 'person',
    person_id: actor.personId,
    administers: multirange(actor.reach.institutions),
    manages: multirange(managed),
    scopes: multirange(actor.reach.scopes),
    themes: `{${actor.reach.themes.join(',')}}`,
    places: multirange(actor.places.map((place) => place.institutionId * 8 + place.levelId)),
    duties: actor.grants
      .filter((grant) => dutyEntitlements.includes(grant.entitlement))
      .map((grant) => `${grant.entitlement}:${grant.organisationId}`)
      .join(','),
    receives: `{${receivingServicesOf(actor).join(',')}}`,
    shared: `{${actor.reach.shared.map((share) => share.documentId).join(',')}}`,
    answers: `{${answeringServicesOf(actor).join(',')}}`,
    machine: actor.via?.clientId ?? '',
  });
}

/** A delivering service and the themes that its token allows. */
export function actAsService(db: Db, service: { serviceId: number; themes: readonly number[] }): Promise<void> {
  return actAs(db, {
    actor_kind: 'service',
    service_id: String(service.serviceId),
    themes: `{${service.themes.join(',')}}`,
  });
}

/** Runs as the system: operators' commands and jobs, never a request. */
export function asSystem<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return database.write(async (tx) => {
    await actAsSystem(tx);
    return work(tx);
  });
}

/** A write at the door: making or ending a session, binding an identity. */
export function atTheDoor<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return database.write(async (tx) => {
    await actAsDoor(tx);
    return work(tx);
  });
}

/** A snapshot as the system, for jobs and commands that only read. */
export function readAsSystem<T>(database: Database, work: (db: Db) => Promise<T>): Promise<T> {
  return database.read(async (db) => {
    await actAsSystem(db);
    return work(db);
  });
}

function multirange(values: readonly number[]): string {
  return `{${[...new Set(values)].map((value) => `[${value},${value}]`).join(',')}}`;
}
