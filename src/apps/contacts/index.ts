import { application, form, opensApplication, page } from '#access/route.ts';
import { base, keepAddress, newAddress } from '#apps/contacts/pages/addresses.ts';
import { contactPage, newPage, sendContact, sendNew } from '#apps/contacts/pages/contact.tsx';
import { institutionPage, sendInstitution } from '#apps/contacts/pages/institution.tsx';
import { keptPage } from '#apps/contacts/pages/kept.tsx';
import { ownContactsPage } from '#apps/contacts/pages/own.tsx';
import { keepsContacts, opensContacts } from '#apps/contacts/rule.ts';

export { applyContacts, readContactFiles } from '#apps/contacts/import-contacts.ts';
export { addContact, assignContacts, changeContact } from '#apps/contacts/commands/keep-contacts.ts';
export { ownContacts } from '#apps/contacts/views.ts';

const readers = opensApplication('contacts', opensContacts);
const keepers = opensApplication('contacts-keep', keepsContacts);

/** Contactpersonen of one level (PO-3, CO-1). */
export const contacts = application({
  id: 'contacts',
  name: (t) => t.contacts.levelName,
  opensFor: opensContacts,
  place: 'level',
  path: 'contactpersonen',
  levels: 'all',
  routes: [page('/:level/contactpersonen', readers, ownContactsPage)],
});

/** Mijn contacten: those of all my institutions (CO-1). */
export const contactsStart = application({
  id: 'contacts-all',
  name: (t) => t.contacts.name,
  opensFor: opensContacts,
  place: 'start',
  path: 'contacten',
  levels: 'all',
  routes: [page(base, readers, ownContactsPage)],
});

/** Contactbeheer: the administration keeps who serves which institution. */
export const contactsKeep = application({
  id: 'contacts-keep',
  name: (t) => t.contacts.keep.name,
  opensFor: keepsContacts,
  place: 'start',
  path: 'contactbeheer',
  levels: 'all',
  routes: [
    page(keepAddress, keepers, keptPage),
    page(newAddress, keepers, newPage),
    form(newAddress, keepers, sendNew),
    page(`${keepAddress}/contact/:id`, keepers, contactPage),
    form(`${keepAddress}/contact/:id`, keepers, sendContact),
    page(`${keepAddress}/instelling/:nummer`, keepers, institutionPage),
    form(`${keepAddress}/instelling/:nummer`, keepers, sendInstitution),
  ],
});
