import { sql } from 'kysely';
import { tellService } from '#apps/questions/mail.ts';
import { recordAudit } from '#platform/audit.ts';
import type { Db, Tx } from '#platform/db.ts';

/** A parameter that cannot be, in words for an operator. */
export class QuestionParameterRefused extends Error {
  override readonly name = 'QuestionParameterRefused';
}

export interface QuestionParameters {
  routes: readonly { from: string; contact: string; service: string }[];
  mailboxes: readonly { service: string; email: string; answersHere: boolean }[];
  terms: readonly {
    schoolYear: number;
    workingDays: number;
    verified: boolean;
    /** So many days a draft is kept in which nothing changes. */
    draftDays: number;
    draftVerified: boolean;
  }[];
}

/** Everything that an operator sets about questions (DO-6). */
export async function readQuestionParameters(db: Db): Promise<QuestionParameters> {
  const { rows: routes } = await sql<QuestionParameters['routes'][number]>`
    select s.slug as "from", x.contact, x.service_id as service
    from question_routes x join delivery_services s on s.id = x.delivery_service_id order by 1, 2`.execute(db);
  const { rows: mailboxes } = await sql<QuestionParameters['mailboxes'][number]>`
    select service_id as service, email, answers_here as "answersHere" from question_mailboxes order by 1`.execute(db);
  const { rows: terms } = await sql<QuestionParameters['terms'][number]>`
    select school_year as "schoolYear", working_days as "workingDays", status = 'found' as verified,
      draft_days as "draftDays", draft_status = 'found' as "draftVerified"
    from question_terms order by 1`.execute(db);
  return { routes, mailboxes, terms };
}

/**
 * Lets a service answer for a contact of a delivering service, or for all its other contacts; null takes the route away. Questions
 * that were with the mailbox of such a contact go to the service too: answers how many.
 */
export async function setQuestionRoute(
  tx: Tx,
  route: { from: string; contact: string; service: string | null },
): Promise<number> {
  const contact = route.contact.toLowerCase();
  const from = await tx.selectFrom('delivery_services').select('id').where('slug', '=', route.from).executeTakeFirst();
  if (!from) throw new QuestionParameterRefused(`There is no delivering service ${route.from}: see service list`);
  if (route.service === null)
    await sql`
      delete from question_routes where delivery_service_id = ${from.id} and contact = ${contact}`.execute(tx);
  else {
    await mustExist(tx, route.service);
    await sql`
      insert into question_routes (delivery_service_id, contact, service_id) values (${from.id}, ${contact}, ${route.service})
      on conflict (delivery_service_id, contact) do update set service_id = excluded.service_id`.execute(tx);
  }
  await audit(tx, 'set-question-route', `${route.from} ${contact}`, { service: route.service });
  return giveToServices(tx, from.id);
}

/** Questions about what a service delivered that are with a mailbox go to the service that answers for it now, which is told of what waits. */
async function giveToServices(tx: Tx, deliveryServiceId: number): Promise<number> {
  const { rows } = await sql<{ id: string; institutionId: number; serviceId: string; waits: boolean }>`
    update questions q set service_id = found.service_id, contact_address = null
    from (
      select w.id, (
        select x.service_id from question_routes x
        where x.delivery_service_id = d.service_id and x.contact in ('', lower(w.contact_address))
        order by x.contact = '' limit 1) as service_id
      from questions w join documents d on d.id = w.document_id
      where w.contact_address is not null and d.service_id = ${deliveryServiceId}) found
    where found.id = q.id and found.service_id is not null
    returning q.id, q.institution_id as "institutionId", q.service_id as "serviceId", q.waiting_since is not null as waits`.execute(
    tx,
  );
  for (const { id, institutionId, serviceId, waits } of rows) {
    if (waits) await tellService(tx, { eventId: `${id}:${serviceId}`, questionId: id });
    await recordAudit(tx, {
      actorLabel: 'question',
      action: 'route-question',
      subjectKind: 'question',
      subjectId: id,
      organisationId: institutionId,
      after: { serviceId },
    });
  }
  return rows.length;
}

/** Where a service is told of questions, and whether it has people here; without them it answers by invitation. */
export async function setQuestionMailbox(
  tx: Tx,
  { service, email, answersHere }: { service: string; email: string; answersHere: boolean },
): Promise<void> {
  await mustExist(tx, service);
  await sql`
    insert into question_mailboxes (service_id, email, answers_here) values (${service}, ${email}, ${answersHere})
    on conflict (service_id) do update set email = excluded.email, answers_here = excluded.answers_here`.execute(tx);
  await audit(tx, 'set-question-mailbox', service, { email, answersHere });
}

/** Within how many working days an answer is due from a school year on; it counts as verified from then on. */
export async function setQuestionTerm(tx: Tx, schoolYear: number, workingDays: number): Promise<void> {
  await ensureTerm(tx, schoolYear);
  await sql`
    update question_terms set working_days = ${workingDays}, status = 'found' where school_year = ${schoolYear}`.execute(
    tx,
  );
  await audit(tx, 'set-question-term', String(schoolYear), { workingDays });
}

/** How many days a draft is kept in which nothing changes, from a school year on; it counts as verified from then on. */
export async function setQuestionDraftTerm(tx: Tx, schoolYear: number, draftDays: number): Promise<void> {
  await ensureTerm(tx, schoolYear);
  await sql`
    update question_terms set draft_days = ${draftDays}, draft_status = 'found' where school_year = ${schoolYear}`.execute(
    tx,
  );
  await audit(tx, 'set-question-term', String(schoolYear), { draftDays });
}

/** A school year without terms of its own begins with those that hold there. */
async function ensureTerm(tx: Tx, schoolYear: number): Promise<void> {
  await sql`
    insert into question_terms (school_year, working_days, status, draft_days, draft_status)
    select ${schoolYear}, working_days, status, draft_days, draft_status from question_terms
    order by school_year <= ${schoolYear} desc, abs(school_year - ${schoolYear}) limit 1
    on conflict (school_year) do nothing`.execute(tx);
}

async function mustExist(tx: Tx, service: string): Promise<void> {
  const known = await tx.selectFrom('receiving_services').select('id').where('id', '=', service).executeTakeFirst();
  if (!known) throw new QuestionParameterRefused(`There is no service ${service}: add it with form receiver`);
}

const audit = (tx: Tx, action: string, subjectId: string, after: unknown): Promise<void> =>
  recordAudit(tx, { actorLabel: 'question', action, subjectKind: 'question-parameter', subjectId, after });
