import { sql } from 'kysely';
import { unknown, useCase } from '#access/use-case.ts';
import { readInput } from '#apps/emergency-numbers/inputs.ts';
import type { SealedNumber } from '#apps/emergency-numbers/model.ts';
import { listNumbers } from '#apps/emergency-numbers/queries.ts';
import { mayRead } from '#apps/emergency-numbers/rule.ts';
import { findOrganisation } from '#directory/organisations.ts';
import type { AuditEntry } from '#platform/audit.ts';

/**
 * Reads the numbers of one institution for a case (NN-1). The note of the reading comes first: row-level security shows the numbers to the
 * team in the transaction that made the note, and in no other (O3). Also a look-up that finds nothing is noted.
 */
export const readNumbers = useCase({
  permission: 'emergency-numbers:read',
  input: readInput,
  load: (tx, _actor, input) => findOrganisation(tx, input.institutionId),
  decide: (actor, organisation) => (organisation ? mayRead(actor) : unknown),
  async run(
    tx,
    actor,
    _organisation,
    input,
  ): Promise<{ result: readonly SealedNumber[]; audit: readonly AuditEntry[] }> {
    const service = actor.grants.find((grant) => grant.entitlement === 'health-team')?.organisationId ?? 0;
    const { institutionId, caseNumber, purpose } = input;
    await sql`
      insert into emergency_number_reads (institution_id, reader_id, reader_organisation_id, case_number, purpose)
      values (${institutionId}, ${actor.personId}, ${service}, ${caseNumber}, ${purpose})`.execute(tx);
    const numbers = await listNumbers(tx, institutionId);
    const audit = {
      action: 'read-emergency-numbers',
      subjectKind: 'institution',
      subjectId: String(institutionId),
      organisationId: institutionId,
      after: { caseNumber, numbers: numbers.length },
      reason: purpose,
    };
    return { result: numbers, audit: [audit] };
  },
});
