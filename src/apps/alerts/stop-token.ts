import type { Sealer } from '#platform/crypto.ts';
import { equalSecrets } from '#platform/crypto.ts';
import { isId } from '#platform/ids.ts';

export const stopAddress = '/attendering/stop';

const signature = (sealer: Sealer, personId: string): string =>
  sealer.lookup(`alerts-stop:${personId}`).subarray(0, 18).toString('base64url');

/** The address in a digest that ends the digests of its receiver, without signing in (RFC 8058): it says who, and that we wrote it. */
export function stopPath(sealer: Sealer, personId: string): string {
  return `${stopAddress}/${personId}.${signature(sealer, personId)}`;
}

/** The person behind a token of ours; undefined when somebody else made it. */
export function personOfStop(sealer: Sealer, token: string): string | undefined {
  const [personId = '', proof = ''] = token.split('.');
  return isId(personId) && equalSecrets(proof, signature(sealer, personId)) ? personId : undefined;
}
