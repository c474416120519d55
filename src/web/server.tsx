import { randomBytes } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import { Hono, type Context } from 'hono';
import { sql } from 'kysely';
import type { Actor, Place } from '#access/actor.ts';
import { actAsDoor, actAsNobody, actAsPerson } from '#access/context.ts';
import { loadActor } from '#access/load-actor.ts';
import { problem } from '#access/problem.ts';
import { isOverLimit } from '#access/rate-limit.ts';
import { Forbidden, NotFound } from '#access/refusals.ts';
import {
  isGuarded,
  publicPage,
  type Call,
  type Endpoint,
  type GuardedForm,
  type GuardedPage,
  type PublicForm,
  type PublicPage,
  type Route,
} from '#access/route.ts';
import { placesWhere } from '#access/rule.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent, type Visit } from '#access/visit.ts';
import { levelBySlug } from '#directory/levels.ts';
import { countForBell } from '#apps/rights/index.ts';
import { messages, type Lang } from '#i18n/index.ts';
import type { Db } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import { answerEndpoint } from '#web/endpoint.ts';
import {
  lostSessionPage,
  otherSitePage,
  refusalPage,
  tooLargePage,
  tooOftenPage,
  unreadablePage,
} from '#web/pages/refusals.tsx';
import { renderPage } from '#web/page.tsx';

import { readForm } from '#web/read-form.ts';
import { isSameOrigin, securityHeaders } from '#web/security-headers.ts';
import { cookies } from '#web/session/cookie.ts';
import { findSession, touchSession, wantsTouch } from '#web/session/store.ts';
import { chooseAddress } from '#web/sign-in/flow.ts';

const signInsPerFiveMinutes = 30;

type Answer = Response | PageContent;
type Notes = Pick<ActorVisit, 'afterwards'>;

/** Everything that answers: pages and forms behind their rules, endpoints for machines. Nothing else is served. */
export function buildServer(services: Services, routes: readonly Route[], endpoints: readonly Endpoint[]): Hono {
  const app = new Hono();
  for (const route of routes) app.on(route.method, route.path, (context) => answerRoute(services, route, context));
  for (const endpoint of endpoints) {
    app.on(endpoint.method, endpoint.path, (context) => answerMachine(services, endpoint, context));
  }
  refuseStrangers(app, routes.length + endpoints.length);
  app.notFound((context) => answerRoute(services, nothingHere, context));
  return app;
}

const nothingHere = publicPage('*', (visit) => refusalPage(visit, new NotFound()));

// A route that was not declared with its rule must not even start (deny by default).
function refuseStrangers(app: Hono, declared: number): void {
  if (app.routes.length !== declared) throw new Error('a route was registered without a rule');
}

async function answerRoute(services: Services, route: Route, context: Context): Promise<Response> {
  const nonce = randomBytes(16).toString('base64');
  const blank = blankVisit(services, context, nonce);
  let response: Response;
  try {
    if (hasNul(context.req.raw)) throw new NotFound();
    const content =
      route.method === 'GET' ? await answerGet(services, route, blank) : await answerPost(services, route, blank);
    response = content instanceof Response ? content : await renderPage(blank, content);
  } catch (error) {
    response = await refusal(blank, error);
  }
  return bodyless(context, withHeaders(response, services, nonce));
}

async function answerMachine(services: Services, endpoint: Endpoint, context: Context): Promise<Response> {
  const call = callOf(services, context);
  const response = hasNul(call.request) ? problem(404, 'Not found') : await answerEndpoint(endpoint, call);
  return bodyless(context, withHeaders(response, services, randomBytes(16).toString('base64')));
}

/** The page of a refusal or fault; when explaining it fails too, a page without the person it was for. */
async function refusal(visit: Visit, error: unknown): Promise<Response> {
  try {
    return await renderPage(visit, await refusalPage(visit, error));
  } catch (another) {
    return renderPage({ ...visit, actor: null, session: null }, await refusalPage(visit, another));
  }
}

// PostgreSQL keeps no text with it, so nothing of ours has such an address.
const hasNul = (request: Request): boolean => request.url.includes('%00');

/** Asked for the head only, an answer must let go of the file that it would have sent. */
async function bodyless(context: Context, response: Response): Promise<Response> {
  if (context.req.raw.method !== 'HEAD') return response;
  await response.body?.cancel();
  return new Response(null, response);
}

async function answerGet(services: Services, route: PublicPage | GuardedPage, visit: Visit & Notes): Promise<Answer> {
  if (!isGuarded(route) && !route.inSnapshot) return route.handle(visit);
  const answer = await services.database.read(async (db) => {
    await recogniseVisitor(visit, db);
    // Only where a page is read: in a transaction that writes, the count would make it wait for whoever asks meanwhile.
    if (visit.actor) visit.tasks = await countForBell(db, visit.actor);
    if (!isGuarded(route)) return route.handle(visit);
    return guard(route, visit) ?? route.handle(visit as ActorVisit);
  });
  await afterwards(services, visit);
  return answer;
}

