import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { Forbidden, NotFound } from '#access/refusals.ts';
import { ask } from '#access/use-case.ts';
import { openDocument, readingsOfInstitution, searchDocuments } from '#apps/library/index.ts';
import { noFilter } from '#apps/library/model.ts';
import { resetClock, setClock } from '#platform/clock.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aDocument, type MadeDocument } from '#tests/wall/documents.ts';
import { fakeIdentityProvider } from '#tests/wall/fake-identity-provider.ts';
import { aSite, cookieSet, signIn, type Site } from '#tests/wall/site.ts';
import { readingAs } from '#tests/world/acting.ts';
import { aDesk, aService, deliver, metadataFor } from '#tests/world/deliveries.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import {
  aPortalAdmin,
  aPortalUser,
  anAdministrationReader,
  type GivenRight,
  type Person,
} from '#tests/world/people.ts';

const minute = 60_000;
const pay = 12;

let db: TestDatabase;
let site: Site;
let school: School;
let other: School;
let head: Person & GivenRight;
let colleague: Person & GivenRight;
let overview: MadeDocument;
let letter: MadeDocument;

beforeAll(async () => {
  db = await testDatabase();
  const claims = { head: { authenticatedAt: new Date() }, stranger: { authenticatedAt: new Date() } };
  site = await aSite(db, { provider: fakeIdentityProvider(claims) });
  school = await aSchool(db.database);
  other = await aSchool(db.database);
  head = await aPortalAdmin(db.database, { of: school, name: 'Mia Hermans' });
  await aPortalAdmin(db.database, { of: other, to: head });
  colleague = await aPortalUser(db.database, { of: school, themes: [pay], name: 'Karel Claes' });
  const files = site.services.files;
  overview = await aDocument(db.database, {
    institutionId: school.id,
    theme: pay,
    title: 'Salarisoverzicht oktober',
    files,
  });
  letter = await aDocument(db.database, { institutionId: school.id, theme: 3, title: 'Verslag', files });
  for (const [subject, person] of Object.entries({ head, stranger: colleague }))
    await asSystem(db.database, (tx) =>
      tx.insertInto('identities').values({ issuer: 'https://idp.test', subject, person_id: person.id }).execute(),
    );
});
afterEach(resetClock);

const ago = (ms: number): Date => new Date(Date.now() - ms);
const parts = ['', '/bestand', '/download'];

const noted = async (document: MadeDocument): Promise<number> =>
  readAsSystem(
    db.database,
    async (all) =>
      (await all.selectFrom('audit_events').select('id').where('subject_id', '=', document.id).execute()).length,
  );

describe('DO-9: a pay overview opens to who proved at most fifteen minutes ago who he is', () => {
  test.each([
    ['just now', 0, 200],
    ['fourteen minutes ago', 14 * minute, 200],
    ['sixteen minutes ago', 16 * minute, 303],
  ])('signed in %s', async (_when, age, status) => {
    const session = await signIn(db.database, head, ago(age));
    for (const part of parts) {
      const answer = await site.ask(`/document/${overview.id}${part}`, { session });
      await answer.body?.cancel();
      expect([part, answer.status]).toEqual([part, status]);
      if (status === 303)
        expect(answer.headers.get('location')).toBe(`/aanmelden/opnieuw?terug=%2Fdocument%2F${overview.id}`);
    }
  });

  test('an identity provider that does not say when is asked again; nothing was read and nothing is noted', async () => {
    const session = await signIn(db.database, head, null);
    const before = await noted(overview);
    for (const part of parts) expect((await site.ask(`/document/${overview.id}${part}`, { session })).status).toBe(303);
    expect(await noted(overview)).toBe(before);
  });

  test('a session that is busy all the time grows stale all the same', async () => {
    const session = await signIn(db.database, head);
    for (const minutes of [5, 10, 14, 16]) {
      setClock(new Date(Date.now() + minutes * minute));
      const { status } = await site.ask(`/document/${overview.id}`, { session });
      expect([minutes, status]).toEqual([minutes, minutes > 15 ? 303 : 200]);
    }
  });

  test('what is confidential only opens as before, and who may not see an overview learns nothing of it', async () => {
    const session = await signIn(db.database, head, null);
    expect((await site.ask(`/document/${letter.id}`, { session })).status).toBe(200);
    const outsider = await signIn(db.database, await aPortalUser(db.database, { of: school, themes: [1] }), null);
    expect((await site.ask(`/document/${overview.id}`, { session: outsider })).status).toBe(404);
  });
});

