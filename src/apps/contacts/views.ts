import { z } from 'zod';
import { placesWhere } from '#access/rule.ts';
import { allowed, unknown, view } from '#access/use-case.ts';
import { contactId, institutionInput, ownContactsInput } from '#apps/contacts/inputs.ts';
import type { Contact, KeptContact } from '#apps/contacts/model.ts';
import { findContact, listContacts, listContactsOf } from '#apps/contacts/queries.ts';
import { mayKeep, opensContacts } from '#apps/contacts/rule.ts';
import { findOrganisation, searchOrganisations, type Organisation } from '#directory/organisations.ts';

export interface OwnContacts {
  institutions: readonly { organisation: Organisation; contacts: readonly Contact[] }[];
  more: boolean;
  /** How many institutions the actor has, whatever was searched. */
  total: number;
}

export const perPage = 20;

/** The contacts of the institutions for which the actor holds a right on the portal; of no other (CO-1). */
export const ownContacts = view({
  permission: 'contacts:list-own',
  input: ownContactsInput,
  load: async () => null,
  decide: () => allowed(),
  read: async (db, actor, _subject, { levelId, text, skip }): Promise<OwnContacts> => {
    const places = placesWhere(opensContacts, actor, actor.places);
    const here = places.filter((place) => levelId === null || place.levelId === levelId);
    const among = [...new Set(here.map((place) => place.institutionId))];
    const { organisations, next } = await searchOrganisations(db, { among, text, limit: skip + perPage });
    const shown = organisations.slice(skip);
    const contacts = await listContactsOf(
      db,
      shown.map((organisation) => organisation.id),
    );
    return {
      institutions: shown.map((organisation) => ({ organisation, contacts: contacts.get(organisation.id) ?? [] })),
      more: next !== undefined,
      total: among.length,
    };
  },
});

/** Every contact, for those who keep them. */
export const keptContacts = view({
  permission: 'contacts:list-kept',
  input: z.object({}),
  load: async () => null,
  decide: (actor) => mayKeep(actor),
  read: (db) => listContacts(db),
});

export const keptContact = view({
  permission: 'contacts:read-kept',
  input: contactId,
  load: (db, _actor, asked) => findContact(db, asked.contactId),
  decide: (actor, contact) => (contact ? mayKeep(actor) : unknown),
  read: async (_db, _actor, contact): Promise<KeptContact> => contact as KeptContact,
});

export interface ContactsOfInstitution {
  organisation: Organisation;
  contacts: readonly Contact[];
  choices: readonly KeptContact[];
}

/** The contacts of one institution and what can be chosen, for those who keep them. */
export const contactsOfInstitution = view({
  permission: 'contacts:read-institution',
  input: institutionInput,
  load: (db, _actor, asked) => findOrganisation(db, asked.institutionId),
  decide: (actor, organisation) => (organisation ? mayKeep(actor) : unknown),
  read: async (db, _actor, organisation): Promise<ContactsOfInstitution> => {
    if (!organisation) throw new TypeError('decide let an unknown institution through');
    const contacts = await listContactsOf(db, [organisation.id]);
    return { organisation, contacts: contacts.get(organisation.id) ?? [], choices: await listContacts(db) };
  },
});
