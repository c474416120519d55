import { ask } from '#access/use-case.ts';
import { seeOther, type ActorVisit } from '#access/visit.ts';
import { linkTarget } from '#apps/links/links.ts';

/** Leads on to a linked application, for whom it opens; anybody else reads what is missing. */
export async function openLink(visit: ActorVisit): Promise<Response> {
  return seeOther(await ask(linkTarget, visit, { id: (visit.params['id'] ?? '').slice(0, 40) }));
}
