import type { Claims, IdentityProvider } from '#web/sign-in/identity-provider.ts';

export const nobodysClaims: Claims = {
  subject: 'nobody',
  givenName: null,
  familyName: null,
  email: null,
  nationalNumber: null,
  targetGroup: null,
  organisationCode: null,
  roles: [],
  acr: null,
  authenticatedAt: null,
};

/** An identity provider at the edge: it believes the code of the address, which names the claims that were given beforehand. */
export function fakeIdentityProvider(people: Readonly<Record<string, Partial<Claims>>> = {}): IdentityProvider {
  let begun = 0;
  return {
    issuer: 'https://idp.test',
    begin: async ({ fresh }) => {
      begun += 1;
      const state = `state-${begun}-${Math.random().toString(36).slice(2)}`;
      const address = new URL(`https://idp.test/authorize?state=${state}${fresh ? '&prompt=login' : ''}`);
      return { address, state, nonce: `nonce-${begun}`, verifier: `verifier-${begun}` };
    },
    finish: async (current) => {
      const code = current.searchParams.get('code') ?? '';
      const claims = people[code];
      if (!claims) throw new Error('invalid_grant');
      return { claims: { ...nobodysClaims, subject: code, ...claims }, idToken: `id-token-of-${code}` };
    },
    endAddress: async () => null,
  };
}
