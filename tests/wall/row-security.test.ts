import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { perform } from '#access/use-case.ts';
import { makeFeed } from '#apps/agenda/index.ts';
import { changeEmail } from '#apps/profile/index.ts';
import { appRole } from '#platform/migrate.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aDocument, aShare } from '#tests/wall/documents.ts';
import { signIn } from '#tests/wall/site.ts';
import { writingAs } from '#tests/world/acting.ts';
import { switchAlerts } from '#tests/world/alerts.ts';
import { anAgendaItem, anAgendaKeeper } from '#tests/world/agenda.ts';
import { aContact } from '#tests/world/contacts.ts';
import { anEmergencyNumber } from '#tests/world/emergency-numbers.ts';
import { aMail } from '#tests/world/mails.ts';
import { aSchool } from '#tests/world/organisations.ts';
import { aHolder, aPortalAdmin, aPortalUser } from '#tests/world/people.ts';
import { aQuestion, aRoute } from '#tests/world/questions.ts';
import { aReview } from '#tests/world/reviews.ts';
import { aKeptFile, aSubmission } from '#tests/world/submissions.ts';

/** Tables without row-level security: nothing in them is of an institution or person, and the application only reads them. */
const catalogues: Record<string, string> = {
  education_levels: 'the seven levels of education, in every address',
  target_groups: 'the six target groups of the access gateway',
  schema_migrations: 'names of the migrations that ran',
};

/** What everybody may read, also without signing in: the public register and the catalogue. */
const open = [
  'delegations',
  'delivery_services',
  'entitlements',
  'form_levels',
  'form_themes',
  'forms',
  'locations',
  'municipalities',
  'organisation_levels',
  'organisation_relations',
  'organisations',
  'public_holidays',
  'receiving_services',
  'rights_terms',
  'school_holidays',
  'submission_terms',
  'theme_levels',
  'themes',
  'wish_entitlements',
  'wish_themes',
  'wishes',
];

/** Row-level security holds for their owner too; the owner's functions write the others. */
const forced = [
  'document_texts',
  'document_versions',
  'documents',
  'question_events',
  'question_files',
  'questions',
  'submission_events',
  'submission_files',
  'submissions',
];

