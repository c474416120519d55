import { z } from 'zod';
import type { ActorVisit } from '#access/visit.ts';
import type { Meant } from '#apps/library/sharing/receivers.ts';
import { longestNote } from '#apps/library/sharing/share-document.ts';
import { isId, newId } from '#platform/ids.ts';
import type { FieldFault } from '#ui/components/error-summary.tsx';

/** The form of sharing as it was typed. */
export interface TypedShare {
  email: string;
  /** What a colleague is looked for by. */
  named: string;
  personId: string;
  note: string;
  key: string;
}

export const nothingTyped = (): TypedShare => ({ email: '', named: '', personId: '', note: '', key: newId() });

export function readTyped(form: FormData): TypedShare {
  const text = (name: string, most: number): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim().slice(0, most) : '';
  };
  const key = text('sleutel', 36);
  return {
    email: text('email', 320),
    named: text('zoek', 100),
    personId: text('collega', 36),
    note: text('boodschap', 5_000).replaceAll('\r\n', '\n'),
    key: isId(key) ? key : newId(),
  };
}

const address = z.email().max(254);

/** Whom the sharer means, or a sentence beside each field that is not in order. */
export function understand(typed: TypedShare, t: ActorVisit['t']): { meant: Meant } | { faults: FieldFault[] } {
  const errors = t.sharing.errors;
  const personId = isId(typed.personId) ? typed.personId : null;
  const email = typed.email === '' ? null : typed.email;
  const faults: FieldFault[] = [
    ...(email !== null && !address.safeParse(email).success ? [{ field: 'email', message: errors.email }] : []),
    ...(email === null && personId === null ? [{ field: 'email', message: errors.nobodyMeant }] : []),
    ...(typed.note.length > longestNote ? [{ field: 'boodschap', message: errors.note(longestNote) }] : []),
  ];
  return faults.length > 0 ? { faults } : { meant: { email, personId } };
}
