import * as oidc from 'openid-client';
import { freshMinutes } from '#access/fresh-sign-in.ts';
import type { Config } from '#platform/config.ts';

/** Paths of the embedded demo provider; its issuer lies below the address of the site. */
export const demoIssuerPath = '/demo/oidc';
export const callbackPath = '/aanmelden/terug';
export const signedOutPath = '/afgemeld';

const freshSeconds = freshMinutes * 60;

export interface SignInRequest {
  address: URL;
  state: string;
  nonce: string;
  verifier: string;
}

/** What the provider says of a person; names of claims are configuration, values are checked here. */
export interface Claims {
  subject: string;
  givenName: string | null;
  familyName: string | null;
  email: string | null;
  nationalNumber: string | null;
  targetGroup: string | null;
  organisationCode: string | null;
  roles: readonly string[];
  acr: string | null;
  /** When the person proved who he is, where the provider says so. */
  authenticatedAt: Date | null;
}

export interface IdentityProvider {
  issuer: string;
  /** `fresh`: the person is to prove again who he is, also when the provider knows him. */
  begin: (options: { fresh: boolean }) => Promise<SignInRequest>;
  finish: (
    current: URL,
    expected: { state: string; nonce: string; verifier: string; fresh: boolean },
  ) => Promise<{ claims: Claims; idToken: string }>;
  /** Where to end the session at the provider, or null when it offers none. */
  endAddress: (idToken: string) => Promise<string | null>;
}

/** The one way to sign in: OpenID Connect code flow with PKCE, state and nonce (SI-2). Demo and production take the same path. */
export function identityProvider(config: Config): IdentityProvider {
  const issuer = config.oidc.issuer ?? `${config.baseUrl}${demoIssuerPath}`;
  const client = discovered(config, issuer);
  return {
    issuer,
    async begin({ fresh }) {
      const verifier = oidc.randomPKCECodeVerifier();
      const state = oidc.randomState();
      const nonce = oidc.randomNonce();
      const address = oidc.buildAuthorizationUrl(await client(), {
        redirect_uri: `${config.baseUrl}${callbackPath}`,
        scope: config.oidc.scopes,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
        // The demo provider asks who you are every time, so that another person is one click away.
        ...((fresh || config.oidc.issuer === null) && { prompt: 'login' }),
        // Asked for an age, a provider must say when the person proved who he is (OpenID Connect Core 2 and 3.1.2.1).
        ...(fresh && { max_age: String(freshSeconds) }),
        ...(config.oidc.acrValues && { acr_values: config.oidc.acrValues }),
      });
      return { address, state, nonce, verifier };
    },
    async finish(current, expected) {
      const tokens = await oidc.authorizationCodeGrant(await client(), current, {
        pkceCodeVerifier: expected.verifier,
        expectedState: expected.state,
        expectedNonce: expected.nonce,
        idTokenExpected: true,
        ...(expected.fresh && { maxAge: freshSeconds }),
      });
      const idClaims = tokens.claims();
      if (!idClaims || !tokens.id_token) throw new Error('the provider gave no id token');
      const userInfo = await oidc.fetchUserInfo(await client(), tokens.access_token, idClaims.sub);
      const authenticatedAt = idClaims.auth_time === undefined ? null : new Date(idClaims.auth_time * 1000);
      const claims = { ...readClaims(config, { ...idClaims, ...userInfo }), authenticatedAt };
      return { claims, idToken: tokens.id_token };
    },
    async endAddress(idToken) {
      const server = await client();
      if (!server.serverMetadata().end_session_endpoint) return null;
      return oidc.buildEndSessionUrl(server, {
        id_token_hint: idToken,
        post_logout_redirect_uri: `${config.baseUrl}${signedOutPath}`,
      }).href;
    },
  };
}

/** Discovery is done at the first sign-in and again after a failure, so that a provider may start later than we do. */
function discovered(config: Config, issuer: string): () => Promise<oidc.Configuration> {
  let found: Promise<oidc.Configuration> | null = null;
  return () => {
    found ??= oidc
      .discovery(new URL(issuer), config.oidc.clientId, config.oidc.clientSecret ?? undefined, undefined, {
        timeout: 10,
        // Production refuses a plain-http issuer at start; the demo provider lives on this machine.
        ...(issuer.startsWith('http:') && { execute: [oidc.allowInsecureRequests] }),
      })
      .catch((error: unknown) => {
        found = null;
        throw error;
      });
    return found;
  };
}

function readClaims(config: Config, claims: Record<string, unknown>): Omit<Claims, 'authenticatedAt'> {
  const names = config.oidc.claims;
  const text = (name: string): string | null => {
    const value = claims[name];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  const roles = claims[names.roles];
  const subject = text(names.subject);
  if (!subject) throw new Error(`the provider gave no claim ${names.subject}`);
  return {
    subject,
    givenName: text(names.givenName),
    familyName: text(names.familyName),
    email: text(names.email),
    nationalNumber: text(names.nationalNumber),
    targetGroup: text(names.targetGroup),
    organisationCode: text(names.organisationCode),
    roles: Array.isArray(roles) ? roles.filter((role): role is string => typeof role === 'string') : [],
    acr: text('acr'),
  };
}
