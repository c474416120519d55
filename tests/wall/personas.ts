import { asSystem } from '#access/context.ts';
import { perform } from '#access/use-case.ts';
import { makeFeed } from '#apps/agenda/index.ts';
import { saveTemplate } from '#apps/questions/commands/keep-templates.ts';
import { makeList } from '#apps/rights/commands/apply-list.ts';
import { hashToken, randomToken, sealer } from '#platform/crypto.ts';
import type { Database } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import type { FileStore } from '#platform/files/file-store.ts';
import { aShare, someDocuments, type MadeDocument } from '#tests/wall/documents.ts';
import { writingAs } from '#tests/world/acting.ts';
import { anAgendaItem, anAgendaKeeper } from '#tests/world/agenda.ts';
import { aContact } from '#tests/world/contacts.ts';
import { aMail } from '#tests/world/mails.ts';
import { aMerger } from '#tests/world/mergers.ts';
import { aBoard, anAdministration, aSchool, aSecondarySchool, type School } from '#tests/world/organisations.ts';
import {
  aHolder,
  aPerson,
  aPortalAdmin,
  aPortalUser,
  aRequest,
  aWorkRelation,
  anAdministrationReader,
  type Person,
} from '#tests/world/people.ts';
import { daysFromToday, endedYesterday, fromDays, startsTomorrow } from '#tests/world/periods.ts';
import { aQuestion, aQuestionDraft, aRoute, anAnswerer } from '#tests/world/questions.ts';
import { aReview } from '#tests/world/reviews.ts';
import { aDraft, aHandler, aKeptFile, aSubmission } from '#tests/world/submissions.ts';

/** Everybody who knocks at the wall. The names are the columns of the matrix. */
export const personaNames = [
  'nobody',
  'not chosen',
  'no right',
  'user without theme',
  'user',
  'user elsewhere',
  'administrator',
  'administrator elsewhere',
  'board',
  'reader',
  'head admin',
  'ended right',
  'future right',
  'ended relation',
  'blocked',
  'closed school',
  'helpdesk',
  'keeper',
  'handler',
  'answerer',
  'service without token',
  'service',
] as const;
export type PersonaName = (typeof personaNames)[number];

/** A person with a session, a service with a token, or nobody. */
export interface Persona {
  person?: Person;
  token?: string;
}

export interface Town {
  school: School;
  elsewhere: School;
  closed: School;
  board: School;
  personas: Record<PersonaName, Persona>;
  documents: Record<'open' | 'confidential' | 'elsewhere' | 'closed' | 'pay' | 'shared', MadeDocument>;
  /** What institutions prepare or sent; nobody tries the same one with two forms. */
  submissions: Record<'draft' | 'discarded' | 'here' | 'withdrawn' | 'elsewhere', string>;
  /** The one file of the submission here. */
  submittedFile: string;
  /** What was asked about documents, a draft of the user, and the one attachment of the question here. */
  questions: Record<'draft' | 'discarded' | 'here' | 'elsewhere' | 'pay', string>;
  askedFile: string;
  /** The secret of an invitation to answer the question here. */
  invitation: string;
  /** A text that the service uses in answers. */
  template: string;
  /** Rights of which one may try to end. */
  grants: { here: string; elsewhere: string };
  /** The work relations that those rights hang on. */
  relations: { here: string; elsewhere: string };
  /** A list of rights that the administrator of our school brought. */
  list: string;
  /** A yearly review of our school. */
  review: string;
  /** Items in the agenda of one level each, and the secret of a feed of somebody of the school. */
  agenda: { here: string; elsewhere: string; feed: string };
  /** What the user without theme of our school asks for. */
  requests: { 'for a right': string; 'for a theme': string };
  /** A workstation that serves the school. */
  contact: string;
  /** A mail to the user of our school, in the inbox of the demo. */
  mail: string;
}

/** A small town: two schools and a closed one that continues as the first, under a board, and one of everybody. */
export async function aTown(database: Database, files: FileStore): Promise<Town> {
  const board = await aBoard(database, { name: 'Scholengroep Scheldeland' });
  const school = await aSchool(database, { name: 'Basisschool De Vlieger', board });
  const elsewhere = await aSecondarySchool(database, { name: 'Atheneum Ter Zee', board });
  const closed = await aSchool(database, { name: 'Dorpsschool Sint-Rita', valid: fromDays(-900, -1) });
  await aMerger(database, closed, school);
  await someAddresses(database);
  const user = await aPortalUser(database, { of: school, name: 'Karel Claes', themes: [1] });
  const neighbour = await aPortalUser(database, { of: elsewhere, name: 'Lies Goossens', themes: [1] });
  const place = { database, school, elsewhere, closed, board };
  const people = await staff(place);
  const asker = people['user without theme'].person;
  const documents = await papers(database, files, { school, elsewhere, closed });
  await aRoute(database);
  await aShare(database, documents.shared, { by: user, to: neighbour });
  return {
    school,
    elsewhere,
    closed,
    board,
    personas: {
      ...people,
      ...(await outsiders(place)),
      user: { person: user },
      'user elsewhere': { person: neighbour },
    },
    documents,
    ...(await threads(database, {
      user,
      neighbour,
      head: people.administrator.person,
      worker: people.answerer.person,
      documents,
      files,
    })),
    ...(await sendings(database, files, { school, elsewhere })),
    grants: { here: user.grantId, elsewhere: neighbour.grantId },
    relations: { here: user.relationId, elsewhere: neighbour.relationId },
    list: await aList(database, people.administrator.person),
    review: await aReview(database, people['head admin'].person, school),
    agenda: await anAgenda(database, school),
    requests: {
      'for a right': await aRequest(database, asker, { of: school, right: 'pupil-transport' }),
      'for a theme': await aRequest(database, asker, { of: school, right: 'portal-user', theme: 3 }),
    },
    contact: await aContact(database, school, 'Werkstation 7'),
    mail: await aMail(database, user),
  };
}

