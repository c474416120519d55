import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';

/** A new secret as Standard Webhooks writes it. */
export const newSecret = (): string => `${prefix}${randomBytes(32).toString('base64')}`;

export const keyOf = (secret: string): Buffer => Buffer.from(secret.slice(prefix.length), 'base64');

/** The headers of a message by Standard Webhooks; with two secrets that count, a signature of each. */
export function signedHeaders(
  message: { id: string; at: Date; body: string },
  secrets: readonly string[],
): Record<string, string> {
  const timestamp = String(Math.floor(message.at.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const text = `${message.id}.${timestamp}.${message.body}`;
    return `v1,${createHmac('sha256', keyOf(secret)).update(text).digest('base64')}`;
  });
  return { 'webhook-id': message.id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

/** A compact JWT under HS256 (RFC 7515, RFC 7519), with the newest secret of the application. */
export function signedToken(claims: Readonly<Record<string, unknown>>, secret: string): string {
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${text}.${createHmac('sha256', keyOf(secret)).update(text).digest('base64url')}`;
}