async function answerPost(services: Services, route: PublicForm | GuardedForm, visit: Visit): Promise<Answer> {
  if (!isSameOrigin(visit.request, services.config.baseUrl)) return otherSitePage(visit);
  const form = await readForm(visit.request);
  if (form === 'too-large') return tooLargePage(visit);
  if (form === 'unreadable') return unreadablePage(visit);
  if (!isGuarded(route)) {
    if (route.limit && (await isOverLimit(services, route.limit, visit.clientAddress, signInsPerFiveMinutes)))
      return tooOftenPage(visit);
    return route.handle(Object.assign(visit, { form }));
  }
  return services.database.write(async (tx) => {
    await recogniseVisitor(visit, tx);
    if (!visit.session) return lostSessionPage(visit, form);
    return guard(route, visit) ?? route.handle(Object.assign(visit, { form, tx }) as FormVisit);
  });
}

/** Reads session and actor in this snapshot and tells row-level security who is asking. */
async function recogniseVisitor(visit: Visit, db: Db): Promise<void> {
  visit.db = db;
  visit.session = null;
  visit.actor = null;
  const token = cookies(visit.services.config.baseUrl).session.read(visit.request);
  if (token) {
    await actAsDoor(db);
    visit.session = await findSession(db, token);
    const actor = visit.session && (await loadActor(db, visit.session));
    visit.actor = actor?.actingFor ? actor : null;
    // A blocked person keeps no session at all.
    if (!actor) visit.session = null;
  }
  if (visit.actor) await actAsPerson(db, visit.actor);
  else await actAsNobody(db);
}

/** Lets the visit through, sends it to sign in or to choose, or refuses with what is missing. */
function guard(route: GuardedPage | GuardedForm, visit: Visit): Response | null {
  const here = `${visit.url.pathname}${visit.url.search}`;
  const hadSession = cookies(visit.services.config.baseUrl).session.read(visit.request) !== null;
  if (!visit.session) return seeOther(`/aanmelden?terug=${encodeURIComponent(here)}${hadSession ? '&verlopen' : ''}`);
  if (route.access.kind === 'session') return null;
  if (!visit.actor) return seeOther(chooseAddress(here));
  if (route.access.kind === 'application') {
    const { rule } = route.access;
    if (placesWhere(rule, visit.actor, placesOf(route, visit, visit.actor)).length === 0) throw new Forbidden(rule);
  }
  return null;
}

/** A route of a level is judged at the actor's places of that level only, as its tab is (P11). */
function placesOf(route: GuardedPage | GuardedForm, visit: Visit, actor: Actor): readonly Place[] {
  if (!route.path.startsWith('/:level/')) return actor.places;
  const level = levelBySlug(visit.params['level'] ?? '');
  if (!level) throw new NotFound();
  return actor.places.filter((place) => place.levelId === level.id);
}

/** What a page left to write: notes of readings, and at most once a minute the session's last-seen moment. */
async function afterwards(services: Services, visit: Visit & Notes): Promise<void> {
  const { session, actor } = visit;
  const notes = visit.afterwards;
  if (!session || (notes.length === 0 && !wantsTouch(session))) return;
  await services.database.write(async (tx) => {
    // Many requests of one session write its one row: each waits for the one before instead of failing.
    await sql`set transaction isolation level read committed`.execute(tx);
    await actAsDoor(tx);
    if (wantsTouch(session)) await touchSession(tx, session);
    if (actor) await actAsPerson(tx, actor);
    for (const note of notes) await note(tx);
  });
}

function blankVisit(services: Services, context: Context, nonce: string): Visit & Notes {
  const request = context.req.raw;
  const lang: Lang = cookies(services.config.baseUrl).language.read(request) === 'en' ? 'en' : 'nl';
  return {
    request,
    url: new URL(request.url),
    params: context.req.param() as Record<string, string>,
    lang,
    t: messages[lang],
    nonce,
    services,
    clientAddress: clientAddress(services, context),
    session: null,
    actor: null,
    afterwards: [],
    tasks: 0,
    // Set before any handler runs; a page without database access never reads it.
    db: undefined as unknown as Db,
  };
}

function callOf(services: Services, context: Context): Call {
  const request = context.req.raw;
  const params = context.req.param() as Record<string, string>;
  return { request, url: new URL(request.url), params, services, clientAddress: clientAddress(services, context) };
}

function clientAddress(services: Services, context: Context): string {
  const peer = getConnInfo(context).remote.address ?? '';
  if (!services.config.trustedProxies.includes(peer)) return peer;
  return context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() || peer;
}

function withHeaders(response: Response, services: Services, nonce: string): Response {
  const { baseUrl, oidc } = services.config;
  const formTargets = oidc.issuer ? [new URL(oidc.issuer).origin] : [];
  for (const [name, value] of Object.entries(
    securityHeaders(nonce, { https: baseUrl.startsWith('https:'), formTargets }),
  )) {
    if (!response.headers.has(name)) response.headers.set(name, value);
  }
  return response;
}
