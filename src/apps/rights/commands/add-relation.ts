import { allowed, unknown, useCase } from '#access/use-case.ts';
import { linkObstacles, loadLink, storeLink, type LinkObstacle } from '#apps/rights/commands/link-person.ts';
import { addRelationInput } from '#apps/rights/inputs.ts';
import { findPersonInScope } from '#apps/rights/queries/person.ts';
import { managedOrganisations } from '#apps/rights/queries/scope.ts';
import { findFormOutcome, rememberFormOutcome } from '#apps/rights/store.ts';
import type { AuditEntry } from '#platform/audit.ts';

export type AddRelationOutcome = { kind: 'linked' | 'again' } | { kind: 'faults'; link: readonly LinkObstacle[] };

/**
 * Links somebody who is known to the actor to one of his institutions, also again after an earlier relation ended: it is a
 * new relation, and nothing of what hung on the old one comes back (RI-7, R13).
 */
export const addRelation = useCase({
  permission: 'rights:add-relation',
  input: addRelationInput,
  load: async (tx, actor, { personId, link }) => {
    const person = await findPersonInScope(tx, personId, managedOrganisations(actor));
    return person ? loadLink(tx, actor, link) : null;
  },
  decide: (_actor, subject) => (subject ? allowed() : unknown),
  run: async (
    tx,
    actor,
    subject,
    { personId, link, key },
  ): Promise<{ result: AddRelationOutcome; audit: AuditEntry[] }> => {
    if (!subject) throw new Error('an unknown person or institution was refused before');
    if (await findFormOutcome(tx, key, actor.personId)) return { result: { kind: 'again' }, audit: [] };
    const wish = { ...link, personId };
    const obstacles = await linkObstacles(tx, actor, subject, wish);
    if (obstacles.length > 0) return { result: { kind: 'faults', link: obstacles }, audit: [] };
    const audit = await storeLink(tx, actor, subject, wish);
    await rememberFormOutcome(tx, key, actor.personId, 'linked');
    return { result: { kind: 'linked' }, audit };
  },
});
