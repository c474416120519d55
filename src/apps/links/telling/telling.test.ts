import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { perform } from '#access/use-case.ts';
import {
  applyLinks,
  linksSchema,
  listEvents,
  renewLinkSecret,
  sendEventAgain,
  startTelling,
} from '#apps/links/index.ts';
import { handOver, isInside } from '#apps/links/telling/hand-over.ts';
import { claimEvents, tellOfDays, type EventState } from '#apps/links/telling/outbox.ts';
import { keyOf, newSecret, signedHeaders } from '#apps/links/telling/signature.ts';
import { tellBatch, type TellerOptions } from '#apps/links/telling/teller.ts';
import { endGrants } from '#apps/rights/commands/end-grants.ts';
import { endRelations } from '#apps/rights/commands/end-relations.ts';
import { grantRight } from '#apps/rights/commands/grant-right.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { resetClock, setClock } from '#platform/clock.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aSite, type Site } from '#tests/wall/site.ts';
import { writingAs } from '#tests/world/acting.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aHolder, aPerson, aWorkRelation, setPeriod, withdraw, type Person } from '#tests/world/people.ts';
import { daysFromToday } from '#tests/world/periods.ts';

interface Told {
  headers: IncomingMessage['headers'];
  body: string;
}

let db: TestDatabase;
let site: Site;
let school: School;
let head: Person;
let secret: string;
let told: Told[];
let answers: (number | 'hang')[];
let options: TellerOptions;

