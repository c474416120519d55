import { Conflict } from '#access/refusals.ts';
import { unknown, useCase } from '#access/use-case.ts';
import { addInput, assignInput, changeInput } from '#apps/contacts/inputs.ts';
import { contactKinds } from '#apps/contacts/model.ts';
import { findContact, findContactNamed, listContacts, listContactsOf } from '#apps/contacts/queries.ts';
import { mayKeep } from '#apps/contacts/rule.ts';
import { auditOfContact, auditOfLink, insertContact, linkContact, updateContact } from '#apps/contacts/store.ts';
import { findFormOutcome, rememberFormOutcome } from '#apps/rights/index.ts';
import { findOrganisation } from '#directory/organisations.ts';
import type { AuditEntry } from '#platform/audit.ts';

/** `exists`: there is one of that kind and name already; nothing was changed. */
export type KeepOutcome = { kind: 'saved'; contactId: string } | { kind: 'exists' };
interface Kept {
  result: KeepOutcome;
  audit: readonly AuditEntry[];
}

/** Adds a team or person (CO-1); the same form sent twice adds one. */
export const addContact = useCase({
  permission: 'contacts:add',
  input: addInput,
  load: (tx, actor, input) => findFormOutcome(tx, input.key, actor.personId),
  decide: (actor) => mayKeep(actor),
  async run(tx, actor, doneBefore, { key, ...contact }): Promise<Kept> {
    if (doneBefore) return { result: { kind: 'saved', contactId: doneBefore }, audit: [] };
    if (await findContactNamed(tx, contact.kind, contact.name)) return { result: { kind: 'exists' }, audit: [] };
    const contactId = await insertContact(tx, contact);
    await rememberFormOutcome(tx, key, actor.personId, contactId);
    return {
      result: { kind: 'saved', contactId },
      audit: [auditOfContact('add-contact', contactId, { after: contact })],
    };
  },
});

/** Changes name, telephone or e-mail address, for every institution it serves. */
export const changeContact = useCase({
  permission: 'contacts:change',
  input: changeInput,
  load: (tx, _actor, input) => findContact(tx, input.contactId),
  decide: (actor, contact) => (contact ? mayKeep(actor) : unknown),
  async run(tx, _actor, before, { contactId, revision, ...contact }): Promise<Kept> {
    if (!before) throw new TypeError('decide let an unknown contact through');
    const namesake = await findContactNamed(tx, before.kind, contact.name);
    if (namesake && namesake.id !== contactId) return { result: { kind: 'exists' }, audit: [] };
    if (!(await updateContact(tx, contactId, contact, revision))) throw new Conflict();
    const { name, phone, email } = before;
    const states = { before: { name, phone, email }, after: contact };
    return { result: { kind: 'saved', contactId }, audit: [auditOfContact('change-contact', contactId, states)] };
  },
});

/** Says who serves an institution; one audit entry per kind that changed. */
export const assignContacts = useCase({
  permission: 'contacts:assign',
  input: assignInput,
  load: async (tx, _actor, input) => ({
    organisation: await findOrganisation(tx, input.institutionId),
    known: await listContacts(tx),
    now: (await listContactsOf(tx, [input.institutionId])).get(input.institutionId) ?? [],
  }),
  decide: (actor, { organisation, known }, { contacts }) => {
    const isChoice = (kind: string, id: string): boolean => known.some((one) => one.id === id && one.kind === kind);
    const exist = Object.entries(contacts).every(([kind, id]) => id === null || isChoice(kind, id));
    return organisation && exist ? mayKeep(actor) : unknown;
  },
  async run(tx, _actor, { now }, { institutionId, contacts }): Promise<{ result: null; audit: readonly AuditEntry[] }> {
    const audit: AuditEntry[] = [];
    for (const kind of contactKinds) {
      const wanted = contacts[kind];
      const before = now.find((contact) => contact.kind === kind);
      if (wanted === undefined || wanted === (before?.id ?? null)) continue;
      await linkContact(tx, institutionId, kind, wanted);
      audit.push(auditOfLink(institutionId, kind, before, wanted));
    }
    return { result: null, audit };
  },
});