/** Functions that see more than their caller. Whoever adds one says here why, and to whom it answers what. */
const definers: Record<string, string> = {
  access_on: 'rights that counted on a day at an institution, for its own portal administrators',
  automatic_holders: 'who loses or gets an automatic right by a switch, for who may switch it there',
  await_seal: 'notes that an audit event has no seal yet; a trigger, nobody calls it',
  accept_invitation: 'opens one question for who has its secret and a running relation with the administration',
  confirm_proposal: 'does what somebody else proposed, for a second overseer of the organisation; answers yes or no',
  confirmers: 'names of administrators of one institution, for who oversees it',
  count_confirmers: 'how many others could confirm at an organisation that the actor oversees; a number',
  close_requests_of_leavers:
    'closes requests that no relation carries, for the system and who ended a relation of that person today; ids',
  count_documents: 'keeps the roll-up of counts; a trigger, nobody calls it',
  end_shares_of_moved: 'ends what was shared of a document that becomes another one; a trigger, nobody calls it',
  count_deputy_deciders:
    'how many could name a deputy in some rights at an institution, for who asks; a number, never a name',
  decider_people: 'ids of those who can decide about a request; only for functions of the owner',
  deciders: 'how many people could decide about a request; a number, to a signed-in person',
  discount_documents: 'keeps the roll-up of counts; a trigger, nobody calls it',
  deputy_deciders: 'ids of those who could name a deputy in some rights; only for functions of the owner',
  deputyships_in_sight: 'who replaces whom, for both and for who manages rights of the institution',
  end_deputyship: 'ends a deputyship of the actor or of an institution he manages, with its rights; answers their ids',
  end_relation:
    'ends a relation of an institution that the actor manages, with the rights on it; answers their ids and days',
  follow_rescue: 'opens, moves on and closes the rescue of one organisation; only for functions of the owner',
  follow_rescues: 'the same for every organisation, for the system; answers a number',
  fill_review: 'takes up the rights of an institution in a review that the actor just started there; answers a number',
  givers: 'names of those who can mend a refusal, for who has a running relation with the institution',
  has_head_admin: 'yes or no about one organisation',
  heads: 'yes or no about oneself at one organisation',
  holds_right_at: 'yes or no about one person at one institution, for the policy of emergency numbers',
  is_helpdesk: 'yes or no about oneself',
  keep_within_original: 'refuses a deputy’s right that is more than the original; a trigger, nobody calls it',
  last_sign_ins: 'last days of sign-in of the people in a review, for who manages its institution',
  leads_review: 'yes or no about oneself at one institution',
  may_switch_automatic: 'yes or no about oneself: whether one manages a right at an institution',
  may_receive: 'yes or no about one person: access to the portal, for the policy of shares',
  mail_confirmers: 'queues mails to who could confirm, for who proposed; answers a number',
  mail_deciders: 'queues mails to those who can decide, for who asked; answers a number',
  mail_rescuers: 'queues mails to who is asked to name an administrator; only for functions of the owner',
  needs_second_person: 'yes or no about one theme at one institution',
  notice_head_admins: 'follows the rescue of an organisation whose administrators changed; a trigger, nobody calls it',
  original_counts: 'yes or no about one right on one day',
  overseen: 'the organisations of which the actor is administrator, and the institutions of his boards',
  overseers: 'ids of administrators; only for functions of the owner',
  mail_reviewers: 'queues mails to those who review, for who started; answers a number',
  people_in_sight: 'ids of people, by the organisations that the actor manages',
  people_rescued: 'ids of people of institutions for which the actor is asked to name an administrator',
  people_of_migration:
    'names in what was decided about a merger, for the head local administrators of both institutions',
  people_of_proposals: 'names on proposals of organisations that the actor oversees',
  people_of_shares: 'names of the two people of a share, for whom row-level security shows the share',
  portal_holders: 'holders of an institution, for its own portal administrators',
  tell_applications: 'queues what applications have to know of rights that changed; answers a number',
  tell_of_grants: 'queues what applications have to know; a trigger, nobody calls it',
  tell_of_persons: 'queues what applications have to know; a trigger, nobody calls it',
  tell_of_relations: 'queues what applications have to know; a trigger, nobody calls it',
  theme_readers_on: 'how many people of each body of the administration read a theme, to portal administrators',
  queue_mail: 'adds a mail to the queue, for anybody but nobody; answers whether it is new',
  receivers_by_email: 'who has access to the portal under exactly one address, for a signed-in person who shares',
  receivers_nearby: 'who reads the portal for institutions where the actor stands, for a signed-in person who shares',
  registered_as:
    'the id of a person, for a manager of rights, or who is asked to name one, who has the number and the name that goes with it',
  relations_in_sight: 'ids of relations, by the organisations that the actor manages',
  rescuing: 'the institutions for which the actor is asked to name an administrator',
  review_progress: 'how far a review is, in numbers, for who manages the institution or leads its reviews',
  reviewers_of: 'ids of those who can answer in a review; for the system and who started it',
  rights_to_migrate:
    'what people hold at an institution that continues as another, for the head local administrators of that other one until they decided',
  rights_on_relations:
    'what would end with relations of institutions that the actor manages; ids, days and numbers, no names',
  stands: 'yes or no about one proposal: whether the rights it rests on still count',
  tell_of_rescue: 'writes the audit event of a rescue; only for functions of the owner',
  want_second_person: 'refuses a tick without its confirmation; a trigger, nobody calls it',
  will_head: 'whether the actor himself will head an institution; yes or no',
  with_deputies: 'ids of rights with those of deputies; only for functions of the owner',
  without_head_admin_from: 'the day from which an organisation lacks somebody; only for functions of the owner',
};

let db: TestDatabase;
let owner: pg.Client;
let app: pg.Client;

beforeAll(async () => {
  db = await testDatabase();
  owner = new pg.Client({ connectionString: db.ownerUrl });
  app = new pg.Client({ connectionString: db.appUrl });
  await Promise.all([owner.connect(), app.connect()]);
  const school = await aSchool(db.database);
  const document = await aDocument(db.database, { institutionId: school.id });
  await aRoute(db.database);
  await aPortalUser(db.database, { of: school, themes: [1] });
  const admin = await aPortalAdmin(db.database, { of: school });
  await signIn(db.database, admin);
  await anAgendaItem(db.database, await anAgendaKeeper(db.database), [1]);
  await writingAs(db.database, admin, (as) => perform(makeFeed, as, {}));
  const head = await aPortalAdmin(db.database, { of: school });
  await signIn(db.database, head);
  await aReview(db.database, await aHolder(db.database, 'head-local-admin', { of: school }), school);
  await aSubmission(db.database, head, { of: school });
  await aQuestion(db.database, head, document.id, { files: [aKeptFile()] });
  await aContact(db.database, school, 'Werkstation 7');
  await anEmergencyNumber(db.database, school);
  const receiver = await aPortalUser(db.database, { of: await aSchool(db.database) });
  await aShare(db.database, document, { by: head, to: receiver });
  await aMail(db.database, admin);
  await switchAlerts(db.database, admin);
  await writingAs(db.database, admin, (as) => perform(changeEmail, as, { email: 'nieuw@school.example', lang: 'nl' }));
});
afterAll(() => Promise.all([owner.end(), app.end()]));