const receiver = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (piece: string) => (body += piece));
  request.on('end', () => {
    told.push({ headers: request.headers, body });
    const answer = answers.shift() ?? 204;
    if (answer !== 'hang') response.writeHead(answer, answer === 302 ? { location: '/elders' } : {}).end();
  });
});
const address = () => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/meldingen`;
const issuer = 'http://schoolpoort.test/demo/oidc';
const apply = (id: string, wishes: object) =>
  asSystem(db.database, (tx) =>
    applyLinks(
      tx,
      linksSchema.parse([
        {
          id,
          name: { nl: id, en: id },
          description: { nl: '', en: '' },
          url: null,
          levels: [1],
          institutions: null,
          rule: { kind: 'holds', entitlement: 'portal-user' },
          ...wishes,
        },
      ]),
    ),
  );

beforeAll(async () => {
  db = await testDatabase();
  site = await aSite(db);
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  afterAll(() => receiver.close());
});
beforeEach(async () => {
  [told, answers] = [[], []];
  school = await aSchool(db.database);
  head = await aHolder(db.database, 'head-local-admin', { of: school });
  await asSystem(db.database, async (tx) => sql`delete from linked_applications`.execute(tx));
  const roles = { 'portal-user': 'DiscimusGebruiker', 'pupil-passport': 'DiscimusPaspoort' };
  await apply('discimus', { roles, webhookUrl: address() });
  const { database } = db;
  options = { database, sealer: site.services.sealer, issuer, allowInside: true, every: 50, firstPause: 0 };
  secret = await renewLinkSecret(options, 'discimus', 24);
});
afterEach(resetClock);

const events = (): Promise<EventState[]> => readAsSystem(db.database, (reader) => listEvents(reader, 'discimus', 100));
const bodies = () => told.map(({ body }) => JSON.parse(body) as { type: string; data: Record<string, unknown> });
const types = () => bodies().map(({ type }) => type);
async function tellAll(): Promise<void> {
  for (let round = 0; round < 10; round += 1) {
    await asSystem(db.database, (tx) =>
      sql`update application_events set due_at = now() where state = 'waiting'`.execute(tx),
    );
    if ((await tellBatch(options)) === 0) return;
  }
}
async function given(person?: Person): Promise<{ person: Person; grantId: string }> {
  const to = person ?? (await aPerson(db.database));
  await aWorkRelation(db.database, to, school, `[${daysFromToday(-5)},)`);
  const right = { organisationId: school.id, personId: to.id, entitlementId: 'portal-user', contexts: [] };
  const outcome = await writingAs(db.database, head, (as) =>
    perform(grantRight, as, { ...right, from: daysFromToday(0), until: daysFromToday(50), key: newId() }),
  );
  if (outcome.kind !== 'granted') throw new Error(outcome.kind);
  return { person: to, grantId: outcome.grantId };
}
const signatureOf = ({ headers, body }: Told, key: string): string =>
  `v1,${createHmac('sha256', keyOf(key)).update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`).digest('base64')}`;

describe('a linked application learns of rights', () => {
  test('OT-1 of a given and an ended one, signed by Standard Webhooks, with nothing of the person but keys', async () => {
    const { person, grantId } = await given();
    await tellAll();
    await writingAs(db.database, head, (as) =>
      perform(endGrants, as, { grantIds: [grantId], mode: 'at-once', reason: 'weg', key: newId() }),
    );
    await tellAll();
    expect(types()).toEqual(['right.given', 'right.ended']);
    expect(bodies()[0]?.data).toEqual({
      person: person.id,
      subjects: [],
      vo_doelgroepcode: 'OV',
      vo_orgcode: formatOrganisationCode(school.id),
      roles: [`DiscimusGebruiker:${formatOrganisationCode(school.id)}`],
      begin: daysFromToday(0),
      end: daysFromToday(50),
    });
    for (const one of told) {
      expect(one.headers['webhook-signature']).toBe(signatureOf(one, secret));
      expect(Math.abs(Number(one.headers['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(60);
      expect(one.body).not.toContain(person.familyName);
    }
    // The example of the standard.
    const example = {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      at: new Date(1_614_265_330_000),
      body: '{"test": 2432232314}',
    };
    expect(signedHeaders(example, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])['webhook-signature']).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });

  test('OT-1 within seconds of the change, while the program runs', async () => {
    const teller = startTelling(options);
    const before = Date.now();
    await given();
    while (told.length === 0 && Date.now() - before < 10_000) await new Promise((resolve) => setTimeout(resolve, 20));
    await teller.stop();
    expect(types()).toEqual(['right.given']);
    expect(Date.now() - before).toBeLessThan(5000);
  });

  test('OT-1 what is rolled back was never told, and what others may know of is not told', async () => {
    const person = await aPerson(db.database);
    await aWorkRelation(db.database, person, school);
    const failing = asSystem(db.database, async (tx) => {
      await sql`
        insert into grants (work_relation_id, person_id, entitlement_id, organisation_id, period, cause)
        select id, person_id, 'portal-user', organisation_id, daterange(app.today(), app.today() + 9), 'imported'
        from work_relations where person_id = ${person.id}`.execute(tx);
      throw new Error('not this time');
    });
    await expect(failing).rejects.toThrow('not this time');
    await aHolder(db.database, 'edison-admin', { of: school });
    expect(await events()).toEqual([]);
    await apply('discimus', { roles: { 'portal-user': 'X' }, webhookUrl: address(), institutions: [school.id] });
    await aHolder(db.database, 'portal-user', { of: await aSchool(db.database) });
    expect(await events()).toEqual([]);
  });

  test('RI-5 also when a right begins or ends with a day, or its relation ends, or the person is blocked', async () => {
    await aHolder(db.database, 'portal-user', {
      of: school,
      period: `[${daysFromToday(2)},${daysFromToday(4)})`,
    });
    expect(await events()).toEqual([]);
    const onDay = async (days: number) => {
      setClock(new Date(Date.now() + days * 86_400_000));
      await asSystem(db.database, tellOfDays);
      resetClock();
    };
    await onDay(2);
    await onDay(3);
    await onDay(4);
    expect((await events()).map(({ kind }) => kind).toReversed()).toEqual(['right.given', 'right.ended']);
    await asSystem(db.database, tellOfDays);
    expect(await events()).toHaveLength(2);
    const { person } = await given();
    const relation = await readAsSystem(db.database, (reader) =>
      reader.selectFrom('work_relations').select('id').where('person_id', '=', person.id).executeTakeFirstOrThrow(),
    );
    const end = { day: daysFromToday(0), atOnce: true };
    await writingAs(db.database, head, (as) =>
      perform(endRelations, as, { relationIds: [relation.id], end, reason: 'weg', key: newId() }),
    );
    const blocked = await given();
    await asSystem(db.database, async (tx) => {
      await tx.updateTable('persons').set({ blocked: true }).where('id', '=', blocked.person.id).execute();
    });
    const kinds = (await events()).map(({ kind }) => kind).toReversed();
    expect(kinds.slice(2)).toEqual(['right.given', 'right.ended', 'right.given', 'right.ended']);
  });

  test('OT-1 a right that lasts longer is told as changed, and what it could know at its start is no news', async () => {
    const holder = await aHolder(db.database, 'pupil-passport', { of: school, contexts: ['Operator', 'Gebruiker'] });
    await tellAll();
    expect(bodies()[0]?.data.roles).toEqual(
      ['Operator', 'Gebruiker'].map((context) => `DiscimusPaspoort-${context}:${formatOrganisationCode(school.id)}`),
    );
    await setPeriod(db.database, holder.grantId, `[${daysFromToday(-1)},${daysFromToday(300)})`);
    await tellAll();
    expect(bodies()[1]).toMatchObject({ type: 'right.changed', data: { end: daysFromToday(299) } });
    await asSystem(db.database, (tx) => sql`delete from linked_applications`.execute(tx));
    await apply('nieuw', { roles: { 'pupil-passport': 'Nieuw' }, webhookUrl: address() });
    expect(await readAsSystem(db.database, (reader) => listEvents(reader, 'nieuw', 10))).toEqual([]);
    await withdraw(db.database, holder.grantId);
    const [event] = await readAsSystem(db.database, (reader) => listEvents(reader, 'nieuw', 10));
    expect(event?.kind).toBe('right.ended');
  });
});

describe('a receiver that does not take it', () => {
  test('OT-1 is asked again with growing pauses under the same id, whatever it answers; a redirect is not followed', async () => {
    answers = [500, 302, 429, 404];
    await given();
    await tellAll();
    expect(told).toHaveLength(5);
    expect(new Set(told.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(told.map(({ body }) => body)).size).toBe(1);
    expect(await events()).toMatchObject([{ state: 'sent', attempts: 5, status: 204, problem: null }]);
    answers = [503];
    await given();
    const slow = { ...options, firstPause: 100 };
    await tellBatch(slow);
    const [waiting] = await events();
    expect(waiting).toMatchObject({ state: 'waiting', status: 503, problem: 'answered 503' });
    expect((waiting?.dueAt.getTime() ?? 0) - Date.now()).toBeGreaterThan(90_000);
    expect(await tellBatch(slow)).toBe(0);
  });

  test('OT-1 one that is away misses nothing, and hears of each right in order', async () => {
    const away = address().replace(/:\d+/, ':9');
    await asSystem(db.database, (tx) => sql`update linked_applications set webhook_url = ${away}`.execute(tx));
    const { grantId } = await given();
    await tellBatch(options);
    expect(await events()).toMatchObject([{ state: 'waiting', status: null }]);
    await asSystem(db.database, (tx) => sql`update linked_applications set webhook_url = ${address()}`.execute(tx));
    await given();
    await tellAll();
    expect(types()).toEqual(['right.given', 'right.given']);
    // R12 What ended before it could be told is told as ended only.
    answers = [500];
    const third = await given();
    await tellBatch(options);
    await withdraw(db.database, third.grantId);
    await withdraw(db.database, grantId);
    told = [];
    await tellAll();
    expect(types().toSorted()).toEqual(['right.ended', 'right.ended']);
    expect((await events()).map(({ state }) => state)).toContain('superseded');
  });

  test('OT-1 a process that was killed while it told leaves the event to another, under the same id', async () => {
    await given();
    const claimed = await asSystem(db.database, (tx) => claimEvents(tx, issuer, 20));
    expect(claimed).toHaveLength(1);
    expect(await tellBatch(options)).toBe(0);
    await asSystem(db.database, (tx) =>
      sql`update application_events set due_at = now() where id = ${claimed[0]?.id}`.execute(tx),
    );
    await Promise.all([tellBatch(options), tellBatch(options)]);
    expect(told.map(({ headers }) => headers['webhook-id'])).toEqual([claimed[0]?.id]);
  });

  test('OT-1 after three days it is given up, and an operator sends it again, with the same id', async () => {
    answers = [500];
    await given();
    await asSystem(db.database, (tx) =>
      sql`update application_events set queued_at = now() - interval '4 days'`.execute(tx),
    );
    await tellBatch(options);
    const [lost] = await events();
    expect(lost).toMatchObject({ state: 'given-up', problem: 'answered 500' });
    await sendEventAgain(db.database, lost?.id ?? '');
    await tellAll();
    expect(told.map(({ headers }) => headers['webhook-id'])).toEqual([lost?.id, lost?.id]);
    expect(await events()).toMatchObject([{ state: 'sent' }]);
    for (const id of [newId(), 'x']) await expect(sendEventAgain(db.database, id)).rejects.toThrow('There is no event');
  });

  test('OT-1 one that never answers is let go', async () => {
    answers = ['hang'];
    const outcome = await handOver(address(), { body: '{}', headers: {} }, { allowInside: true, milliseconds: 200 });
    expect(outcome.kind).toBe('not-taken');
  });
});

describe('secrets and addresses', () => {
  test('OT-1 two secrets count while one takes over the other, and no third', async () => {
    const second = await renewLinkSecret(options, 'discimus', 24);
    await given();
    await tellAll();
    const [one] = told as [Told];
    expect(one.headers['webhook-signature']).toBe(`${signatureOf(one, second)} ${signatureOf(one, secret)}`);
    const third = await renewLinkSecret(options, 'discimus', 0);
    await given();
    await tellAll();
    const two = told[1] as Told;
    expect(two.headers['webhook-signature']).toBe(signatureOf(two, third));
    expect(keyOf(newSecret())).toHaveLength(32);
  });

  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '0.0.0.0',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    '2001:db8::1',
    '2002:a00:1::',
    'ff02::1',
    'geen adres',
  ])('OT-1 %s is never called', (host) => expect(isInside(host)).toBe(true));
  test.each(['8.8.8.8', '172.32.0.1', '193.190.1.1', '2a01:4f8::1'])('OT-1 %s may be called', (host) =>
    expect(isInside(host)).toBe(false),
  );

  test('OT-1 an address inside the walls is refused, by its number and by its name, and so is one without https', async () => {
    const call = (url: string) => handOver(url, { body: '{}', headers: {} }, { allowInside: false });
    const { port } = receiver.address() as AddressInfo;
    for (const url of [
      `http://127.0.0.1:${port}/`,
      `https://127.0.0.1:${port}/`,
      `https://[::1]:${port}/`,
      `https://localhost:${port}/`,
      `https://2130706433:${port}/`,
      `https://0x7f.1:${port}/`,
    ])
      expect([url, await call(url)]).toEqual([url, { kind: 'not-taken', status: null, problem: expect.any(String) }]);
    expect((await call(`https://localhost:${port}/`)) as { problem: string }).toMatchObject({
      problem: expect.stringContaining('lies at'),
    });
    expect(told).toEqual([]);
  });
});
