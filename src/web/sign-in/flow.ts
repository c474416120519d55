import { actAsDoor, actAsSystem, atTheDoor } from '#access/context.ts';
import { countAttempts } from '#access/rate-limit.ts';
import { seeOther, type Session, type Visit } from '#access/visit.ts';
import { invitationAddress, noteSignIn } from '#apps/rights/index.ts';
import { recordAudit } from '#platform/audit.ts';
import { now } from '#platform/clock.ts';
import { hashToken } from '#platform/crypto.ts';
import type { Tx } from '#platform/db.ts';
import { log } from '#platform/log.ts';
import { cookies } from '#web/session/cookie.ts';
import { createSession, endSession, findSession } from '#web/session/store.ts';
import { isOffered, listCapacities, obviousChoice, type Capacity, type Choice } from '#web/sign-in/capacities.ts';
import { followGateway } from '#web/sign-in/gateway-rights.ts';
import type { Claims, IdentityProvider } from '#web/sign-in/identity-provider.ts';
import { recognisePerson } from '#web/sign-in/person.ts';
import { safeReturn } from '#web/sign-in/return-address.ts';

const signInMinutes = 15;

/** The name under which sign-ins are counted per address. */
export const signInLimit = 'sign-in';
// So a school where everybody signs in at eight is let in long after somebody who only tries is not.
const failedCountsFor = 10;

/** How a sign-in went that did not end in a session. */
export type SignInFailure = 'failed' | 'unavailable' | 'unknown' | 'blocked' | 'tooWeak';

/** Sends the person to the identity provider; what must be known afterwards is kept on our side, not in the address. */
export async function beginSignIn(
  visit: Visit,
  provider: IdentityProvider,
  { returnTo, fresh }: { returnTo: string; fresh: boolean },
): Promise<Response | SignInFailure> {
  const { services } = visit;
  let request;
  try {
    request = await provider.begin({ fresh });
  } catch (error) {
    log.error('identity-provider-unavailable', { error });
    return 'unavailable';
  }
  await atTheDoor(services.database, (tx) =>
    tx
      .insertInto('sign_ins')
      .values({
        state_hash: hashToken(request.state),
        nonce: request.nonce,
        verifier_sealed: services.sessionSealer.seal(request.verifier),
        return_to: safeReturn(returnTo),
        fresh,
        expires_at: new Date(now().getTime() + signInMinutes * 60_000),
      })
      .execute(),
  );
  return seeOther(request.address.href, {
    'set-cookie': cookies(services.config.baseUrl).signIn.write(request.state),
  });
}

/** The way back from the provider: state must match this browser, may be used once, and ends in a fresh session. */
export async function finishSignIn(visit: Visit, provider: IdentityProvider): Promise<Response | SignInFailure> {
  const { services, request, url } = visit;
  const jar = cookies(services.config.baseUrl);
  const state = url.searchParams.get('state');
  if (!state || state !== jar.signIn.read(request)) return 'failed';
  const started = await atTheDoor(services.database, (tx) => takeSignIn(tx, state));
  if (!started) return 'failed';
  const outcome = await proveAndOpen(visit, provider, { ...started, state });
  if (outcome === 'invited')
    return new Response(null, {
      status: 303,
      headers: { location: invitationAddress, 'set-cookie': jar.signIn.clear() },
    });
  if (typeof outcome === 'string') {
    await countAttempts(services, signInLimit, visit.clientAddress, failedCountsFor - 1);
    return outcome;
  }
  const headers = new Headers({ location: outcome.chosen ? started.return_to : chooseAddress(started.return_to) });
  headers.append('set-cookie', jar.session.write(outcome.token));
  headers.append('set-cookie', jar.signIn.clear());
  return new Response(null, { status: 303, headers });
}

async function proveAndOpen(
  visit: Visit,
  provider: IdentityProvider,
  started: { state: string; nonce: string; verifier_sealed: Buffer; fresh: boolean; return_to: string },
): Promise<{ token: string; chosen: boolean } | 'invited' | SignInFailure> {
  const { services, url } = visit;
  let answer;
  try {
    const current = new URL(`${url.pathname}${url.search}`, services.config.baseUrl);
    const verifier = services.sessionSealer.open(started.verifier_sealed);
    const { state, nonce, fresh } = started;
    answer = await provider.finish(current, { state, nonce, verifier, fresh });
  } catch (error) {
    log.warn('sign-in-failed', { error: error instanceof Error ? error.name : 'unknown' });
    return 'failed';
  }
  if (!isStrongEnough(services.config.oidc.acrValues, answer.claims.acr)) return 'tooWeak';
  if (started.return_to === invitationAddress && (await followsInvitation(visit, answer.claims))) return 'invited';
  return openSession(visit, provider.issuer, { ...answer, fresh: started.fresh });
}

