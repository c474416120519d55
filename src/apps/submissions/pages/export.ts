import { create as contentDisposition } from 'content-disposition';
import { ask, byActor } from '#access/use-case.ts';
import { seeOther, type ActorVisit } from '#access/visit.ts';
import { exportReceived, type ExportedSubmission } from '#apps/submissions/list.ts';
import { formatNumber } from '#apps/submissions/model.ts';
import { filteredAddress, questionOf } from '#apps/submissions/pages/filters.ts';
import { noteDownload } from '#apps/submissions/pages/sender-actions.ts';
import { submissionFacts, submissionIdOf } from '#apps/submissions/pages/submission.tsx';
import { deskAddress, momentOf } from '#apps/submissions/pages/words.ts';
import { canBeHad, type SubmissionFile } from '#apps/submissions/queries.ts';
import { renderReceipt } from '#apps/submissions/receipt.ts';
import { openReceived, type OpenedSubmission } from '#apps/submissions/views.ts';
import { formatInstitutionNumber } from '#directory/institution-number.ts';
import { levelById, type LevelId } from '#directory/levels.ts';
import { formatSchoolYear } from '#directory/school-year.ts';
import { recordAudit } from '#platform/audit.ts';
import { brusselsToday } from '#platform/clock.ts';
import { zipOf, type ZipEntry } from '#platform/files/zip.ts';
import { writeCsv } from '#platform/text/write-csv.ts';

/** The work list with its filters, as a table for a spreadsheet (DV-4); noted in the journal. */
export async function exportListPage(visit: ActorVisit): Promise<Response> {
  const t = visit.t.submissions;
  const filter = questionOf(visit);
  const found = await ask(exportReceived, visit, { ...filter, levelId: null });
  if (found === 'too-many') return seeOther(filteredAddress(visit, deskAddress, { 'te-veel': '' }));
  const head = [
    t.number,
    t.form,
    t.institutionNumber,
    t.institution,
    t.level,
    t.schoolYear,
    t.sentOn,
    t.sentBy,
    t.state,
    t.service,
    t.desk.handler,
    t.files,
  ];
  visit.afterwards.push((tx) =>
    recordAudit(tx, {
      ...byActor(visit.actor),
      action: 'export-submissions',
      subjectKind: 'submissions',
      subjectId: 'received',
      after: { count: found.length, query: visit.url.search.slice(0, 1000) },
    }),
  );
  const csv = writeCsv([head, ...found.map((row) => cellsOf(visit, row))]);
  return download(csv, 'text/csv; charset=utf-8', `${t.deskName} ${brusselsToday()}.csv`);
}

function cellsOf(visit: ActorVisit, row: ExportedSubmission): (string | number)[] {
  return [
    formatNumber(row.number),
    row.formTitle,
    formatInstitutionNumber(row.institutionId),
    row.institutionName,
    levelById(row.levelId as LevelId).name[visit.lang],
    formatSchoolYear(row.schoolYear),
    momentOf(row.sentAt, visit.t),
    row.sentByName,
    visit.t.submissions.states[row.state],
    row.serviceName,
    row.handlerName ?? '',
    row.files,
  ];
}

/** A submission with everything that belongs to it, for the file handler of the service (DV-4): every file is noted as a download. */
export async function exportSubmissionPage(visit: ActorVisit): Promise<Response> {
  const opened = await ask(openReceived, visit, { id: submissionIdOf(visit) });
  const { submission, files } = opened;
  for (const file of files.filter(canBeHad)) noteDownload(visit, submission, file.id);
  const receipt = await renderReceipt(opened, visit.t, visit.lang);
  const t = visit.t.submissions;
  const number = formatNumber(submission.number);
  const entries: ZipEntry[] = [
    made(`${t.export.facts}.csv`, submission.sentAt, Buffer.from(factsOf(visit, opened))),
    made(`${t.receipt.title} ${number}.pdf`, submission.sentAt, receipt),
    ...files.filter(canBeHad).map((file, at) => storedFile(visit, file, at)),
  ];
  return download(zipOf(entries), 'application/zip', `${number}.zip`);
}

const made = (name: string, at: Date, content: Uint8Array): ZipEntry => ({
  name,
  at,
  open: async () =>
    (async function* () {
      yield content;
    })(),
});

/** Numbered, so that two files of one name both have their place. */
function storedFile(visit: ActorVisit, file: SubmissionFile, at: number): ZipEntry {
  const t = visit.t.submissions;
  const folder = file.side === 'sender' ? t.page.sentFiles : t.page.answerFiles;
  const name = `${folder}/${String(at + 1).padStart(2, '0')} ${file.name}`;
  return { name, at: file.addedAt, open: () => visit.services.files.open(file.sha256) };
}

/** What the page shows, as a table: the facts, what happened, and every file with its fingerprint. */
function factsOf(visit: ActorVisit, opened: OpenedSubmission): string {
  const t = visit.t.submissions;
  const { events, files } = opened;
  return writeCsv([
    [t.form, opened.submission.formTitle],
    [t.state, t.states[opened.submission.state]],
    ...submissionFacts(visit, opened).map(({ term, value }) => [term, String(value)]),
    [],
    [t.page.history, t.export.moment, t.export.who, t.export.message],
    ...events.map((event) => [
      t.events[event.kind],
      momentOf(event.at, visit.t),
      event.personName,
      event.message ?? '',
    ]),
    [],
    [t.files, 'bytes', t.page.sha, t.export.remark],
    ...files.map((file) => [file.name, file.bytes, file.sha256, remarkOf(visit, file)]),
  ]);
}

function remarkOf(visit: ActorVisit, file: SubmissionFile): string {
  const t = visit.t.submissions;
  return file.removedAt ? t.page.fileRemoved(momentOf(file.removedAt, visit.t)) : t.checks[file.checked];
}

const download = (body: string | ReadableStream<Uint8Array>, type: string, name: string): Response =>
  new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': contentDisposition(name, { type: 'attachment' }),
      'cache-control': 'private, no-store',
    },
  });