const list = async <T extends pg.QueryResultRow>(sql: string): Promise<T[]> => (await owner.query<T>(sql)).rows;

interface Table {
  name: string;
  enabled: boolean;
  forced: boolean;
  policies: number;
}
const tables = (): Promise<Table[]> =>
  list<Table>(`
    select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
      (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`);

describe('the wall behind every statement', () => {
  test('every table has row-level security and a policy, or is a catalogue with a reason', async () => {
    for (const table of await tables()) {
      if (table.name in catalogues) expect([table.name, table.enabled]).toEqual([table.name, false]);
      else {
        expect(table).toMatchObject({ name: table.name, enabled: true });
        expect(table.policies, table.name).toBeGreaterThan(0);
      }
    }
  });

  test('the application only reads the catalogues without row-level security', async () => {
    const rights = await list<{ table: string; right: string }>(`
      select table_name as table, privilege_type as right from information_schema.role_table_grants
      where grantee = '${appRole}' and table_schema = 'public' and table_name in ('${Object.keys(catalogues).join("', '")}')`);
    for (const { table, right } of rights) expect([table, right]).toEqual([table, 'SELECT']);
  });

  test('documents, questions and submissions are walled off from their owner too', async () => {
    expect((await tables()).filter((table) => table.forced).map((table) => table.name)).toEqual(forced);
  });

  test('nothing is granted to everybody, and nobody but the owner makes tables', async () => {
    const granted = await list(`
      select c.oid::regclass::text as object, a.privilege_type
      from pg_class c, lateral aclexplode(c.relacl) a
      where c.relnamespace in ('public'::regnamespace, 'app'::regnamespace) and a.grantee = 0`);
    expect(granted).toEqual([]);
    const schemas = await list<{ name: string; makes: boolean; public_uses: boolean }>(`
      select n.nspname as name, has_schema_privilege('${appRole}', n.oid, 'CREATE') as makes,
        exists (select 1 from aclexplode(n.nspacl) a where a.grantee = 0 and a.privilege_type = 'CREATE') as public_uses
      from pg_namespace n where n.nspname in ('public', 'app')`);
    for (const schema of schemas) expect(schema).toMatchObject({ makes: false, public_uses: false });
  });

  test('the role of the application may bypass nothing and owns nothing', async () => {
    const [role] = await list(`
      select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
        (select count(*)::int from pg_auth_members m where m.member = r.oid) as memberships,
        (select count(*)::int from pg_class c where c.relowner = r.oid) as owns,
        (select count(*)::int from pg_proc p where p.proowner = r.oid) as functions
      from pg_roles r where rolname = '${appRole}'`);
    expect(role).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      memberships: 0,
      owns: 0,
      functions: 0,
    });
  });

  test('views see what their caller sees; there are no materialised views', async () => {
    const views = await list<{ name: string; kind: string; options: string[] | null }>(`
      select relname as name, relkind as kind, reloptions as options from pg_class
      where relnamespace in ('public'::regnamespace, 'app'::regnamespace) and relkind in ('v', 'm')`);
    expect(views.map((view) => view.name)).toContain('active_grants');
    for (const view of views)
      expect(view).toMatchObject({ name: view.name, kind: 'v', options: ['security_invoker=true'] });
  });

  test('functions that see more than their caller are exactly the reviewed ones, with a fixed search path', async () => {
    const found = await list<{ name: string; config: string[] | null; everybody: boolean; trigger: boolean }>(`
      select p.proname as name, p.proconfig as config, p.prorettype = 'trigger'::regtype as trigger,
        p.proacl is null or exists (select 1 from aclexplode(p.proacl) a where a.grantee = 0) as everybody
      from pg_proc p where p.pronamespace in ('public'::regnamespace, 'app'::regnamespace) and p.prosecdef order by 1`);
    expect(found.map((one) => one.name)).toEqual(Object.keys(definers).toSorted());
    for (const one of found) {
      expect([one.name, one.config]).toEqual([one.name, ['search_path=public, pg_temp']]);
      // Only a trigger cannot be called by who may call everything.
      expect([one.name, one.everybody && !one.trigger]).toEqual([one.name, false]);
    }
  });

  test('audit entries are added and read, never changed; versions of documents and events of questions and submissions neither', async () => {
    for (const table of [
      'audit_events',
      'audit_seals',
      'document_versions',
      'question_events',
      'rights_migrations',
      'submission_events',
    ])
      for (const right of ['UPDATE', 'DELETE', 'TRUNCATE']) {
        const [answer] = await list<{ has: boolean }>(
          `select has_table_privilege('${appRole}', '${table}', '${right}') as has`,
        );
        expect([table, right, answer?.has]).toEqual([table, right, false]);
      }
  });
});

