import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { asSystem } from '#access/context.ts';
import { demoDeliveryService } from '#demo/documents/demo-documents.ts';
import { demoPersonId } from '#demo/keys.ts';
import { demo } from '#demo/organisations.ts';
import { demoPeople } from '#demo/people.ts';
import { demoId } from '#demo/random.ts';
import { addWorkingDays } from '#directory/working-days.ts';
import { brusselsToday, now } from '#platform/clock.ts';
import type { Database, Tx } from '#platform/db.ts';

type Kind = 'asked' | 'added' | 'reopened' | 'closed' | 'taken-up' | 'answered' | 'handed-over';

interface DemoEvent {
  kind: Kind;
  by: string;
  daysAgo: number;
  message?: string;
  service?: string;
  to?: string;
}

interface DemoQuestion {
  key: string;
  theme: string;
  /** Which of the newest documents of that theme. */
  nth?: number;
  by: string;
  /** null: a draft. */
  state: 'open' | 'reopened' | 'answered' | 'closed' | null;
  text: string;
  daysAgo: number;
  handler?: string;
  events?: readonly DemoEvent[];
}

const worker = 'antwoorder';
const agodi = 'agodi';

const demoQuestions: readonly DemoQuestion[] = [
  {
    key: 'fris',
    theme: 'omkadering-en-toelagen-openbaar',
    by: 'secretaris',
    state: 'open',
    daysAgo: 2,
    text: 'Op bladzijde 1 staat een ander aantal lestijden dan in onze eigen berekening. Welke teldag is gebruikt?',
  },
  {
    key: 'te-laat',
    theme: 'leerlingen-vertrouwelijk',
    by: 'directeur',
    state: 'open',
    daysAgo: 35,
    text: 'Eén leerling staat dubbel in de lijst. Moeten wij dat zelf rechtzetten?',
    events: [
      { kind: 'added', by: 'secretaris', daysAgo: 30, message: 'Het gaat over de lijst van het eerste leerjaar.' },
    ],
  },
  {
    key: 'beantwoord',
    theme: 'structuur-en-organisatie-openbaar',
    by: 'secretaris',
    state: 'answered',
    daysAgo: 7,
    text: 'Tegen wanneer moeten we een nieuwe vestigingsplaats melden?',
    handler: worker,
    events: [
      { kind: 'taken-up', by: worker, daysAgo: 5, service: agodi },
      {
        kind: 'answered',
        by: worker,
        daysAgo: 3,
        service: agodi,
        message:
          'U meldt een nieuwe vestigingsplaats vóór ze in gebruik genomen wordt. Het formulier vindt u bij Document versturen.',
      },
    ],
  },
  {
    key: 'gesloten',
    theme: 'algemeen-openbaar',
    by: 'secretaris',
    state: 'closed',
    daysAgo: 45,
    text: 'Geldt deze dienstbrief ook voor onze kleuterafdeling?',
    handler: worker,
    events: [
      { kind: 'answered', by: worker, daysAgo: 41, service: agodi, message: 'Ja, voor het hele basisonderwijs.' },
      { kind: 'closed', by: 'secretaris', daysAgo: 40, message: 'Duidelijk, bedankt.' },
    ],
  },
  {
    key: 'heropend',
    theme: 'omkadering-en-toelagen-openbaar',
    nth: 1,
    by: 'directeur',
    state: 'reopened',
    daysAgo: 24,
    text: 'Waarom is onze school dit jaar anders ingedeeld?',
    handler: worker,
    events: [
      {
        kind: 'answered',
        by: worker,
        daysAgo: 16,
        service: agodi,
        message: 'De indeling volgt het aantal regelmatige leerlingen.',
      },
      {
        kind: 'reopened',
        by: 'directeur',
        daysAgo: 1,
        message: 'Dat aantal is niet veranderd. Kan u dit nog eens nakijken?',
      },
    ],
  },
  {
    key: 'doorgegeven',
    theme: 'leerlingen-openbaar',
    by: 'secretaris',
    state: 'open',
    daysAgo: 4,
    text: 'Bij wie kunnen we terecht voor de taalscreening van anderstalige kleuters?',
    events: [
      {
        kind: 'handed-over',
        by: worker,
        daysAgo: 3,
        service: 'ahovoks',
        to: agodi,
        message: 'Dit gaat over leerplichtonderwijs.',
      },
    ],
  },
  {
    key: 'concept',
    theme: 'omkadering-en-toelagen-openbaar',
    nth: 2,
    by: 'secretaris',
    state: null,
    daysAgo: 1,
    text: 'Nog na te vragen bij de directeur: kloppen de punten van de zorgcoördinator?',
  },
];

const demoTemplates = [
  { title: 'Ontvangen', body: 'We hebben uw vraag goed ontvangen en kijken ze na in uw dossier.' },
  {
    title: 'Teldag',
    body: 'Voor deze berekening telt het aantal regelmatige leerlingen op de teldag. U vindt die datum in de omzendbrief.',
  },
];

