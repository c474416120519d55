import { asSystem } from '#access/context.ts';
import { brusselsToday } from '#platform/clock.ts';
import type { Database } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import type { School } from '#tests/world/organisations.ts';
import { aPerson } from '#tests/world/people.ts';

/** A number of the school itself, sealed with nobody's key; answers its id. */
export async function anEmergencyNumber(database: Database, school: School): Promise<string> {
  const id = newId();
  const registrar = await aPerson(database);
  const number = {
    id,
    institution_id: school.id,
    label: 'Wachttelefoon',
    number_sealed: Buffer.alloc(40),
    call_order: 1,
  };
  await asSystem(database, (tx) =>
    tx
      .insertInto('emergency_numbers')
      .values({ ...number, confirmed_on: brusselsToday(), registered_by: registrar.id })
      .execute(),
  );
  return id;
}
