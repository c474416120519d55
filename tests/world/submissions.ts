import { createHash } from 'node:crypto';
import { perform } from '#access/use-case.ts';
import { handleSubmission } from '#apps/submissions/commands/handle.ts';
import { saveDraft } from '#apps/submissions/commands/prepare-draft.ts';
import { sendSubmission, type SendOutcome } from '#apps/submissions/commands/send.ts';
import type { Handling } from '#apps/submissions/model.ts';
import { brusselsToday } from '#platform/clock.ts';
import type { Database } from '#platform/db.ts';
import type { KeptFile } from '#platform/files/keep-file.ts';
import { newId } from '#platform/ids.ts';
import { schoolYearOf } from '#directory/school-year.ts';
import { writingAs } from '#tests/world/acting.ts';
import { anAdministration, type School } from '#tests/world/organisations.ts';
import { aHolder, type Person } from '#tests/world/people.ts';

export interface SubmissionWishes {
  of: School;
  level?: number;
  /** Slug of the form. */
  form?: string;
  schoolYear?: number;
  files?: readonly KeptFile[];
  id?: string;
}

let made = 0;

/** A file as the server keeps it before a form is handled. */
export function aKeptFile(content?: string, name?: string): KeptFile {
  made += 1;
  const bytes = Buffer.from(content ?? `Lijst ${made} van de leerlingen`);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { name: name ?? `lijst-${made}.txt`, kind: 'txt', bytes: bytes.length, sha256, checked: 'unchecked' };
}

/** What somebody prepares; answers the id of the draft. */
export async function aDraft(database: Database, by: Person, wishes: SubmissionWishes): Promise<string> {
  const id = wishes.id ?? newId();
  await writingAs(database, by, (as) =>
    perform(saveDraft, as, {
      id,
      institutionId: wishes.of.id,
      levelId: wishes.level ?? wishes.of.levels[0] ?? 1,
      formSlug: wishes.form ?? 'lln',
      schoolYear: wishes.schoolYear ?? schoolYearOf(brusselsToday()),
      files: [...(wishes.files ?? [aKeptFile()])],
    }),
  );
  return id;
}

export const send = (database: Database, by: Person, id: string): Promise<SendOutcome> =>
  writingAs(database, by, (as) => perform(sendSubmission, as, { id }));

/** What somebody sent; answers its id. */
export async function aSubmission(database: Database, by: Person, wishes: SubmissionWishes): Promise<string> {
  const id = await aDraft(database, by, wishes);
  const outcome = await send(database, by, id);
  if (outcome.kind !== 'sent') throw new Error(`it was not sent: ${JSON.stringify(outcome)}`);
  return id;
}

/** A worker of a service that receives what institutions send. */
export async function aHandler(
  database: Database,
  wishes: { services?: readonly string[]; name?: string } = {},
): Promise<Person> {
  const of = await anAdministration(database, { id: 1_005_000 + (made += 1) });
  return aHolder(database, 'submission-handler', {
    of,
    targetGroup: 'GID',
    contexts: wishes.services ?? ['agodi'],
    ...(wishes.name && { name: wishes.name }),
  });
}

export interface HandlingWishes {
  handling: Handling;
  message?: string;
  files?: readonly KeptFile[];
  key?: string;
}

export const handle = (database: Database, by: Person, id: string, wishes: HandlingWishes) =>
  writingAs(database, by, (as) =>
    perform(handleSubmission, as, {
      id,
      key: wishes.key ?? newId(),
      handling: wishes.handling,
      message: wishes.message ?? '',
      files: [...(wishes.files ?? [])],
    }),
  );
