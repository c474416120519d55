import { beforeAll, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { ask } from '#access/use-case.ts';
import {
  QuestionParameterRefused,
  readQuestionParameters,
  setQuestionDraftTerm,
  setQuestionMailbox,
  setQuestionRoute,
  setQuestionTerm,
} from '#apps/questions/parameters.ts';
import { readTerm } from '#apps/questions/queries.ts';
import { askingDesk } from '#apps/questions/views.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aDocument, type MadeDocument } from '#tests/wall/documents.ts';
import { readingAs } from '#tests/world/acting.ts';
import { aSchool } from '#tests/world/organisations.ts';
import { aPortalAdmin, type Person } from '#tests/world/people.ts';
import { contactOfDocuments } from '#tests/world/questions.ts';

const from = 'dienst-van-de-muur';

let db: TestDatabase;
let head: Person;
let letter: MadeDocument;
beforeAll(async () => {
  db = await testDatabase();
  const school = await aSchool(db.database);
  letter = await aDocument(db.database, { institutionId: school.id });
  head = await aPortalAdmin(db.database, { of: school });
});

const route = (contact: string, service: string | null, of = from) =>
  asSystem(db.database, (tx) => setQuestionRoute(tx, { from: of, contact, service }));
const answering = async () =>
  (await readingAs(db.database, head, (as) => ask(askingDesk, as, { documentId: letter.id }))).answering;
const term = (year: number) => readAsSystem(db.database, (read) => readTerm(read, year));

test('P10 without a route the mailbox of the contact is asked; a route of that contact wins from one for all others', async () => {
  expect(await answering()).toEqual({ serviceId: null, name: 'Team Omkadering', address: contactOfDocuments });
  await route('', 'ahovoks');
  expect((await answering())?.serviceId).toBe('ahovoks');
  await route(contactOfDocuments.toUpperCase(), 'agodi');
  expect(await answering()).toEqual({ serviceId: 'agodi', name: 'AGODI', address: null });
  await route(contactOfDocuments, null);
  expect((await answering())?.serviceId).toBe('ahovoks');
});

test('DO-6 a term counts from its school year on, and is verified once an operator set it', async () => {
  expect(await term(2026)).toEqual({ workingDays: 10, verified: false });
  await asSystem(db.database, (tx) => setQuestionTerm(tx, 2028, 5));
  expect([await term(2025), await term(2027), await term(2028), await term(2030)]).toEqual([
    { workingDays: 10, verified: false },
    { workingDays: 10, verified: false },
    { workingDays: 5, verified: true },
    { workingDays: 5, verified: true },
  ]);
});

test('DO-6 a term for drafts counts from its school year on, beside the term for answers that holds there', async () => {
  const termsOf = async (year: number) =>
    (await readAsSystem(db.database, readQuestionParameters)).terms.find((one) => one.schoolYear === year);
  const { schoolYear: _, ...before } = (await termsOf(2026)) ?? { schoolYear: 0 };
  expect(before).toMatchObject({ draftDays: 90, draftVerified: false });
  await asSystem(db.database, (tx) => setQuestionDraftTerm(tx, 2027, 30));
  expect(await termsOf(2027)).toEqual({ ...before, schoolYear: 2027, draftDays: 30, draftVerified: true });
});

test('DO-6 what cannot be is refused in words, and what was set can be read', async () => {
  await expect(route('', 'agodi', 'bestaat-niet')).rejects.toThrow(QuestionParameterRefused);
  await expect(route('', 'bestaat-niet')).rejects.toThrow('There is no service bestaat-niet');
  await asSystem(db.database, (tx) =>
    setQuestionMailbox(tx, { service: 'agodi', email: 'vragen@agodi.example', answersHere: false }),
  );
  expect(await readAsSystem(db.database, readQuestionParameters)).toMatchObject({
    routes: [{ from, contact: '', service: 'ahovoks' }],
    mailboxes: [{ service: 'agodi', email: 'vragen@agodi.example', answersHere: false }],
  });
});