/** Asking is not demanding: a provider may answer with another means than was asked (OpenID Connect Core 3.1.2.1), and none below it opens anything (R27). */
const isStrongEnough = (asked: string | null, used: string | null): boolean =>
  asked === null || (used !== null && asked.trim().split(/\s+/).includes(used));

/** Whoever signs in to accept an invitation gets no session by it: the number waits, sealed, until it is accepted (RI-1). */
async function followsInvitation({ services, request }: Visit, claims: Claims): Promise<boolean> {
  const secret = cookies(services.config.baseUrl).invitation.read(request);
  return secret !== null && atTheDoor(services.database, (tx) => noteSignIn(tx, secret, claims, services.sealer));
}

export function chooseAddress(returnTo: string): string {
  return returnTo === '/' ? '/aanmelden/namens-wie' : `/aanmelden/namens-wie?terug=${encodeURIComponent(returnTo)}`;
}

async function takeSignIn(tx: Tx, state: string) {
  const row = await tx
    .deleteFrom('sign_ins')
    .where('state_hash', '=', hashToken(state))
    .returning(['nonce', 'verifier_sealed', 'return_to', 'fresh', 'expires_at'])
    .executeTakeFirst();
  return row && row.expires_at > now() ? row : null;
}

/** Who signs in anew leaves nothing behind: the token that this browser had is worth nothing from now on. Answers the session that ended. */
async function endSessionOfBrowser(tx: Tx, { services, request }: Visit): Promise<Session | null> {
  const token = cookies(services.config.baseUrl).session.read(request);
  const session = token && (await findSession(tx, token));
  if (session) await endSession(tx, session);
  return session || null;
}

/** On whose behalf somebody worked who only proved once more who he is, as long as that is still offered. */
function choiceBefore(before: Session | null, personId: string, capacities: readonly Capacity[]): Choice | null {
  if (before?.personId !== personId || before.targetGroup === null) return null;
  const choice = { targetGroup: before.targetGroup, workRelationId: before.workRelationId };
  return isOffered(capacities, choice) ? choice : null;
}

/** The clock of a provider that runs ahead must not make a proof last longer. */
const notLater = (at: Date | null, moment: Date): Date | null => (at !== null && at > moment ? moment : at);

async function openSession(
  visit: Visit,
  issuer: string,
  answer: { claims: Claims; idToken: string; fresh: boolean },
): Promise<{ token: string; chosen: boolean } | SignInFailure> {
  const { services } = visit;
  return services.database.write(async (tx) => {
    await actAsDoor(tx);
    const person = await recognisePerson(tx, issuer, answer.claims, services.sealer);
    if (person.kind !== 'known') return person.kind;
    await actAsSystem(tx);
    await followGateway(tx, person.personId, answer.claims, services.config);
    await actAsDoor(tx);
    const before = await endSessionOfBrowser(tx, visit);
    const capacities = await listCapacities(tx, person.personId);
    const kept = answer.fresh ? choiceBefore(before, person.personId, capacities) : null;
    const choice = kept ?? obviousChoice(capacities, answer.claims);
    const token = await createSession(tx, {
      personId: person.personId,
      targetGroup: choice?.targetGroup ?? null,
      workRelationId: choice?.workRelationId ?? null,
      issuer,
      idTokenSealed: services.sessionSealer.seal(answer.idToken),
      acr: answer.claims.acr,
      authenticatedAt: notLater(answer.claims.authenticatedAt, now()),
    });
    await recordAudit(tx, {
      actorKind: 'door',
      actorPersonId: person.personId,
      actorLabel: 'sign-in',
      action: 'sign-in',
      subjectKind: 'person',
      subjectId: person.personId,
      after: { acr: answer.claims.acr },
    });
    return { token, chosen: choice !== null };
  });
}