/** The contacts of demo documents that answer in the portal. */
const answeringMailboxes = ['omkadering', 'leerlingen', 'structuur', 'onthaal'];

/** Which service answers for the documents of the demo, its templates, and threads in every state; loaded once. */
export async function loadDemoQuestions(database: Database): Promise<void> {
  await asSystem(database, async (tx) => {
    await loadRoutes(tx);
    const { rows } = await sql`select 1 from questions where id = ${idOf('fris')}`.execute(tx);
    if (rows.length > 0) return;
    for (const question of demoQuestions) await loadQuestion(tx, question);
    for (const { title, body } of demoTemplates)
      await sql`
        insert into answer_templates (id, service_id, title, body)
        values (${demoId(`template ${title}`)}, ${agodi}, ${title}, ${body}) on conflict do nothing`.execute(tx);
  });
}

const idOf = (key: string): string => demoId(`question ${key}`);

async function loadRoutes(tx: Tx): Promise<void> {
  const contacts = answeringMailboxes.map((mailbox) => `${mailbox}@onderwijsdiensten.example`);
  await sql`
    insert into question_routes (delivery_service_id, contact, service_id)
    select s.id, contact, ${agodi} from delivery_services s, unnest(${contacts}::text[]) as contact
    where s.slug = ${demoDeliveryService.slug}
    on conflict do nothing`.execute(tx);
}

async function loadQuestion(tx: Tx, question: DemoQuestion): Promise<void> {
  const { key, theme, nth = 0, by, state, text, daysAgo, handler, events = [] } = question;
  const asked: DemoEvent = { kind: 'asked', by, daysAgo, message: text };
  const last = events.at(-1) ?? asked;
  const waits = state === 'open' || state === 'reopened';
  const since = state === 'reopened' ? last.daysAgo : daysAgo;
  const facts = {
    state: state ?? 'draft',
    draft: state === null ? text : null,
    asked: state === null ? null : momentAgo(daysAgo),
    changed: momentAgo(last.daysAgo),
    waiting: waits ? momentAgo(since) : null,
    due: waits ? addWorkingDays(brusselsToday(momentAgo(since)), 10) : null,
    digest: createHash('sha256').update(text).digest(),
    service: state === null ? null : agodi,
    former: events.some((event) => event.kind === 'handed-over') ? ['ahovoks'] : [],
    handler: handler === undefined ? null : demoPersonId(handler),
  };
  const isAsked = state !== null;
  const { rows } = await sql`
    insert into questions (id, document_id, institution_id, level_id, theme_id, school_year, confidentiality, document_title, state,
      draft_text, asked_by, asked_by_name, begun_at, changed_at, number, asked_at, content_digest, contact_name, service_id,
      former_services, waiting_since, due_on, handler_id, handler_name)
    select ${idOf(key)}, d.id, d.institution_id, d.level_id, d.theme_id, d.school_year, d.confidentiality, d.title, ${facts.state},
      ${facts.draft}, ${demoPersonId(by)}, ${nameOf(by)}, ${momentAgo(daysAgo)}, ${facts.changed},
      case when ${isAsked} then nextval('question_numbers') end, ${facts.asked},
      case when ${isAsked} then ${facts.digest}::bytea end, case when ${isAsked} then d.contact_name end, ${facts.service},
      ${facts.former}::text[], ${facts.waiting}, ${facts.due}::date, ${facts.handler}, ${handler ? nameOf(handler) : null}
    from documents d join themes t on t.id = d.theme_id
    where d.institution_id = ${demo.primarySchool} and t.slug = ${theme}
    order by d.published_at desc, d.id offset ${nth} limit 1
    returning id`.execute(tx);
  if (rows.length === 0 || !isAsked) return;
  for (const [at, event] of [asked, ...events].entries()) await loadEvent(tx, key, at, event);
  if (last.by === by && events.length > 0)
    await sql`
      insert into question_readings (question_id, person_id, seen_at)
      values (${idOf(key)}, ${demoPersonId(by)}, ${facts.changed})`.execute(tx);
}

async function loadEvent(tx: Tx, key: string, at: number, event: DemoEvent): Promise<void> {
  const { kind, by, daysAgo, message, service, to } = event;
  await sql`
    insert into question_events (id, question_id, at, side, kind, person_id, person_name, message, service_id, to_service_id)
    values (${demoId(`question event ${key} ${at}`)}, ${idOf(key)}, ${momentAgo(daysAgo)}, ${service ? 'service' : 'asker'},
      ${kind}, ${demoPersonId(by)}, ${nameOf(by)}, ${message ?? null}, ${service ?? null}, ${to ?? null})`.execute(tx);
}

const momentAgo = (days: number): Date => new Date(now().getTime() - days * 86_400_000);

function nameOf(key: string): string {
  const person = demoPeople.find((one) => one.key === key);
  return person ? `${person.givenName} ${person.familyName}` : key;
}