/** Linked applications are shown once they have an address. */
function someAddresses(database: Database): Promise<unknown> {
  return asSystem(database, (tx) =>
    tx.updateTable('linked_applications').set({ url: 'https://elders.test/' }).execute(),
  );
}

function aList(database: Database, person: Person): Promise<string> {
  const keys = sealer({ nationalNumber: Buffer.alloc(32, 1), nationalNumberLookup: Buffer.alloc(32, 2) });
  const input = { rows: [], allOrNothing: true, key: newId(), sealer: keys };
  return writingAs(database, person, (as) => perform(makeList, as, input));
}

async function anAgenda(database: Database, school: School): Promise<Town['agenda']> {
  const owner = await aPortalUser(database, { of: school, name: 'Hilde Peters' });
  const keeper = await anAgendaKeeper(database);
  const [here, elsewhere] = [await anAgendaItem(database, keeper, [1]), await anAgendaItem(database, keeper, [2])];
  const { token } = await writingAs(database, owner, (as) => perform(makeFeed, as, {}));
  return { here, elsewhere, feed: token };
}

interface Place {
  database: Database;
  school: School;
  elsewhere: School;
  closed: School;
  board: School;
}

async function staff({ database, school, elsewhere, board }: Place) {
  const director = await aPortalAdmin(database, { of: school, employedBy: board, name: 'Mia Hermans' });
  await aPortalAdmin(database, { of: elsewhere, employedBy: board, to: director });
  const agency = await anAdministration(database);
  return {
    'user without theme': { person: await aPortalUser(database, { of: school, name: 'Nele Jacobs' }) },
    administrator: { person: await aPortalAdmin(database, { of: school, name: 'Omer Lambrecht' }) },
    'administrator elsewhere': { person: await aPortalAdmin(database, { of: elsewhere, name: 'Petra Maes' }) },
    board: { person: director },
    reader: { person: await anAdministrationReader(database, { themes: ['algemeen-openbaar'], name: 'Quinten Nijs' }) },
    'head admin': { person: await aHolder(database, 'head-local-admin', { of: school, name: 'Rita Op de Beeck' }) },
    handler: { person: await aHandler(database, { name: 'Sara Quintens' }) },
    answerer: { person: await anAnswerer(database, { name: 'Bram Pauwels' }) },
    helpdesk: {
      person: await aHolder(database, 'helpdesk', { of: agency, targetGroup: 'GID', name: 'Sofie Pauwels' }),
    },
    keeper: { person: await aKeeper(database, agency) },
  };
}

/** Somebody of the administration with every duty towards schools. */
async function aKeeper(database: Database, agency: School): Promise<Person> {
  const keeper = await aPerson(database, { targetGroup: 'GID', name: 'Tine Quintens' });
  for (const duty of duties) await aHolder(database, duty, { of: agency, to: keeper });
  return keeper;
}

const duties = ['agenda-editor', 'contacts-editor', 'health-team'] as const;

async function outsiders({ database, school, closed }: Place) {
  const undecided = await aPortalAdmin(database, { of: school, name: 'Tom Raes' });
  const plain = await aPerson(database, { name: 'Ugo Smets' });
  await aWorkRelation(database, plain, school);
  const left = await aPortalAdmin(database, { of: school, relationPeriod: endedYesterday(), name: 'Vera Thijs' });
  return {
    nobody: {},
    'not chosen': {
      person: { ...undecided, onBehalfOf: { ...undecided.onBehalfOf, targetGroup: null, workRelationId: null } },
    },
    'no right': { person: plain },
    'ended right': {
      person: await aPortalAdmin(database, { of: school, period: endedYesterday(), name: 'Wim Verlinden' }),
    },
    'future right': {
      person: await aPortalAdmin(database, { of: school, period: startsTomorrow(), name: 'Xandra Wouters' }),
    },
    'ended relation': { person: { ...left, onBehalfOf: { ...left.onBehalfOf, workRelationId: left.relationId } } },
    blocked: { person: await aPortalAdmin(database, { of: school, blocked: true, name: 'Yves Aerts' }) },
    'closed school': { person: await aPortalAdmin(database, { of: closed, name: 'Zoë Baert' }) },
    'service without token': { token: 'x'.repeat(43) },
    service: { token: await aServiceToken(database, [1]) },
  };
}

