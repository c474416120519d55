import type { HeldGrant } from '#access/actor.ts';
import type { Confidentiality } from '#apps/themes/model.ts';

export type ProposalState = 'open' | 'confirmed' | 'refused' | 'withdrawn' | 'expired';

/** What one administrator proposes and a second one confirms: a very confidential theme, or to switch the rule off. */
export interface Proposal {
  id: string;
  kind: 'tick' | 'switch-off';
  organisationId: number;
  organisationName: string;
  boardId: number | null;
  boardName: string | null;
  levelId: number | null;
  themeId: number | null;
  themeName: string | null;
  themeConfidentiality: Confidentiality | null;
  personId: string | null;
  grantId: string | null;
  proposedBy: string;
  proposedOn: string;
  expiresOn: string;
  state: ProposalState;
  /** Still open, in its term, and with the rights that it rests on. */
  stands: boolean;
  receiver: string | null;
  proposer: string;
  decider: string | null;
  reason: string | null;
}

const overseeing: readonly string[] = ['portal-admin', 'head-local-admin'];

/** The right with which somebody proposes or confirms for an organisation: held there, or at its board. */
export function overseeingGrant(
  actor: { grants: readonly HeldGrant[] },
  organisationId: number,
  boardId: number | null,
): HeldGrant | undefined {
  return actor.grants.find(
    (grant) =>
      overseeing.includes(grant.entitlement) &&
      (grant.organisationId === organisationId || grant.organisationId === boardId),
  );
}

/** Neither who proposed nor who receives confirms, in whatever session. */
export function isSecond(actor: { personId: string }, proposal: Pick<Proposal, 'proposedBy' | 'personId'>): boolean {
  return actor.personId !== proposal.proposedBy && actor.personId !== proposal.personId;
}
