import { NotFound } from '#access/refusals.ts';
import { perform } from '#access/use-case.ts';
import { seeOther, type FormVisit, type PageContent } from '#access/visit.ts';
import { askQuestion } from '#apps/questions/commands/ask.ts';
import { discardDraft, removePreparedFile, saveDraft } from '#apps/questions/commands/prepare-draft.ts';
import { mostMessage } from '#apps/questions/model.ts';
import { showAsking } from '#apps/questions/pages/ask.tsx';
import { askAddress, faultOf, idIn, questionAddress, typed } from '#apps/questions/pages/words.ts';
import { findDraftFiles } from '#apps/questions/queries.ts';
import { keptFiles, refusedFiles } from '#apps/submissions/index.ts';
import { isId } from '#platform/ids.ts';
import type { FieldFault } from '#ui/components/error-summary.tsx';

/** Keeps what was typed, and asks it when that was the button. Sent twice it does its work once (DO-6). */
export async function receiveAsking(visit: FormVisit): Promise<PageContent | Response> {
  const documentId = idIn(visit);
  const [key, action] = [typed(visit, 'sleutel'), typed(visit, 'actie')];
  const text = typed(visit, 'vraag').slice(0, mostMessage);
  if (!isId(key)) throw new NotFound();
  const kept = await perform(saveDraft, visit, { id: key, documentId, text, files: keptFiles(visit.files) });
  if (kept.kind === 'asked') return seeOther(`${questionAddress(key)}?verstuurd`);
  const faults = refusedFiles(visit.files, visit.t);
  const id = kept.kind === 'kept' ? kept.id : key;
  if (kept.kind === 'kept' && kept.tooManyFiles) faults.push(faultOf('too-many-files', visit.t));
  if (kept.kind === 'nothing' && action === 'versturen') faults.push(faultOf('text-missing', visit.t));
  const removed = /^verwijder:(.+)$/.exec(action)?.[1];
  if (removed && isId(removed) && kept.kind === 'kept')
    await perform(removePreparedFile, visit, { id, fileId: removed });
  if (faults.length > 0) return showTyped(visit, { id, text, faults });
  if (action === 'versturen') return send(visit, { id, text, documentId });
  if (action === 'profiel') return toProfile(documentId);
  return seeOther(`${askAddress(documentId)}${kept.kind === 'kept' ? '?bewaard' : ''}`);
}

/** Throws a draft away. */
export async function receiveDiscard(visit: FormVisit): Promise<Response> {
  const known = await perform(discardDraft, visit, { id: idIn(visit, 'vraag') });
  if (known && known.state !== 'draft') return seeOther(`${questionAddress(known.id)}?verstuurd`);
  return seeOther(`${askAddress(idIn(visit))}?weg`);
}

async function send(
  visit: FormVisit,
  { id, text, documentId }: { id: string; text: string; documentId: string },
): Promise<PageContent | Response> {
  const outcome = await perform(askQuestion, visit, { id });
  if (outcome.kind !== 'incomplete')
    return seeOther(`${questionAddress(outcome.id)}?${outcome.kind === 'same' ? 'zelfde' : 'verstuurd'}`);
  const { faults } = outcome;
  // Everything else is in order: the draft waits until the address is filled in.
  if (faults.every((fault) => fault === 'email-missing')) return toProfile(documentId);
  return showTyped(visit, { id, text, faults: faults.map((fault) => faultOf(fault, visit.t)) });
}

const toProfile = (documentId: string): Response =>
  seeOther(`/mijn-profiel?terug=${encodeURIComponent(askAddress(documentId))}#e-mailadres`);

/** The form once more, with everything that was typed and every file that could be kept. */
async function showTyped(
  visit: FormVisit,
  asking: { id: string; text: string; faults: readonly FieldFault[] },
): Promise<PageContent> {
  const draft = await findDraftFiles(visit.tx, visit.actor, asking.id);
  return showAsking(visit, { ...asking, files: draft ?? [], isDraft: draft !== undefined });
}
