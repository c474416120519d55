import type { Actor } from '#access/actor.ts';
import { enterThrough } from '#access/machine.ts';
import { Forbidden, Invalid, NotFound } from '#access/refusals.ts';
import type { Call, MachineCaller } from '#access/route.ts';
import { scimError, scimHeaders, ScimRefused } from '#apps/scim/errors.ts';
import { heldSchema, scimBase } from '#apps/scim/names.ts';
import type { Saving, SaveOutcome } from '#apps/scim/save-user.ts';
import { toScim, type StoredUser } from '#apps/scim/user.ts';
import type { Db } from '#platform/db.ts';

export type ScimCall = Call & { caller: MachineCaller };

const maxBodyBytes = 256 * 1024;
const uniqueViolation = '23505';
// What is left after several tries: others were first each time.
const inTurn = new Set(['40001', '40P01']);

/** Reads as the administrator in whose name the client acts, in one snapshot. */
export function reading(work: (as: { db: Db; actor: Actor }, call: ScimCall) => Promise<Response>) {
  return answering((call: ScimCall) =>
    call.services.database.read(async (db) => work({ db, actor: await enter(db, call) }, call)),
  );
}

/** Changes likewise, in one transaction that is tried again as a form of a person is. */
export function writing(work: (as: Saving, call: ScimCall, body: unknown) => Promise<Response>, bodied = true) {
  return answering(async (call: ScimCall) => {
    const body = bodied ? await readBody(call.request) : undefined;
    const { caller, services } = call;
    return services.database.write(async (tx) =>
      work({ tx, actor: await enter(tx, call), caller, sealer: services.sealer }, call, body),
    );
  });
}

async function enter(db: Db, { caller }: ScimCall): Promise<Actor> {
  const actor = await enterThrough(db, caller);
  if (!actor) throw new ScimRefused(403, 'The administrator in whose name this client acts cannot act any more');
  return actor;
}

/** Every refusal in the form of RFC 7644 §3.12; a fault of ours goes on to whoever logs it. */
function answering(work: (call: ScimCall) => Promise<Response>) {
  return async (call: ScimCall): Promise<Response> => {
    try {
      return await work(call);
    } catch (error) {
      if (error instanceof ScimRefused) return scimError(error.status, error.message, error.scimType);
      if (error instanceof NotFound) return scimError(404, 'There is no such user within what this client may see');
      if (error instanceof Forbidden)
        return scimError(403, 'The administrator in whose name this client acts may not do this');
      if (error instanceof Invalid)
        return scimError(400, error.problems.issues[0]?.message ?? 'Invalid', 'invalidValue');
      if ((error as { code?: string }).code === uniqueViolation)
        return scimError(409, 'Somebody else has this name meanwhile', 'uniqueness');
      if (inTurn.has(String((error as { code?: string }).code)))
        return scimError(503, 'Too much changes at this moment; nothing happened, try again');
      throw error;
    }
  };
}

async function readBody(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/scim+json' && type !== 'application/json')
    throw new ScimRefused(415, 'Send application/scim+json');
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of request.body ?? []) {
    bytes += piece.byteLength;
    if (bytes > maxBodyBytes) throw new ScimRefused(413, `A body has at most ${maxBodyBytes} bytes`);
    pieces.push(piece);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces));
    // PostgreSQL keeps no text with it.
    if (text.includes('\\u0000') || text.includes('\u0000')) throw new SyntaxError('a NUL');
    return JSON.parse(text) as unknown;
  } catch {
    throw new ScimRefused(400, 'The body cannot be read as JSON', 'invalidSyntax');
  }
}

/** Somebody as he is now, with the version that a change can be made conditional on. */
export function userResponse(call: ScimCall, user: StoredUser, status = 200): Response {
  const body = toScim(user, call.services.config.baseUrl);
  const headers = {
    ...scimHeaders,
    etag: body.meta.version,
    'content-location': body.meta.location,
    ...(status === 201 && { location: body.meta.location }),
  };
  return Response.json(body, { status, headers });
}

/** Nothing happened: administrators decide. In the form of an error, for a program must not take it for done. */
export function heldResponse(heldIds: Extract<SaveOutcome, { kind: 'held' }>['heldIds']): Response {
  return scimError(
    202,
    'Held: this client would end more relations of the institution within a day than it may. Nothing happened; its administrators decide.',
    undefined,
    { [heldSchema]: { state: 'held', held: heldIds } },
  );
}

/** Whether one of the versions in a header is this one; `*` is any (RFC 9110 §13.1). */
export function namesVersion(header: string | null, version: string): boolean {
  if (header === null) return false;
  const weak = (tag: string): string => tag.trim().replace(/^W\//, '');
  return header.trim() === '*' || header.split(',').some((tag) => weak(tag) === weak(version));
}

/** Refuses a change of somebody who is not as the client last saw him (RFC 7644 §3.14). */
export function demandVersion(call: ScimCall, user: StoredUser): void {
  const header = call.request.headers.get('if-match');
  const { version } = toScim(user, call.services.config.baseUrl).meta;
  if (header !== null && !namesVersion(header, version))
    throw new ScimRefused(412, 'This user changed meanwhile; get it again and look');
}

/** Whether a change is conditional on one version, so that the program read the user before it. */
export const isVersioned = ({ request }: ScimCall): boolean =>
  ![undefined, '*'].includes(request.headers.get('if-match')?.trim());

export const scimAddress = (call: ScimCall): string => `${call.services.config.baseUrl}${scimBase}`;
