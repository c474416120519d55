import { asSystem } from '#access/context.ts';
import { problem } from '#access/problem.ts';
import { isOverLimit } from '#access/rate-limit.ts';
import type { Call, Endpoint } from '#access/route.ts';
import { stopAlerts } from '#apps/alerts/commands/save-alerts.ts';
import { personOfStop, stopAddress } from '#apps/alerts/stop-token.ts';
import { recordAudit } from '#platform/audit.ts';
import type { Services } from '#platform/services.ts';

// Mail programs in the cloud do this for thousands of people from one address.
const stopsPerFiveMinutes = 3000;

/** One click in a mail program ends the digests of its receiver, without signing in (RFC 8058). */
export const stopEndpoint: Endpoint = {
  method: 'POST',
  path: `${stopAddress}/:token`,
  access: { kind: 'public' },
  summary: 'One-click unsubscribe of a digest (RFC 8058); the address is in the mail',
  responses: {
    200: { description: 'No digests any more for the receiver of that mail; also when there were none' },
    404: { description: 'No such address' },
    429: { description: 'Too many requests from this address' },
  },
  handle: answerStop,
};

async function answerStop({ services, params, clientAddress }: Call): Promise<Response> {
  if (await isOverLimit(services, 'alerts-stop', clientAddress, stopsPerFiveMinutes))
    return problem(429, 'Too many requests', 'Try again in five minutes');
  const stopped = await stopByToken(services, params['token'] ?? '');
  return stopped ? new Response(null, { status: 200 }) : problem(404, 'Not found');
}

/** Whether the token is one of ours. Nobody is signed in: the token alone says whose digests end, and it can do nothing else. */
export async function stopByToken({ database, sessionSealer }: Services, token: string): Promise<boolean> {
  const personId = personOfStop(sessionSealer, token);
  if (!personId) return false;
  await asSystem(database, async (tx) => {
    const stopped = await stopAlerts(tx, personId);
    await recordAudit(tx, ...stopped.map((entry) => ({ ...entry, actorLabel: 'one-click unsubscribe' })));
  });
  return true;
}
