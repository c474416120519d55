import type { Actor } from '#access/actor.ts';
import { actAsDoor } from '#access/context.ts';
import { findMachine } from '#access/machine.ts';
import { problem } from '#access/problem.ts';
import { Invalid, NotFound } from '#access/refusals.ts';
import type { Call, Endpoint, MachineCaller, ServiceCaller } from '#access/route.ts';
import type { Visit } from '#access/visit.ts';
import { now } from '#platform/clock.ts';
import { hashToken, randomToken } from '#platform/crypto.ts';
import type { Db } from '#platform/db.ts';
import { log } from '#platform/log.ts';
import { recogniseVisitor } from '#web/guard.ts';

/** Answers a machine: a token where one is demanded, problems as problem+json, never a page. */
export async function answerEndpoint(endpoint: Endpoint, call: Call): Promise<Response> {
  try {
    return await answer(endpoint, call);
  } catch (error) {
    const refuse = endpoint.refuse ?? problem;
    if (error instanceof NotFound) return refuse(404, 'Not found');
    if (error instanceof Invalid && !endpoint.refuse)
      return problem(400, 'Invalid request', undefined, { errors: error.problems.issues });
    const fault = randomToken().slice(0, 10);
    log.error('endpoint-fault', { fault, path: endpoint.path, error });
    return refuse(500, 'Something went wrong on our side', `Mention ${fault} when you ask for help.`);
  }
}

async function answer(endpoint: Endpoint, call: Call): Promise<Response> {
  switch (endpoint.access.kind) {
    case 'public':
      return (endpoint.handle as Handle)(call);
    case 'person':
      return answerPerson(endpoint.handle as Handle<{ db: Db; actor: Actor }>, call);
    case 'machine': {
      const token = tokenOf(call);
      const caller = token === null ? null : await call.services.database.read((db) => findMachine(db, token));
      if (!caller) return unauthorised(endpoint);
      if (caller.purpose === endpoint.access.purpose)
        return (endpoint.handle as Handle<{ caller: MachineCaller }>)({ ...call, caller });
      return (endpoint.refuse ?? problem)(403, 'This token is for something else', 'Ask one with a client for this.');
    }
    case 'service': {
      const caller = await callerOf(call);
      if (!caller) return unauthorised(endpoint);
      return (endpoint.handle as Handle<{ caller: ServiceCaller }>)({ ...call, caller });
    }
  }
}

type Handle<More = object> = (call: Call & More) => Response | Promise<Response>;

/** For somebody with a session of this site, in the snapshot in which he is read; nothing is changed by it. */
function answerPerson(handle: Handle<{ db: Db; actor: Actor }>, call: Call): Promise<Response> {
  return call.services.database.read(async (db) => {
    const visitor = { ...call, session: null, actor: null } as unknown as Visit;
    await recogniseVisitor(visitor, db);
    if (!visitor.session) return problem(401, 'Signing in is needed', 'Sign in on this site first.');
    if (!visitor.actor)
      return problem(403, 'Nobody was chosen to act for', 'Choose on this site on whose behalf you work.');
    return handle({ ...call, db, actor: visitor.actor });
  });
}

/** The service behind a bearer token; a revoked client has no valid tokens left from that instant. */
async function callerOf(call: Call): Promise<ServiceCaller | null> {
  const token = tokenOf(call);
  if (token === null) return null;
  return call.services.database.read(async (db) => {
    await actAsDoor(db);
    const row = await db
      .selectFrom('service_tokens as t')
      .innerJoin('service_clients as c', 'c.client_id', 't.client_id')
      .innerJoin('delivery_services as s', 's.id', 'c.service_id')
      .select(['c.client_id', 'c.service_id', 's.name', 't.themes', 'c.themes as allowed'])
      .where('t.token_hash', '=', hashToken(token))
      .where('t.expires_at', '>', now())
      .where('c.revoked_at', 'is', null)
      .executeTakeFirst();
    if (!row) return null;
    const themes = row.themes.filter((theme) => row.allowed.includes(theme));
    return { clientId: row.client_id, serviceId: row.service_id, serviceName: row.name, themes };
  });
}

const tokenOf = ({ request }: Call): string | null =>
  /^Bearer ([\w-]{20,200})$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null;

function unauthorised({ refuse = problem }: Endpoint): Response {
  const answer = refuse(
    401,
    'A valid access token is needed',
    'Ask POST /oauth2/token for one with your client credentials.',
  );
  answer.headers.set('www-authenticate', 'Bearer');
  return answer;
}
