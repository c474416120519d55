import { z } from 'zod';
import { placesWhere } from '#access/rule.ts';
import { allowed, unknown, view } from '#access/use-case.ts';
import { institutionInput, numberInput } from '#apps/emergency-numbers/inputs.ts';
import type { NumberRead, SealedNumber } from '#apps/emergency-numbers/model.ts';
import {
  countNumbers,
  findNumber,
  listHolders,
  listNumbers,
  listReads,
  type Holder,
} from '#apps/emergency-numbers/queries.ts';
import { mayRegister, registersNumbers } from '#apps/emergency-numbers/rule.ts';
import { findOrganisation, listOrganisations, type Organisation } from '#directory/organisations.ts';

export interface NumbersOfInstitution {
  organisation: Organisation;
  numbers: readonly SealedNumber[];
  reads: readonly NumberRead[];
  holders: readonly Holder[];
}

/** The numbers of an own institution and who read them; nobody else's (O1, O3). */
export const numbersOf = view({
  permission: 'emergency-numbers:list-own',
  input: institutionInput,
  load: (db, _actor, asked) => findOrganisation(db, asked.institutionId),
  decide: (actor, organisation, asked) => (organisation ? mayRegister(actor, asked.institutionId) : unknown),
  read: async (db, _actor, organisation): Promise<NumbersOfInstitution> => {
    if (!organisation) throw new TypeError('decide let an unknown institution through');
    return {
      organisation,
      numbers: await listNumbers(db, organisation.id),
      reads: await listReads(db, organisation.id),
      holders: await listHolders(db, organisation.id),
    };
  },
});

/** One number of an own institution; of another it does not exist. */
export const ownNumber = view({
  permission: 'emergency-numbers:read-own',
  input: numberInput,
  load: (db, _actor, asked) => findNumber(db, asked.numberId),
  decide: (actor, number) =>
    number && mayRegister(actor, number.institutionId).verdict === 'allowed' ? allowed() : unknown,
  read: async (db, _actor, number): Promise<{ number: SealedNumber; holders: readonly Holder[] }> => {
    if (!number) throw new TypeError('decide let an unknown number through');
    return { number, holders: await listHolders(db, number.institutionId) };
  },
});

export interface RegisteringInstitution {
  organisation: Organisation;
  numbers: number;
}

/** The institutions of a level for which the actor may register numbers. */
export const registeringInstitutions = view({
  permission: 'emergency-numbers:list-institutions',
  input: z.object({ levelId: z.number().int().min(1).max(7) }),
  load: async () => null,
  decide: () => allowed(),
  read: async (db, actor, _subject, { levelId }): Promise<RegisteringInstitution[]> => {
    const here = actor.places.filter((place) => place.levelId === levelId);
    const ids = placesWhere(registersNumbers, actor, here).map((place) => place.institutionId);
    const counts = await countNumbers(db, ids);
    return (await listOrganisations(db, ids)).map((organisation) => ({
      organisation,
      numbers: counts.get(organisation.id) ?? 0,
    }));
  },
});
