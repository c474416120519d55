import { randomBytes } from 'node:crypto';
import { finding, reasonOf, type Finding } from '#cli/doctor/finding.ts';
import type { Config } from '#platform/config.ts';
import { createFileStore } from '#platform/files/index.ts';

export async function checkIdentityProvider({ oidc }: Config): Promise<Finding[]> {
  if (oidc.issuer === null) return [{ ok: true, what: 'sign-in through the demo provider' }];
  const url = `${oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    const found = (await response.json()) as { issuer?: string };
    return [
      finding(
        response.ok && found.issuer === oidc.issuer,
        `identity provider ${oidc.issuer}`,
        `It calls itself ${found.issuer ?? 'nothing'}: OIDC_ISSUER must be exactly that.`,
      ),
    ];
  } catch (error) {
    return [
      {
        ok: false,
        what: 'identity provider',
        mend: `${url} does not answer (${reasonOf(error)}): see OIDC_ISSUER and the network.`,
      },
    ];
  }
}

export async function checkFileStore(config: Config): Promise<Finding[]> {
  const what = config.s3 ? `files in ${config.s3.bucket} at ${config.s3.endpoint}` : 'files on disk';
  try {
    const store = await createFileStore(config);
    // Of its own, so that no stored file is touched.
    const { sha256 } = await store.put(randomBytes(64), { maxBytes: 64 });
    const there = await store.has(sha256);
    await store.remove(sha256);
    return [finding(there, what, 'A file that was just written is not there.')];
  } catch (error) {
    const where = config.s3 ? 'S3_* and the rights of the key' : 'the owner of DATA_DIR';
    return [{ ok: false, what, mend: `Writing fails (${reasonOf(error)}): see ${where}.` }];
  }
}
