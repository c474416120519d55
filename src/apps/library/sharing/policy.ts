import type { Actor } from '#access/actor.ts';
import { allowed, forbidden, unknown, type Verdict } from '#access/use-case.ts';
import type { Confidentiality } from '#apps/library/model.ts';

/** What a document is judged on before it is shared. */
export interface SharedDocument {
  id: string;
  title: string;
  institutionId: number;
  levelId: number;
  themeId: number;
  confidentiality: Confidentiality;
}

/** Why somebody who reads a document cannot share it: it is about people, or it was shared with him (DO-7, P5). */
export type NotShareable = 'confidential' | 'received';

export function whyNotShareable(
  actor: Pick<Actor, 'reach'>,
  document: Pick<SharedDocument, 'id' | 'confidentiality'>,
): NotShareable | null {
  if (document.confidentiality !== 'open') return 'confidential';
  return actor.reach.shared.some(({ documentId }) => documentId === document.id) ? 'received' : null;
}

/** An open document that one holds by a right of one's own; the right goes into the audit trail. */
export function mayShare(actor: Actor, document: SharedDocument | null): Verdict {
  if (!document) return unknown;
  return whyNotShareable(actor, document) === null ? allowed(restsOn(actor, document)) : forbidden();
}

function restsOn({ grants }: Actor, { institutionId }: SharedDocument): string | undefined {
  const here = grants.filter((grant) => grant.organisationId === institutionId);
  const held = (among: typeof grants, entitlement: string): string | undefined =>
    among.find((grant) => grant.entitlement === entitlement)?.id;
  return held(here, 'portal-admin') ?? held(here, 'portal-user') ?? held(grants, 'administration-reader');
}
