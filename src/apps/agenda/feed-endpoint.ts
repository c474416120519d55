import { sql } from 'kysely';
import { actAsDoor, actAsPerson, atTheDoor } from '#access/context.ts';
import { loadActor } from '#access/load-actor.ts';
import { isOverLimit } from '#access/rate-limit.ts';
import { problem } from '#access/problem.ts';
import { NotFound } from '#access/refusals.ts';
import type { Call, Endpoint } from '#access/route.ts';
import { ask } from '#access/use-case.ts';
import { writeCalendar } from '#apps/agenda/calendar.ts';
import type { Entry } from '#apps/agenda/model.ts';
import { agendaEntries } from '#apps/agenda/views.ts';
import { messages } from '#i18n/index.ts';
import { hashToken } from '#platform/crypto.ts';
import type { Db } from '#platform/db.ts';

export const feedPath = (token: string): string => `/agenda/feed/${token}`;

// Calendar services in the cloud fetch for thousands of people from one address.
const fetchesPerFiveMinutes = 3000;
const daysBack = 90;
const mostEntries = 500;

/** The agenda of the person behind a secret address, with the rights of this instant (AG-1, P6). */
export const feedEndpoint: Endpoint = {
  method: 'GET',
  path: '/agenda/feed/:token',
  access: { kind: 'public' },
  summary: 'The agenda of the person who made this secret address, as iCalendar (RFC 5545)',
  responses: {
    200: { description: 'text/calendar: what is in the agenda today' },
    404: { description: 'No such address, or it was ended' },
    429: { description: 'Too many requests from this address' },
  },
  handle: answerFeed,
};

async function answerFeed(call: Call): Promise<Response> {
  if (await isOverLimit(call.services, 'agenda-feed', call.clientAddress, fetchesPerFiveMinutes))
    return problem(429, 'Too many requests', 'Fetch the calendar a few times a day');
  const token = call.params['token'] ?? '';
  const { entries, usedToday } = await call.services.database.read((db) => readFeed(db, token));
  if (!usedToday) await noteUse(call, token);
  const text = writeCalendar(entries, { baseUrl: call.services.config.baseUrl, t: messages.nl });
  return new Response(text, {
    headers: { 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': 'inline; filename="agenda.ics"' },
  });
}

/** Reads the person and the rights anew at every fetch; whoever holds nothing any more gets an empty calendar. */
async function readFeed(db: Db, token: string): Promise<{ entries: readonly Entry[]; usedToday: boolean }> {
  await actAsDoor(db);
  const { rows } = await sql<{ personId: string; targetGroup: string; usedToday: boolean }>`
    select person_id as "personId", target_group as "targetGroup", last_used_on is not distinct from app.today() as "usedToday"
    from calendar_feeds
    where token_hash = ${hashToken(token)} and revoked_at is null`.execute(db);
  const [feed] = rows;
  const actor = feed && (await loadActor(db, { ...feed, workRelationId: null }));
  if (!actor) throw new NotFound();
  await actAsPerson(db, actor);
  const from = new Date(Date.parse(`${actor.today}T00:00:00Z`) - daysBack * 86_400_000).toISOString().slice(0, 10);
  const everything = { levelId: null, levels: [], kinds: [], until: null, skip: 0, limit: mostEntries };
  const { entries } = await ask(agendaEntries, { db, actor }, { ...everything, from, direction: 'later' });
  return { entries, usedToday: feed.usedToday };
}

// Once a day is enough to tell its owner whether the address is in use.
async function noteUse({ services }: Call, token: string): Promise<void> {
  await atTheDoor(services.database, async (tx) => {
    await sql`
      update calendar_feeds set last_used_on = app.today() where token_hash = ${hashToken(token)} and revoked_at is null`.execute(
      tx,
    );
  });
}
