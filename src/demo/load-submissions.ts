import { sql } from 'kysely';
import { actAsDoor, actAsPerson, readAsSystem } from '#access/context.ts';
import type { Actor } from '#access/actor.ts';
import { loadActor } from '#access/load-actor.ts';
import { Forbidden, NotFound } from '#access/refusals.ts';
import { perform } from '#access/use-case.ts';
import { handleSubmission, saveDraft, sendSubmission, type Handling } from '#apps/submissions/index.ts';
import { list, text } from '#demo/documents/content.ts';
import { renderPdf } from '#demo/documents/pdf.ts';
import { demoPersonId } from '#demo/keys.ts';
import { demo } from '#demo/organisations.ts';
import { demoId } from '#demo/random.ts';
import { schoolYearOf } from '#directory/school-year.ts';
import { brusselsToday } from '#platform/clock.ts';
import type { Tx } from '#platform/db.ts';
import type { KeptFile } from '#platform/files/keep-file.ts';
import type { Installation } from '#platform/services.ts';

type Needed = Pick<Installation, 'database' | 'files'>;

interface DemoHandling {
  handling: Handling;
  message?: string;
  file?: string;
}

interface DemoSubmission {
  key: string;
  by: string;
  form: string;
  /** Titles of its files. */
  files: readonly string[];
  /** null: it is still being prepared. */
  handled: readonly DemoHandling[] | null;
}

const handler = 'behandelaar';

const demoSubmissions: readonly DemoSubmission[] = [
  {
    key: 'leerlingen',
    by: 'secretaris',
    form: 'lln',
    files: ['Leerlingenlijst 1 oktober', 'Toelichting bij de leerlingenlijst'],
    handled: [],
  },
  {
    key: 'afwijking',
    by: 'directeur',
    form: 'omk-afw',
    files: ['Aanvraag afwijkingslestijden'],
    handled: [{ handling: 'take-up' }],
  },
  {
    key: 'verificatie',
    by: 'directeur',
    form: 'verif-mid',
    files: ['Verificatie van de middelen'],
    handled: [
      { handling: 'take-up' },
      { handling: 'return', message: 'Bladzijde 2 van het verslag ontbreekt. Bezorg ons het volledige verslag.' },
    ],
  },
  {
    key: 'zomerschool',
    by: 'secretaris',
    form: 'ze',
    files: ['Evaluatie zomerschool'],
    handled: [
      { handling: 'take-up' },
      { handling: 'finish', message: 'Bedankt, uw evaluatie is volledig.', file: 'Bevestiging zomerschool' },
    ],
  },
  { key: 'kleine-types', by: 'secretaris', form: 'om3', files: ['Aanwending kleine types'], handled: null },
];

/** What the basic school of the demo prepared and sent, and what the service did with it; loaded once. */
export async function loadDemoSubmissions(installation: Needed): Promise<void> {
  if (await isLoaded(installation)) return;
  for (const submission of demoSubmissions) {
    const files = await Promise.all(submission.files.map((title) => keep(installation, title)));
    await quietly(prepare(installation, submission, files));
    for (const [step, one] of (submission.handled ?? []).entries())
      await quietly(handleOne(installation, submission, step, one));
  }
}

// Somebody may have changed the rights of the people of the demo: then there is simply less to see.
async function quietly(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof Forbidden || error instanceof NotFound)) throw error;
  });
}

function isLoaded({ database }: Needed): Promise<boolean> {
  const ids = demoSubmissions.map((submission) => idOf(submission));
  return readAsSystem(database, async (db) => {
    const { rows } = await sql`select 1 from submissions where id = any (${ids}::uuid[]) limit 1`.execute(db);
    return rows.length > 0;
  });
}

const idOf = ({ key }: Pick<DemoSubmission, 'key'>): string => demoId(`submission ${key}`);

function prepare(installation: Needed, submission: DemoSubmission, files: KeptFile[]): Promise<unknown> {
  const id = idOf(submission);
  return actingAs(installation, submission.by, 'OV', async (as) => {
    await perform(saveDraft, as, {
      id,
      institutionId: demo.primarySchool,
      levelId: 1,
      formSlug: submission.form,
      schoolYear: schoolYearOf(brusselsToday()),
      files,
    });
    if (submission.handled) await perform(sendSubmission, as, { id });
  });
}

async function handleOne(
  installation: Needed,
  submission: DemoSubmission,
  step: number,
  { handling, message = '', file }: DemoHandling,
): Promise<unknown> {
  const files = file ? [await keep(installation, file)] : [];
  const key = demoId(`handling ${submission.key} ${step}`);
  return actingAs(installation, handler, 'GID', (as) =>
    perform(handleSubmission, as, { id: idOf(submission), key, handling, message, files }),
  );
}

/** Everything that a person of the demo does, under the same rules as in a request. */
function actingAs<T>(
  { database }: Needed,
  key: string,
  targetGroup: string,
  work: (as: { tx: Tx; actor: Actor }) => Promise<T>,
): Promise<T> {
  return database.write(async (tx) => {
    await actAsDoor(tx);
    const actor = await loadActor(tx, { personId: demoPersonId(key), targetGroup, workRelationId: null });
    if (!actor) throw new NotFound();
    await actAsPerson(tx, actor);
    return work({ tx, actor });
  });
}

async function keep({ files }: Needed, title: string): Promise<KeptFile> {
  const blocks = [
    text('Basisschool De Wilgenroos bezorgt dit document aan de onderwijsadministratie.'),
    list('Alle gegevens zijn verzonnen.', 'Het document dient enkel om te tonen hoe verzenden werkt.'),
  ];
  const bytes = await renderPdf({ title, blocks });
  const stored = await files.put(bytes, { maxBytes: bytes.length });
  return { ...stored, name: `${title}.pdf`, kind: 'pdf', checked: 'unchecked' };
}
