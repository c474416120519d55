import { randomBytes } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import { Hono, type Context } from 'hono';
import { sql } from 'kysely';
import { actAsDoor, actAsPerson } from '#access/context.ts';
import { problem } from '#access/problem.ts';
import { isOverLimit } from '#access/rate-limit.ts';
import { NotFound, SignInAgain } from '#access/refusals.ts';
import {
  isGuarded,
  publicPage,
  type Call,
  type Endpoint,
  type FilesOfForm,
  type GuardedForm,
  type GuardedPage,
  type PublicForm,
  type PublicPage,
  type Route,
} from '#access/route.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent, type Visit } from '#access/visit.ts';
import { countQuestions } from '#apps/questions/index.ts';
import { countNewForBell } from '#apps/alerts/index.ts';
import { countForBell } from '#apps/rights/index.ts';
import { messages, type Lang } from '#i18n/index.ts';
import type { Db } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import { answerEndpoint } from '#web/endpoint.ts';
import { guard, recogniseVisitor } from '#web/guard.ts';
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
import { answerPiece, dropTakenParts, isPiece, keepParts, takeNamedParts } from '#web/read-piece.ts';
import { isMultipart, readUpload } from '#web/read-upload.ts';
import { isSameOrigin, securityHeaders } from '#web/security-headers.ts';
import { cookies } from '#web/session/cookie.ts';
import { touchSession, wantsTouch } from '#web/session/store.ts';
import { againAddress } from '#web/sign-in/again.tsx';

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
  if (error instanceof SignInAgain) return seeOther(againAddress(error.returnTo));
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
  let answer: Answer | undefined;
  try {
    await services.database.read(async (db) => {
      await recogniseVisitor(visit, db);
      // Only where a page is read: in a transaction that writes, the count would make it wait for whoever asks meanwhile.
      if (visit.actor) {
        visit.tasks = await countForBell(db, visit.actor);
        visit.questions = await countQuestions(db, visit.actor);
        visit.news = await countNewForBell(db, visit.actor);
      }
      if (isGuarded(route)) answer = guard(route, visit) ?? (await route.handle(visit as ActorVisit));
      else answer = await route.handle(visit);
    });
    await afterwards(services, visit);
    return answer as Answer;
  } catch (error) {
    // A page about the fault is sent in its place: the file that it would have sent is let go.
    if (answer instanceof Response) await answer.body?.cancel();
    throw error;
  }
}

async function answerPost(services: Services, route: PublicForm | GuardedForm, visit: Visit): Promise<Answer> {
  if (!isSameOrigin(visit.request, services.config.baseUrl)) return otherSitePage(visit);
  if (isGuarded(route) && route.files && isPiece(visit.request))
    return (
      (await refusalBefore(services, route, visit)) ?? answerPiece(visit, route.files, visit.actor?.personId ?? '')
    );
  if (isGuarded(route) && route.files && isMultipart(visit.request))
    return answerUpload(services, route, route.files, visit);
  const form = await readForm(visit.request);
  if (form === 'too-large') return tooLargePage(visit);
  if (form === 'unreadable') return unreadablePage(visit);
  if (!isGuarded(route)) {
    if (route.limit && (await isOverLimit(services, route.limit, visit.clientAddress, services.config.signInLimit)))
      return tooOftenPage(visit);
    return route.handle(Object.assign(visit, { form }));
  }
  return change(services, route, visit, { form, files: [] });
}

/** Files of somebody who may not send this form are not even kept for the moment. */
async function answerUpload(services: Services, route: GuardedForm, rules: FilesOfForm, visit: Visit): Promise<Answer> {
  const refusal = await refusalBefore(services, route, visit);
  const { session, actor } = visit;
  const read = await readUpload(visit.request, services, rules, refusal === null);
  if (refusal && session) return refusal;
  if (read === 'too-large') return tooLargePage(visit);
  if (read === 'unreadable') return unreadablePage(visit);
  const parts = takeNamedParts(read.form, rules, actor?.personId ?? '');
  const files = [...read.files, ...(actor ? await keepParts(services, rules, parts) : [])];
  const answer = await change(services, route, visit, { form: read.form, files });
  await dropTakenParts(services, parts);
  return answer;
}

/** Reads who is asking, before anything that is sent is kept: null when the guard lets it through. */
function refusalBefore(services: Services, route: GuardedForm, visit: Visit): Promise<Answer | null> {
  return services.database.read(async (db) => {
    await recogniseVisitor(visit, db);
    return refusalOf(route, visit);
  });
}

/** Everything that a form does, in one transaction in which the actor is read. */
function change(
  services: Services,
  route: GuardedForm,
  visit: Visit,
  sent: Pick<FormVisit, 'form' | 'files'>,
): Promise<Answer> {
  return services.database.write(async (tx) => {
    await recogniseVisitor(visit, tx);
    if (!visit.session) return lostSessionPage(visit, sent.form);
    return guard(route, visit) ?? route.handle(Object.assign(visit, { ...sent, tx }) as FormVisit);
  });
}

async function refusalOf(route: GuardedForm, visit: Visit): Promise<Answer | null> {
  try {
    return guard(route, visit);
  } catch (error) {
    return refusalPage(visit, error);
  }
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
    questions: { answers: 0, waiting: 0 },
    news: 0,
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
