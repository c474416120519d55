import { isPersonOverLimit } from '#access/rate-limit.ts';
import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { confirmShare } from '#apps/library/pages/share-confirm.tsx';
import { shareForm } from '#apps/library/pages/share-form.tsx';
import { nothingTyped, readTyped, understand, type TypedShare } from '#apps/library/pages/typed-share.ts';
import type { Meant } from '#apps/library/sharing/receivers.ts';
import { previewShare, shareDocument, sharing, type ShareObstacle } from '#apps/library/sharing/share-document.ts';
import { isId } from '#platform/ids.ts';
import type { FieldFault } from '#ui/components/error-summary.tsx';

/** So many addresses one person tries in five minutes; nobody shares more by hand. */
const addressesPerFiveMinutes = 20;

/** Sharing, step 1: with whom, and a message (DO-7). */
export const sharePage = (visit: ActorVisit): Promise<PageContent> => showForm(visit, nothingTyped());

/** Search a colleague, check what would be shared, or share: one form, nothing that was typed is lost. */
export async function receiveShare(visit: FormVisit): Promise<PageContent | Response> {
  const typed = readTyped(visit.form);
  const wish = visit.form.get('wat');
  // Enter in the field of the address presses the first button of the form, which searches.
  if (wish === 'wijzig' || (wish === 'zoek' && (typed.named !== '' || typed.email === '')))
    return showForm(visit, typed);
  const understood = understand(typed, visit.t);
  if ('faults' in understood) return showForm(visit, typed, understood.faults);
  const { meant } = understood;
  if (meant.email !== null && (await isPersonOverLimit(visit, 'share-receiver', addressesPerFiveMinutes))) {
    const page = await showForm(visit, typed, [{ field: 'email', message: visit.t.sharing.errors.tooOften }]);
    return { ...page, status: 429 };
  }
  return wish === 'deel' ? share(visit, typed, meant) : check(visit, typed, meant);
}

async function check(visit: FormVisit, typed: TypedShare, meant: Meant): Promise<PageContent> {
  const documentId = documentIdOf(visit);
  const { document, hindrance } = await ask(sharing, visit, { documentId, named: '' });
  if (hindrance) return showForm(visit, typed);
  const preview = await ask(previewShare, visit, { documentId, ...meant });
  if (preview.kind !== 'ready') return showObstacle(visit, typed, meant, preview);
  return confirmShare(visit, document, preview.receiver, typed);
}

async function share(visit: FormVisit, typed: TypedShare, meant: Meant): Promise<PageContent | Response> {
  const documentId = documentIdOf(visit);
  const outcome = await perform(shareDocument, visit, { documentId, ...meant, key: typed.key, note: typed.note });
  if (outcome.kind === 'shared' || outcome.kind === 'again') return seeOther(`/document/${documentId}?gedaan=gedeeld`);
  return showObstacle(visit, typed, meant, outcome);
}

function showObstacle(
  visit: FormVisit,
  typed: TypedShare,
  meant: Meant,
  obstacle: ShareObstacle,
): Promise<PageContent> {
  const { errors, several } = visit.t.sharing;
  const field = meant.email === null ? 'collega' : 'email';
  switch (obstacle.kind) {
    case 'already':
      return showForm(visit, typed, [{ field, message: errors.already(obstacle.receiver.name) }]);
    case 'several':
      return showForm(visit, typed, [{ field: 'collega', message: several }], obstacle.receivers);
    case 'nobody': {
      const both = meant.email !== null && meant.personId !== null;
      const message = both ? errors.both : meant.email === null ? errors.gone : errors.nobody;
      return showForm(visit, typed, [{ field, message }]);
    }
  }
}

async function showForm(
  visit: ActorVisit,
  typed: TypedShare,
  faults: readonly FieldFault[] = [],
  namesakes: readonly { id: string; name: string }[] = [],
): Promise<PageContent> {
  const found = await ask(sharing, visit, { documentId: documentIdOf(visit), named: typed.named });
  return shareForm(visit, { ...found, typed, faults, namesakes });
}

function documentIdOf(visit: ActorVisit): string {
  const id = visit.params['id'] ?? '';
  if (!isId(id)) throw new NotFound();
  return id;
}
