import { z } from 'zod';
import type { Actor, Place } from '#access/actor.ts';
import { allowed, unknown, view } from '#access/use-case.ts';
import { listForms } from '#apps/submissions/catalogue.ts';
import { placeInput, submissionInput } from '#apps/submissions/inputs.ts';
import { offeredForms, type Form } from '#apps/submissions/model.ts';
import { holdingOf, mayPrepare } from '#apps/submissions/policy.ts';
import {
  findSubmission,
  listDrafts,
  listEvents,
  listFiles,
  receivedByActor,
  sentByActor,
  type SentSubmission,
  type Submission,
  type SubmissionEvent,
  type SubmissionFile,
} from '#apps/submissions/queries.ts';
import { findTerm, type Term } from '#apps/submissions/terms.ts';
import { findOrganisation } from '#directory/organisations.ts';
import type { Db } from '#platform/db.ts';

/** What a sender needs to prepare something: the forms offered there, and drafts to go on with (O13). */
export const sendingDesk = view({
  permission: 'submissions:prepare',
  input: placeInput,
  load: async () => null,
  decide: (actor, _subject, input) => mayPrepare(actor, input),
  async read(db, actor, _subject, input) {
    const institution = await findOrganisation(db, input.institutionId);
    return {
      institution: { id: input.institutionId, name: institution?.name ?? '' },
      forms: await formsFor(db, actor, input),
      drafts: await listDrafts(db, actor, input),
    };
  },
});

export interface OpenedDraft {
  draft: Submission;
  files: readonly SubmissionFile[];
}

/** A draft to go on with; one that was sent meanwhile is told apart by its state. */
export const openDraft = view({
  permission: 'submissions:open-draft',
  input: submissionInput,
  load: async (db, actor, input) => findSubmission(db, input.id, await sentByActor(db, actor)),
  decide: (actor, draft) => (draft ? mayPrepare(actor, draft) : unknown),
  async read(db, _actor, draft): Promise<OpenedDraft> {
    if (!draft) throw new TypeError('decide let an unknown draft through');
    return { draft, files: (await listFiles(db, draft.id)).filter((file) => file.eventId === null) };
  },
});

/** A submission with everything that happened to it. */
export interface OpenedSubmission {
  submission: SentSubmission;
  events: readonly SubmissionEvent[];
  files: readonly SubmissionFile[];
  term: Term | undefined;
}

/** For who may send the form today (O14). */
export const openSubmission = view({
  permission: 'submissions:open',
  input: submissionInput,
  load: async (db, actor, input) => findSubmission(db, input.id, await sentByActor(db, actor)),
  decide: (_actor, submission) => (isSent(submission) ? allowed() : unknown),
  read: (db, _actor, submission) => opened(db, submission),
});

/** For the workers of the service that receives the form (O19). */
export const openReceived = view({
  permission: 'submissions:open-received',
  input: submissionInput,
  load: (db, actor, input) => findSubmission(db, input.id, receivedByActor(actor)),
  decide: (_actor, submission) => (isSent(submission) ? allowed() : unknown),
  read: (db, _actor, submission) => opened(db, submission),
});

/** The forms of the catalogue, for anybody who works here (DV-2). */
export const formCatalogue = view({
  permission: 'submissions:catalogue',
  input: z.object({}),
  load: async () => null,
  decide: () => allowed(),
  read: (db) => listForms(db),
});

async function formsFor(db: Db, actor: Actor, place: Place): Promise<Form[]> {
  return offeredForms(await listForms(db), place.levelId, holdingOf(actor, place));
}

const isSent = (submission: Submission | undefined): submission is SentSubmission =>
  submission !== undefined && submission.state !== 'draft';

async function opened(db: Db, submission: Submission | undefined): Promise<OpenedSubmission> {
  if (!isSent(submission)) throw new TypeError('decide let an unknown submission through');
  return {
    submission,
    events: await listEvents(db, submission.id),
    files: await listFiles(db, submission.id),
    term: await findTerm(db, submission.schoolYear),
  };
}
