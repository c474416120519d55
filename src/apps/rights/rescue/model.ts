import type { HeldGrant } from '#access/actor.ts';
import { headAdmin } from '#apps/rights/model.ts';

/** `foreseen`: somebody still is. Then the board is asked, and after its term the helpdesk; it closes by itself. */
export type RescueState = 'foreseen' | 'board' | 'helpdesk' | 'closed';

/** An institution that is or will be without head local administrator, and who is working on it. */
export interface Rescue {
  id: string;
  organisationId: number;
  organisationName: string;
  state: RescueState;
  /** First day on which nobody is. */
  withoutFrom: string;
  boardId: number | null;
  boardName: string | null;
  boardAskedOn: string | null;
  helpdeskAskedOn: string | null;
}

/** The board that may name somebody now; null where nobody is asked yet, or no board can. */
export function askedBoardOf(rescue: Pick<Rescue, 'state' | 'boardId'> | undefined): number | null {
  return rescue?.state === 'board' || rescue?.state === 'helpdesk' ? rescue.boardId : null;
}

/** Whether an actor is asked to name a head local administrator: for the board that was asked, or as the helpdesk after it. */
export function isRescuer(
  actor: { grants: readonly Pick<HeldGrant, 'entitlement' | 'organisationId'>[] },
  rescue: Pick<Rescue, 'state' | 'boardId'>,
): boolean {
  const board = askedBoardOf(rescue);
  return actor.grants.some(
    (grant) =>
      (rescue.state === 'helpdesk' && grant.entitlement === 'helpdesk') ||
      (board !== null && grant.entitlement === headAdmin && grant.organisationId === board),
  );
}
