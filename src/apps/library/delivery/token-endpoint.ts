import { z } from 'zod';
import { isOverLimit } from '#access/rate-limit.ts';
import type { Call, Endpoint } from '#access/route.ts';
import { issueToken, tokenSeconds, type TokenRequest } from '#apps/library/delivery/tokens.ts';

const requestsPerFiveMinutes = 100;
const maxBodyBytes = 16 * 1024;

const tokenForm = z.object({
  grant_type: z.literal('client_credentials'),
  client_id: z.string().optional().meta({ description: 'Or in the header Authorization: Basic' }),
  client_secret: z.string().optional(),
  scope: z
    .string()
    .optional()
    .meta({ description: 'Fewer scopes than the client may have, separated by spaces: documents:deliver:<theme>' }),
});

const tokenAnswer = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.int().meta({ examples: [tokenSeconds] }),
  scope: z.string(),
});

const tokenError = z.object({ error: z.string(), error_description: z.string() });

/** Where a delivering service gets its token: client credentials, errors as RFC 6749 §5.2 writes them. */
export const tokenEndpoint: Endpoint = {
  method: 'POST',
  path: '/oauth2/token',
  access: { kind: 'public' },
  summary: 'Get an access token with client credentials (RFC 6749)',
  request: { contentType: 'application/x-www-form-urlencoded', schema: tokenForm },
  responses: {
    200: { description: 'A token for 15 minutes', schema: tokenAnswer },
    400: { description: 'The request is not right', schema: tokenError },
    401: { description: 'Client and secret do not belong together', schema: tokenError },
    429: { description: 'Too many requests from this address; use a token until it expires', schema: tokenError },
  },
  handle: answerToken,
};

async function answerToken(call: Call): Promise<Response> {
  if (await isOverLimit(call.services, 'delivery-token', call.clientAddress, requestsPerFiveMinutes))
    return failure(429, 'slow_down', 'Use a token until it expires; try again in five minutes', {
      'retry-after': '300',
    });
  const form = await readForm(call.request);
  if (!form) return failure(400, 'invalid_request', 'Send a form (application/x-www-form-urlencoded), each field once');
  if (!form.has('grant_type')) return failure(400, 'invalid_request', 'The field grant_type is missing');
  if (form.get('grant_type') !== 'client_credentials')
    return failure(400, 'unsupported_grant_type', 'Only client_credentials is supported');
  const credentials = credentialsOf(call.request.headers.get('authorization'), form);
  if (credentials === 'twice') return failure(400, 'invalid_request', 'Send the credentials in one way only');
  if (credentials === null) return unknownClient();
  const issued = await issueToken(call.services.database, { ...credentials, scope: form.get('scope') || undefined });
  if (issued.outcome === 'unknown-client') return unknownClient();
  if (issued.outcome === 'invalid-scope')
    return failure(400, 'invalid_scope', 'The client may not have a scope that was asked for');
  return Response.json(
    { access_token: issued.accessToken, token_type: 'Bearer', expires_in: tokenSeconds, scope: issued.scope },
    { headers: noStore },
  );
}

const noStore = { 'cache-control': 'no-store', pragma: 'no-cache', 'x-content-type-options': 'nosniff' };

function failure(status: number, error: string, description: string, headers: Record<string, string> = {}): Response {
  return Response.json({ error, error_description: description }, { status, headers: { ...noStore, ...headers } });
}

function unknownClient(): Response {
  return failure(401, 'invalid_client', 'Client and secret do not belong together, or the client was revoked', {
    'www-authenticate': 'Basic realm="schoolpoort"',
  });
}

/** The form, unless it is too large, of another type, or has a field twice (RFC 6749 §3.2). */
async function readForm(request: Request): Promise<URLSearchParams | null> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded' || !request.body) return null;
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of request.body) {
    bytes += piece.byteLength;
    if (bytes > maxBodyBytes) return null;
    pieces.push(piece);
  }
  const form = new URLSearchParams(Buffer.concat(pieces).toString('utf8'));
  const names = [...form.keys()];
  return new Set(names).size === names.length ? form : null;
}

type Credentials = Omit<TokenRequest, 'scope'>;

function credentialsOf(header: string | null, form: URLSearchParams): Credentials | 'twice' | null {
  const clientId = form.get('client_id');
  const clientSecret = form.get('client_secret');
  if (header !== null) return clientSecret === null ? basicCredentials(header, clientId) : 'twice';
  return clientId && clientSecret ? { clientId, clientSecret } : null;
}

/** Both halves are form-encoded before they are joined (RFC 6749 §2.3.1). */
function basicCredentials(header: string, alsoInForm: string | null): Credentials | null {
  const encoded = /^Basic ([\w+/=-]+)$/i.exec(header)?.[1];
  const [id, secret] = Buffer.from(encoded ?? '', 'base64')
    .toString('utf8')
    .split(/:(.*)/s);
  if (!id || !secret) return null;
  try {
    const [clientId = '', clientSecret = ''] = [id, secret].map((part) =>
      decodeURIComponent(part.replaceAll('+', ' ')),
    );
    return alsoInForm === null || alsoInForm === clientId ? { clientId, clientSecret } : null;
  } catch {
    return null;
  }
}