describe('DO-9: signing in again', () => {
  const again = async (session: string, code: string) => {
    const asked = await site.ask(`/document/${overview.id}`, { session });
    const page = await site.ask(asked.headers.get('location') ?? '', { session });
    const html = await page.text();
    const form = html.slice(html.indexOf('action="/aanmelden"'));
    const valueOf = (name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? '';
    const sent = { terug: valueOf('terug'), opnieuw: valueOf('opnieuw') };
    const begun = await site.ask('/aanmelden', { method: 'POST', session, body: new URLSearchParams(sent) });
    const address = new URL(begun.headers.get('location') ?? '');
    const state = address.searchParams.get('state') ?? '';
    const cookie = `aanmelding=${cookieSet(begun, 'aanmelding') ?? ''}`;
    const back = await site.ask(`/aanmelden/terug?state=${state}&code=${code}`, { session, cookie });
    return {
      prompt: address.searchParams.get('prompt'),
      to: back.headers.get('location'),
      token: cookieSet(back, 'sessie') ?? '',
    };
  };

  test('asks for a proof at the provider, leads back to the document and keeps on whose behalf one works', async () => {
    const onBehalfOf = { ...head.onBehalfOf, workRelationId: head.relationId };
    const stale = await signIn(db.database, { ...head, onBehalfOf }, null);
    const { prompt, to, token } = await again(stale, 'head');
    expect([prompt, to]).toEqual(['login', `/document/${overview.id}`]);
    const opened = await site.ask(`/document/${overview.id}`, { session: token });
    expect(opened.status).toBe(200);
    expect(await opened.text()).toContain(school.name);
    const kept = await readAsSystem(db.database, (all) =>
      all
        .selectFrom('sessions')
        .select('work_relation_id')
        .where('person_id', '=', head.id)
        .orderBy('created_at', 'desc')
        .executeTakeFirst(),
    );
    expect(kept?.work_relation_id).toBe(head.relationId);
    expect((await site.ask('/documenten', { session: stale })).status).toBe(303);
  });

  test('somebody else who signs in takes nothing over', async () => {
    const stale = await signIn(db.database, head, null);
    const { token } = await again(stale, 'stranger');
    const session = await readAsSystem(db.database, (all) =>
      all.selectFrom('sessions').select('person_id').where('person_id', '=', colleague.id).executeTakeFirst(),
    );
    expect(session?.person_id).toBe(colleague.id);
    expect((await site.ask('/basisonderwijs/themabeheer', { session: token })).status).toBe(403);
  });
});

describe('DO-9, O26: every reading is noted, and the administrators of the institution see who read what when', () => {
  const readingsFor = (person: Person, at: School = school) =>
    readingAs(db.database, person, (as) =>
      ask(readingsOfInstitution, as, { institutionId: at.id, levelId: 1, from: null }),
    );

  test('opening and downloading, each once per minute, with the reader; not what is less secret', async () => {
    const document = await aDocument(db.database, {
      institutionId: school.id,
      theme: pay,
      title: 'Salarisoverzicht mei',
      files: site.services.files,
    });
    const session = await signIn(db.database, colleague);
    for (const path of ['', '/bestand', '/bestand', '/download'])
      await (await site.ask(`/document/${document.id}${path}`, { session })).body?.cancel();
    await (await site.ask(`/document/${letter.id}`, { session: await signIn(db.database, head) })).body?.cancel();
    const { readings } = await readingsFor(head);
    const mine = readings.filter(({ documentId }) => documentId === document.id);
    // On the edge of a minute the same reading may stand in both.
    expect(new Set(mine.map(({ action, reader }) => `${action} ${reader}`))).toEqual(
      new Set(['open-document Karel Claes', 'download-document Karel Claes']),
    );
    expect(mine.length).toBeLessThanOrEqual(4);
    expect(readings.map(({ documentId }) => documentId)).not.toContain(letter.id);
  });

  test('of a reader of the administration they see the organisation, not the name', async () => {
    const reader = await anAdministrationReader(db.database, { themes: ['salarisoverzichten'], name: 'Quinten Nijs' });
    const session = await signIn(db.database, {
      ...reader,
      onBehalfOf: { ...reader.onBehalfOf, workRelationId: reader.relationId },
    });
    await (await site.ask(`/document/${overview.id}`, { session })).body?.cancel();
    const [newest] = (await readingsFor(head)).readings;
    expect(newest).toMatchObject({ documentId: overview.id, reader: null });
    expect(newest?.actingFor).toBeTruthy();
  });

  test('nobody else sees them, nor those of another institution', async () => {
    await expect(readingsFor(colleague)).rejects.toBeInstanceOf(Forbidden);
    await expect(readingsFor(await aPortalAdmin(db.database, { of: other }))).rejects.toBeInstanceOf(Forbidden);
    expect((await readingsFor(head, other)).readings).toEqual([]);
  });
});

describe('DO-9: what is in a pay overview stays in it', () => {
  test('its content is not kept for searching: it is found by its title, and nothing of it is shown in a list', async () => {
    const desk = await aDesk(db.database);
    const caller = await aService(db.database, { themes: [pay] });
    const secret = {
      theme: 'salarisoverzichten',
      confidentiality: 'very-confidential',
      title: 'Salarisoverzicht juni',
    };
    const metadata = { ...metadataFor(school), ...secret };
    const outcome = await deliver(desk, { caller, metadata, content: 'Grootaers Lut;141;3214,55' });
    expect(outcome).toMatchObject({ outcome: 'added', unsearchable: 'very-confidential' });
    const find = (search: string) =>
      readingAs(db.database, head, (as) =>
        ask(searchDocuments, as, {
          levelId: null,
          search,
          filter: noFilter,
          institutionsToo: [],
          order: 'newest',
          from: null,
          direction: 'older',
          skip: 0,
        }),
      );
    expect((await find('juni')).documents.map(({ title, fragment }) => [title, fragment])).toEqual([
      [secret.title, []],
    ]);
    for (const content of ['Grootaers', '"3214,55"']) expect((await find(content)).facets.total).toBe(0);
    const { rows } = await readAsSystem(db.database, async (all) => ({
      rows: await all.selectFrom('document_texts').select('body').where('body', 'like', '%Grootaers%').execute(),
    }));
    expect(rows).toEqual([]);
  });

  test('TH-3: it takes the theme itself; no other theme and no share leads to it', async () => {
    const without = await aPortalUser(db.database, { of: school, themes: [1, 2, 3, 6] });
    await expect(
      readingAs(db.database, without, (as) => ask(openDocument, as, { id: overview.id })),
    ).rejects.toBeInstanceOf(NotFound);
  });
});
