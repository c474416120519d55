import { NotFound } from '#access/refusals.ts';
import { serveFile } from '#access/serve-file.ts';
import { ask, byActor, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { removePreparedFile } from '#apps/submissions/commands/prepare-draft.ts';
import { addRepairFiles, sendRepair, withdrawSubmission } from '#apps/submissions/commands/send.ts';
import { formatNumber, mostMessage } from '#apps/submissions/model.ts';
import { showSubmission, submissionIdOf } from '#apps/submissions/pages/submission.tsx';
import { faultOf, keptFiles, refusedFiles, submissionAddress } from '#apps/submissions/pages/words.ts';
import { canBeHad } from '#apps/submissions/queries.ts';
import { renderReceipt } from '#apps/submissions/receipt.ts';
import { openSubmission } from '#apps/submissions/views.ts';
import { recordAudit } from '#platform/audit.ts';
import { isId } from '#platform/ids.ts';

/** Takes a submission back, or says that it is too late. */
export async function receiveWithdrawal(visit: FormVisit): Promise<Response> {
  const id = submissionIdOf(visit);
  const outcome = await perform(withdrawSubmission, visit, { id });
  return seeOther(`${submissionAddress(id)}?${outcome === 'withdrawn' ? 'ingetrokken' : 'te-laat'}`);
}

/** Keeps the files that mend a returned submission, and sends it again when that was the button. */
export async function receiveRepair(visit: FormVisit): Promise<PageContent | Response> {
  const id = submissionIdOf(visit);
  const [key, action] = [text(visit, 'sleutel'), text(visit, 'actie')];
  const message = text(visit, 'bericht').slice(0, mostMessage);
  if (!isId(key)) throw new NotFound();
  const kept = await perform(addRepairFiles, visit, { id, files: keptFiles(visit.files) });
  if (kept === 'sent') return seeOther(`${submissionAddress(id)}?verstuurd`);
  const removed = /^verwijder:(.+)$/.exec(action)?.[1];
  if (removed && isId(removed)) await perform(removePreparedFile, visit, { id, fileId: removed });
  const faults = refusedFiles(visit.files, visit.t);
  if (kept === 'too-many-files') faults.push(faultOf(kept, visit.t));
  if (faults.length > 0 || action !== 'door') return showSubmission(visit, { key, message, faults });
  const outcome = await perform(sendRepair, visit, { id, key, message });
  if (outcome.kind === 'incomplete')
    return showSubmission(visit, { key, message, faults: outcome.faults.map((fault) => faultOf(fault, visit.t)) });
  return seeOther(`${submissionAddress(id)}?verstuurd`);
}

/** A file of a submission, to keep; noted, for the files of many forms are about people. */
export async function sentFilePage(visit: ActorVisit): Promise<Response> {
  const { submission, files } = await ask(openSubmission, visit, { id: submissionIdOf(visit) });
  const file = files.find((one) => one.id === visit.params['bestand']);
  if (!file || !canBeHad(file)) throw new NotFound();
  noteDownload(visit, submission, file.id);
  return serveFile(visit, { ...file, since: file.addedAt }, 'attachment');
}

/** The receipt: number, moment, person and institution, and the fingerprint of every file (O16). */
export async function receiptPage(visit: ActorVisit): Promise<Response> {
  const opened = await ask(openSubmission, visit, { id: submissionIdOf(visit) });
  const bytes = await renderReceipt(opened, visit.t, visit.lang);
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${formatNumber(opened.submission.number)}.pdf"`,
      'content-length': String(bytes.length),
    },
  });
}

export function noteDownload(
  visit: ActorVisit,
  submission: { id: string; institutionId: number },
  fileId: string,
): void {
  visit.afterwards.push((tx) =>
    recordAudit(tx, {
      ...byActor(visit.actor, { organisationId: submission.institutionId }),
      action: 'download-submission-file',
      subjectKind: 'submission',
      subjectId: submission.id,
      organisationId: submission.institutionId,
      after: { file: fileId },
    }),
  );
}

function text(visit: FormVisit, name: string): string {
  const value = visit.form.get(name);
  return typeof value === 'string' ? value : '';
}
