import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { KeyConfig } from '#platform/config.ts';

const version = 1;
const ivBytes = 12;
const tagBytes = 16;
const headBytes = 1 + ivBytes + tagBytes;

/** Keeps national register numbers: unreadable at rest, yet findable by whoever has the number. */
export interface Sealer {
  seal(text: string): Buffer;
  open(sealed: Uint8Array): string;
  /** The same text always gives the same 32 bytes, which say nothing without the key. */
  lookup(text: string): Buffer;
}

/** AES-256-GCM with a random nonce per value, and HMAC-SHA256 under a second key for look-up. */
export function sealer(keys: Pick<KeyConfig, 'nationalNumber' | 'nationalNumberLookup'>): Sealer {
  return {
    seal(text) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', keys.nationalNumber, iv);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(version), iv, cipher.getAuthTag(), body]);
    },
    open(sealed) {
      if (sealed[0] !== version || sealed.length < headBytes) throw new Error('The sealed value has an unknown form');
      const iv = sealed.subarray(1, 1 + ivBytes);
      const decipher = createDecipheriv('aes-256-gcm', keys.nationalNumber, iv, { authTagLength: tagBytes });
      decipher.setAuthTag(sealed.subarray(1 + ivBytes, headBytes));
      return Buffer.concat([decipher.update(sealed.subarray(headBytes)), decipher.final()]).toString('utf8');
    },
    lookup: (text) => createHmac('sha256', keys.nationalNumberLookup).update(text, 'utf8').digest(),
  };
}

/** 256 random bits as text for a cookie, a form or an address. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token: whoever reads the table cannot use it. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}

/** Compares secrets without telling by its duration how much of them agrees. */
export function equalSecrets(one: string | Uint8Array, other: string | Uint8Array): boolean {
  const digest = (secret: string | Uint8Array): Buffer => createHash('sha256').update(secret).digest();
  return timingSafeEqual(digest(one), digest(other));
}
