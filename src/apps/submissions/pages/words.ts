import type { ActorVisit } from '#access/visit.ts';
import type { Form, State } from '#apps/submissions/model.ts';
import { mostFiles } from '#apps/submissions/model.ts';
import type { SubmissionFile } from '#apps/submissions/queries.ts';
import { formatInstitutionNumber } from '#directory/institution-number.ts';
import { levelById, type LevelId } from '#directory/levels.ts';
import type { Messages } from '#i18n/index.ts';
import { brusselsToday } from '#platform/clock.ts';
import type { SentFile } from '#platform/files/keep-file.ts';
import type { FieldFault } from '#ui/components/error-summary.tsx';
import type { FileKind as IconKind } from '#ui/components/file-icon.tsx';
import type { ListedFile } from '#ui/components/file-list.tsx';
import type { StateTone } from '#ui/components/state-badge.tsx';
import { formatBytes, formatDate } from '#ui/format.ts';

export const filesField = 'bestanden';

export function sendAddress(
  levelId: number,
  institutionId?: number,
  query: Readonly<Record<string, string>> = {},
): string {
  const parameters = {
    ...(institutionId !== undefined && { instelling: formatInstitutionNumber(institutionId) }),
    ...query,
  };
  const path = `/${levelById(levelId as LevelId).slug}/document-versturen`;
  return Object.keys(parameters).length === 0 ? path : `${path}?${new URLSearchParams(parameters)}`;
}

export const draftAddress = (levelId: number, id: string): string => `${sendAddress(levelId)}/concept/${id}`;
export const overviewAddress = (levelId: number): string => `${sendAddress(levelId)}/overzicht`;
export const submissionAddress = (id: string): string => `/verstuurd/${id}`;
export const deskAddress = '/ontvangen-documenten';
export const catalogueAddress = '/formulieren';

export const institutionLabel = (id: number, name: string): string => `${formatInstitutionNumber(id)} ${name}`;

const brusselsTime = new Intl.DateTimeFormat('nl-BE', {
  timeZone: 'Europe/Brussels',
  hour: '2-digit',
  minute: '2-digit',
});

/** `22/11/2026 om 08:30`, Brussels time. */
export const momentOf = (at: Date, t: Messages): string =>
  t.submissions.at(formatDate(brusselsToday(at)), brusselsTime.format(at));

const tones: Record<State, StateTone> = {
  draft: 'quiet',
  received: 'info',
  'in-progress': 'warning',
  returned: 'error',
  finished: 'success',
  withdrawn: 'quiet',
};

export const stateMark = (state: State, t: Messages) => ({ tone: tones[state], label: t.submissions.states[state] });

const iconOf = (kind: SubmissionFile['kind']): IconKind => (kind === 'png' || kind === 'jpg' ? 'img' : kind);

export function listedFile(visit: ActorVisit, file: Pick<SubmissionFile, 'kind' | 'name' | 'bytes'>): ListedFile {
  const kind = iconOf(file.kind);
  return {
    name: file.name,
    kind,
    format: visit.t.ui.document.format(visit.t.ui.fileTypes[kind], formatBytes(file.bytes, visit.lang)),
  };
}

/** Every file that was refused, as a sentence that says how to mend it. */
export function refusedFiles(files: readonly SentFile[], t: Messages): FieldFault[] {
  return files.flatMap((file) =>
    file.ok ? [] : [{ field: filesField, message: t.submissions.refusedFiles[file.reason](file.name) }],
  );
}

export const keptFiles = (files: readonly SentFile[]) => files.flatMap((file) => (file.ok ? [file.file] : []));

type Fault = keyof Messages['submissions']['faults'];

const fieldOf: Record<Fault, string> = {
  'form-missing': 'formulier',
  'form-not-offered': 'formulier',
  'form-closed': 'formulier',
  'year-not-offered': 'schooljaar',
  'files-missing': filesField,
  'too-many-files': filesField,
};

export function faultOf(fault: Fault, t: Messages): FieldFault {
  const { faults } = t.submissions;
  return { field: fieldOf[fault], message: fault === 'too-many-files' ? faults[fault](mostFiles) : faults[fault] };
}

/** All that is wrong with one field, beside it. */
export function errorOf(faults: readonly FieldFault[], field: string): string | undefined {
  const messages = faults.filter((fault) => fault.field === field).map((fault) => fault.message);
  return messages.length > 0 ? messages.join('\n') : undefined;
}

/** When a form can be sent, in words. */
export function activeWords(form: Form, t: Messages): string {
  const words = t.submissions.catalogue;
  const [from, until] = [form.activeFrom, form.activeUntil].map((day) => day && formatDate(day));
  if (from && until) return words.between(from, until);
  if (from) return words.from(from);
  return until ? words.until(until) : words.always;
}
