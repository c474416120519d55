import { sql } from 'kysely';
import { asSystem } from '#access/context.ts';
import { perform } from '#access/use-case.ts';
import { askQuestion, type AskOutcome } from '#apps/questions/commands/ask.ts';
import { handleQuestion } from '#apps/questions/commands/handle.ts';
import { saveDraft } from '#apps/questions/commands/prepare-draft.ts';
import { reactToQuestion } from '#apps/questions/commands/react.ts';
import type { Handling, Reaction } from '#apps/questions/model.ts';
import type { Database } from '#platform/db.ts';
import type { KeptFile } from '#platform/files/keep-file.ts';
import { newId } from '#platform/ids.ts';
import { writingAs } from '#tests/world/acting.ts';
import { anAdministration } from '#tests/world/organisations.ts';
import { aHolder, type GivenRight, type Person } from '#tests/world/people.ts';

/** What every document of `aDocument` names as its contact goes to this service. */
export const contactOfDocuments = 'omkadering@onderwijs.example';

/** Lets a service answer for a contact of every delivering service; without one for all that have no other. */
export async function aRoute(database: Database, service = 'agodi', contact = ''): Promise<void> {
  await asSystem(database, (tx) =>
    sql`
      insert into question_routes (delivery_service_id, contact, service_id)
      select id, ${contact}, ${service} from delivery_services
      on conflict (delivery_service_id, contact) do update set service_id = excluded.service_id`.execute(tx),
  );
}

let made = 0;

/** Somebody who answers questions for services. */
export async function anAnswerer(
  database: Database,
  wishes: { services?: readonly string[]; name?: string } = {},
): Promise<Person & GivenRight> {
  const of = await anAdministration(database, { id: 1_006_000 + (made += 1) });
  return aHolder(database, 'question-handler', {
    of,
    targetGroup: 'GID',
    contexts: wishes.services ?? ['agodi'],
    ...(wishes.name && { name: wishes.name }),
  });
}

export interface QuestionWishes {
  text?: string;
  files?: readonly KeptFile[];
  id?: string;
}

/** What somebody types and keeps; answers the id of the draft. */
export async function aQuestionDraft(
  database: Database,
  by: Person,
  documentId: string,
  wishes: QuestionWishes = {},
): Promise<string> {
  made += 1;
  const { id = newId(), text = `Hoe zijn de lestijden berekend? (${made})`, files = [] } = wishes;
  const kept = await writingAs(database, by, (as) =>
    perform(saveDraft, as, { id, documentId, text, files: [...files] }),
  );
  return kept.kind === 'kept' ? kept.id : id;
}

export const askIt = (database: Database, by: Person, id: string): Promise<AskOutcome> =>
  writingAs(database, by, (as) => perform(askQuestion, as, { id }));

/** What somebody asked about a document; answers its id. */
export async function aQuestion(
  database: Database,
  by: Person,
  documentId: string,
  wishes: QuestionWishes = {},
): Promise<string> {
  const id = await aQuestionDraft(database, by, documentId, wishes);
  const outcome = await askIt(database, by, id);
  if (outcome.kind !== 'asked') throw new Error(`it was not asked: ${JSON.stringify(outcome)}`);
  return id;
}

interface Said {
  message?: string;
  files?: readonly KeptFile[];
  key?: string;
}

export const react = (database: Database, by: Person, id: string, wishes: Said & { reaction?: Reaction } = {}) =>
  writingAs(database, by, (as) =>
    perform(reactToQuestion, as, {
      id,
      key: wishes.key ?? newId(),
      reaction: wishes.reaction ?? 'write',
      message: wishes.message ?? '',
      files: [...(wishes.files ?? [])],
    }),
  );

export const handle = (
  database: Database,
  by: Person,
  id: string,
  wishes: Said & { handling?: Handling; toService?: string } = {},
) =>
  writingAs(database, by, (as) =>
    perform(handleQuestion, as, {
      id,
      key: wishes.key ?? newId(),
      handling: wishes.handling ?? 'answer',
      message:
        wishes.message ?? (wishes.handling === undefined || wishes.handling === 'answer' ? 'Volgens de schalen.' : ''),
      files: [...(wishes.files ?? [])],
      toService: wishes.toService ?? '',
    }),
  );