/** A delivering service that asked for a token; answers the token. */
export async function aServiceToken(
  database: Database,
  themes: readonly number[],
  clientId: string = newId(),
): Promise<string> {
  const token = randomToken();
  await asSystem(database, async (tx) => {
    const { id } = await tx
      .insertInto('delivery_services')
      .values({ slug: clientId, name: 'Dienst Leerlingen' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const client = { client_id: clientId, service_id: id, secret_hash: hashToken('geheim'), themes: [...themes] };
    await tx.insertInto('service_clients').values(client).execute();
    const expires = new Date(Date.now() + 3_600_000);
    await tx
      .insertInto('service_tokens')
      .values({ token_hash: hashToken(token), client_id: clientId, themes: [...themes], expires_at: expires })
      .execute();
  });
  return token;
}

async function papers(database: Database, files: FileStore, at: Pick<Place, 'school' | 'elsewhere' | 'closed'>) {
  const secret = { theme: 3, title: 'Verslag van Bilal Demir' };
  const [open, confidential, elsewhere, closed, pay, shared] = await someDocuments(database, [
    { institutionId: at.school.id, title: 'Brief over de lestijden', files },
    { institutionId: at.school.id, ...secret, files },
    { institutionId: at.elsewhere.id, level: 2, title: 'Brief over de uren-leraar', files },
    { institutionId: at.closed.id, title: 'Brief over de sluiting', files },
    { institutionId: at.school.id, theme: 12, title: 'Salarisoverzicht september', files },
    { institutionId: at.school.id, title: 'Brief over het toezicht', files },
  ]);
  if (!open || !confidential || !elsewhere || !closed || !pay || !shared)
    throw new Error('the documents were not made');
  return { open, confidential, elsewhere, closed, pay, shared };
}

async function sendings(
  database: Database,
  files: FileStore,
  { school, elsewhere }: Pick<Place, 'school' | 'elsewhere'>,
) {
  const head = await aPortalAdmin(database, { of: school, name: 'Ahmed Celik' });
  const neighbour = await aPortalAdmin(database, { of: elsewhere, name: 'Bea Dierckx' });
  const kept = aKeptFile('Leerlingen van de Vlieger', 'leerlingen.txt');
  await files.put(Buffer.from('Leerlingen van de Vlieger'), { maxBytes: 1_000 });
  const submissions = {
    draft: await aDraft(database, head, { of: school }),
    discarded: await aDraft(database, head, { of: school }),
    here: await aSubmission(database, head, { of: school, form: 'ze', files: [kept] }),
    withdrawn: await aSubmission(database, head, { of: school, form: 'ze' }),
    elsewhere: await aSubmission(database, neighbour, { of: elsewhere, form: 'org' }),
  };
  const { id } = await asSystem(database, (tx) =>
    tx
      .selectFrom('submission_files')
      .select('id')
      .where('submission_id', '=', submissions.here)
      .executeTakeFirstOrThrow(),
  );
  return { submissions, submittedFile: id };
}

interface Asking {
  user: Person;
  neighbour: Person;
  head: Person;
  worker: Person;
  documents: Town['documents'];
  files: FileStore;
}

/** What people asked about the documents. */
async function threads(database: Database, { user, neighbour, head, worker, documents, files }: Asking) {
  const kept = aKeptFile('Berekening van de directeur', 'berekening.txt');
  await files.put(Buffer.from('Berekening van de directeur'), { maxBytes: 1_000 });
  const questions = {
    draft: await aQuestionDraft(database, user, documents.open.id),
    discarded: await aQuestionDraft(database, user, documents.open.id),
    here: await aQuestion(database, user, documents.open.id, { files: [kept] }),
    elsewhere: await aQuestion(database, neighbour, documents.elsewhere.id),
    pay: await aQuestion(database, head, documents.pay.id),
  };
  const { id } = await asSystem(database, (tx) =>
    tx.selectFrom('question_files').select('id').where('question_id', '=', questions.here).executeTakeFirstOrThrow(),
  );
  const invitation = randomToken();
  await asSystem(database, (tx) =>
    tx
      .insertInto('question_invitations')
      .values({
        token_hash: hashToken(invitation),
        question_id: questions.here,
        service_id: 'agodi',
        ends_on: daysFromToday(10),
      })
      .execute(),
  );
  const template = newId();
  await writingAs(database, worker, (as) =>
    perform(saveTemplate, as, { id: template, serviceId: 'agodi', title: 'Ontvangen', body: 'We kijken het na.' }),
  );
  return { questions, askedFile: id, invitation, template };
}
