import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import Provider, { type Configuration } from 'oidc-provider';
import { demoPeople, type DemoPerson } from '#demo/people.ts';
import type { Config } from '#platform/config.ts';
import { randomToken } from '#platform/crypto.ts';
import { callbackPath, demoIssuerPath } from '#web/sign-in/identity-provider.ts';

/** Where the provider sends the browser to choose a person. */
export const choosePath = '/demo/aanmelden';

/**
 * The identity provider of demo mode: a real OpenID Connect provider with the claims of ACM/IDM, so that demo and
 * production take the same path. It knows only invented people and asks for no proof at all, so it exists in demo mode only.
 */
export async function demoProvider(config: Config): Promise<Provider> {
  if (config.mode !== 'demo') throw new Error('the demo provider exists in demo mode only');
  const provider = new Provider(`${config.baseUrl}${demoIssuerPath}`, await configuration(config));
  provider.proxy = config.baseUrl.startsWith('https:');
  return provider;
}

async function configuration(config: Config): Promise<Configuration> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return {
    clients: [
      {
        client_id: config.oidc.clientId,
        token_endpoint_auth_method: 'none',
        // Every sign-in says when it happened, so that what asks for a recent one opens at once.
        require_auth_time: true,
        redirect_uris: [`${config.baseUrl}${callbackPath}`],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' }] },
    cookies: {
      keys: [randomToken()],
      names: { session: 'demo-sessie', interaction: 'demo-keuze', resume: 'demo-verder' },
      // The browser never sends it back: with somebody to remember, the provider would sign that one out first when
      // another is chosen, on a page of its own that needs a script.
      long: { path: `${demoIssuerPath}/nobody-remembered` },
    },
    claims: {
      openid: ['sub', 'acr'],
      profile: ['given_name', 'family_name'],
      rrn: ['rrn'],
      vo: ['vo_id', 'vo_email'],
    },
    acrValues: ['urn:be:vlaanderen:authmech:eid', 'urn:be:vlaanderen:authmech:itsme'],
    features: {
      devInteractions: { enabled: false },
      // Signing out here ends our session; the provider asks who you are at every sign-in anyway.
      rpInitiatedLogout: { enabled: false },
    },
    interactions: { url: (_context, interaction) => `${choosePath}/${interaction.uid}` },
    findAccount: (_context, key) => {
      const person = demoPeople.find((candidate) => candidate.key === key);
      return person && { accountId: key, claims: () => claimsOf(person) };
    },
    // Nobody is asked for consent: there is one client and it is this site.
    loadExistingGrant: async (context) => {
      const { provider, client, session } = context.oidc;
      const grant = new provider.Grant({ clientId: client?.clientId ?? '', accountId: session?.accountId ?? '' });
      grant.addOIDCScope(config.oidc.scopes);
      await grant.save();
      return grant;
    },
    pkce: { required: () => true },
    ttl: { Session: 60, Interaction: 3600, AccessToken: 600, IdToken: 600, Grant: 600, AuthorizationCode: 60 },
  };
}

function claimsOf(person: DemoPerson) {
  return {
    sub: person.key,
    given_name: person.givenName,
    family_name: person.familyName,
    rrn: person.nationalNumber,
    vo_id: person.key,
    vo_email: person.email,
    acr: person.acr,
  };
}