describe('nobody', () => {
  test('gives nothing: without a context every protected table is empty', async () => {
    const full = new Set(await filled());
    for (const { name } of await tables()) {
      if (name in catalogues || open.includes(name)) continue;
      const { rows } = await app.query<{ n: number }>(`select count(*)::int as n from ${name}`);
      expect([name, rows[0]?.n]).toEqual([name, 0]);
    }
    // What is asserted of an empty table says nothing.
    for (const name of [
      'persons',
      'grants',
      'documents',
      'document_texts',
      'document_counts',
      'sessions',
      'theme_ticks',
      'agenda_items',
      'calendar_feeds',
      'submissions',
      'submission_events',
      'submission_files',
      'questions',
      'question_events',
      'question_files',
      'question_routes',
      'question_terms',
      'contacts',
      'institution_contacts',
      'emergency_numbers',
      'linked_applications',
      'document_shares',
      'mails',
      'alerts',
      'alert_rhythms',
      'email_changes',
      'review_campaigns',
      'review_items',
    ])
      expect([name, full.has(name)]).toEqual([name, true]);
  });

  test('writes nothing: no insert, update or delete gets through, into the catalogue neither', async () => {
    for (const { name } of await tables()) {
      const changed = await app
        .query(`delete from ${name}`)
        .then(({ rowCount }) => rowCount)
        .catch((error: { code?: string }) => error.code);
      expect([name, changed === 0 || changed === '42501']).toEqual([name, true]);
    }
    for (const statement of [
      'update entitlements set is_admin = true',
      'update themes set in_all = true',
      'update persons set blocked = false',
      'update grants set withdrawn_at = null',
      "update documents set title = 'anders'",
      'update sessions set expires_at = now()',
      "update submissions set state = 'withdrawn'",
      "update questions set state = 'closed'",
      'update forms set active = default',
      "update document_shares set ended_at = now(), ended_because = 'receiver'",
    ])
      expect([statement, (await app.query(statement)).rowCount]).toEqual([statement, 0]);
    for (const statement of [
      "insert into delegations (giver, given, status) values ('portal-user', 'head-local-admin', 'assumed')",
      "insert into audit_events (actor_kind, actor_label, action, subject_kind, subject_id) values ('person', 'x', 'x', 'x', 'x')",
      "insert into persons (given_name, family_name) values ('Jan', 'Peeters')",
      "insert into delivery_services (slug, name) values ('x', 'x')",
      "insert into form_levels (form_id, level_id, receiving_service_id) values (1, 1, 'agodi')",
      "insert into mail_bounces (address, bounced_at, reason) values ('x@y.z', now(), 'x')",
    ])
      await expect(app.query(statement), statement).rejects.toThrow('row-level security');
  });

  test('a definer function answers nobody about anybody', async () => {
    for (const call of [
      "app.givers((select min(organisation_id) from organisation_levels), array['portal-admin'])",
      'app.portal_holders((select min(organisation_id) from organisation_levels))',
      'app.people_in_sight()',
      'app.receivers_by_email((select min(email) from persons))',
      "app.receivers_nearby('')",
      'app.people_of_shares(array(select id from document_shares))',
      'app.relations_in_sight()',
    ])
      expect([call, (await app.query(`select * from ${call}`)).rowCount]).toEqual([call, 0]);
  });

  test('a context lasts as long as its transaction, not as its connection', async () => {
    await app.query('begin');
    await app.query("select set_config('app.actor_kind', 'system', true)");
    expect((await app.query('select 1 from documents')).rowCount).toBe(1);
    await app.query('commit');
    expect((await app.query('select 1 from documents')).rowCount).toBe(0);
  });
});

async function filled(): Promise<string[]> {
  const names: string[] = [];
  for (const { name } of await tables())
    if ((await owner.query(`select 1 from ${name} limit 1`)).rowCount) names.push(name);
  return names;
}
