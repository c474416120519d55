import { NotFound } from '#access/refusals.ts';
import { perform } from '#access/use-case.ts';
import { seeOther, type FormVisit } from '#access/visit.ts';
import { letGoOfShare } from '#apps/library/sharing/let-go.ts';
import { isId } from '#platform/ids.ts';

/** Takes a shared document out of one's own documents. */
export async function letGo(visit: FormVisit): Promise<Response> {
  const documentId = visit.params['id'] ?? '';
  if (!isId(documentId)) throw new NotFound();
  await perform(letGoOfShare, visit, { documentId });
  return seeOther('/documenten?gedaan=weggehaald');
}
