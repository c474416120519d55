import { askedPlace } from '#access/asked-place.ts';
import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type FormVisit, type PageContent } from '#access/visit.ts';
import { discardDraft, removePreparedFile, saveDraft } from '#apps/submissions/commands/prepare-draft.ts';
import { sendSubmission } from '#apps/submissions/commands/send.ts';
import { showComposing } from '#apps/submissions/pages/compose.tsx';
import {
  draftAddress,
  faultOf,
  keptFiles,
  refusedFiles,
  sendAddress,
  submissionAddress,
} from '#apps/submissions/pages/words.ts';
import { opensSending } from '#apps/submissions/rule.ts';
import { openDraft } from '#apps/submissions/views.ts';
import { schoolYearOf } from '#directory/school-year.ts';
import { isId } from '#platform/ids.ts';
import type { FieldFault } from '#ui/components/error-summary.tsx';

interface Sent {
  id: string;
  institutionId: number;
  levelId: number;
  formSlug: string;
  schoolYear: number;
  action: string;
}

/** Keeps what was filled in, and sends it when that was the button. Sent twice it does its work once (DV-1). */
export async function receiveDraft(visit: FormVisit): Promise<PageContent | Response> {
  const sent = readForm(visit);
  const { id, levelId, action } = sent;
  const outcome = await perform(saveDraft, visit, { ...sent, files: keptFiles(visit.files) });
  if (outcome.kind === 'sent')
    return seeOther(`${submissionAddress(id)}?${action === 'door' ? 'verstuurd' : 'eerder'}`);
  const faults = refusedFiles(visit.files, visit.t);
  if (outcome.kind === 'nothing') {
    if (action === 'door') faults.push(faultOf('form-missing', visit.t), faultOf('files-missing', visit.t));
    return faults.length > 0 ? showSent(visit, sent, faults) : seeOther(sendAddress(levelId, sent.institutionId));
  }
  faults.push(...outcome.faults.map((fault) => faultOf(fault, visit.t)));
  const removed = /^verwijder:(.+)$/.exec(action)?.[1];
  if (removed && isId(removed)) await perform(removePreparedFile, visit, { id, fileId: removed });
  if (faults.length > 0) return showSent(visit, sent, faults);
  return action === 'door' ? send(visit, sent) : seeOther(`${draftAddress(levelId, id)}?bewaard`);
}

/** Throws a draft away. */
export async function receiveDiscard(visit: FormVisit): Promise<Response> {
  const { level } = askedPlace(visit, opensSending);
  const id = visit.params['id'] ?? '';
  if (!isId(id)) throw new NotFound();
  const known = await perform(discardDraft, visit, { id });
  if (known && known.state !== 'draft') return seeOther(`${submissionAddress(id)}?eerder`);
  return seeOther(sendAddress(level.id, known?.institutionId, { weg: '' }));
}

async function send(visit: FormVisit, sent: Sent): Promise<PageContent | Response> {
  const outcome = await perform(sendSubmission, visit, { id: sent.id });
  if (outcome.kind === 'incomplete') {
    const faults = outcome.faults.map((fault) => faultOf(fault, visit.t));
    return showSent(visit, sent, faults);
  }
  return seeOther(`${submissionAddress(outcome.id)}?${outcome.kind === 'same' ? 'zelfde' : 'verstuurd'}`);
}

/** The form once more, with everything that was typed and every file that could be kept. */
async function showSent(visit: FormVisit, sent: Sent, faults: readonly FieldFault[]): Promise<PageContent> {
  const { institutions } = askedPlace(visit, opensSending);
  const opened = await ask(openDraft, visit, { id: sent.id }).catch((error: unknown) => {
    if (error instanceof NotFound) return null;
    throw error;
  });
  return showComposing(visit, {
    ...sent,
    several: institutions.length > 1,
    files: opened?.files ?? [],
    isDraft: opened !== null,
    faults,
  });
}

function readForm(visit: FormVisit): Sent {
  const { level, institutionId } = askedPlace(visit, opensSending);
  const id = text(visit, 'sleutel');
  if (institutionId === null || !isId(id)) throw new NotFound();
  const year = text(visit, 'schooljaar');
  return {
    id,
    institutionId,
    levelId: level.id,
    formSlug: text(visit, 'formulier').slice(0, 100),
    schoolYear: /^(199\d|20\d\d|2100)$/.test(year) ? Number(year) : schoolYearOf(visit.actor.today),
    action: text(visit, 'actie'),
  };
}

function text(visit: FormVisit, name: string): string {
  const value = visit.form.get(name);
  return typeof value === 'string' ? value : '';
}
