import { atTheDoor } from '#access/context.ts';
import type { Database } from '#platform/db.ts';
import { createSession } from '#web/session/store.ts';
import type { Persona } from '../generate/people.ts';

/** Signs a person in the way the website does and answers the cookie header. */
export async function signIn(database: Database, persona: Persona): Promise<string> {
  const token = await atTheDoor(database, (tx) =>
    createSession(tx, {
      ...persona,
      issuer: 'https://identity.example',
      idTokenSealed: null,
      acr: null,
      authenticatedAt: laterThanAnyMeasurement(),
    }),
  );
  return `__Host-sessie=${token}`;
}

/** Measuring takes longer than the minutes in which a pay overview opens. */
const laterThanAnyMeasurement = (): Date => new Date(Date.now() + 8 * 3_600_000);
