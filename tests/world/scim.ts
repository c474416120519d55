import { asSystem } from '#access/context.ts';
import { addScimClient, type ScimClientWish } from '#apps/scim/index.ts';
import type { Database } from '#platform/db.ts';
import type { Site } from '#tests/wall/site.ts';
import type { Person } from '#tests/world/people.ts';
import type { School } from '#tests/world/organisations.ts';
import { aNationalNumber } from '#tests/world/national-numbers.ts';

export const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const extension = 'urn:schoolpoort:scim:schemas:extension:1.0:User';
export const heldSchema = 'urn:schoolpoort:scim:schemas:extension:1.0:Held';
export const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

interface ScimRelation {
  organisation: string;
  end: string | null;
}

/** The members of an answer that tests look into; what they do not name they compare as a whole. */
export interface ScimBody {
  [member: string]: unknown;
  [extension]: { workRelations: ScimRelation[]; [member: string]: unknown };
  [heldSchema]: { held: string[] };
  id: string;
  userName: string;
  name: { givenName: string; familyName: string };
  meta: { version: string; lastModified: string; location: string };
  Resources: ScimBody[];
}

/** The organisations of somebody's relations, and when each ends. */
export const relations = (user: ScimBody) =>
  user[extension]?.workRelations.map(({ organisation, end }) => [organisation, end]);

export interface Answered {
  status: number;
  headers: Headers;
  body: ScimBody;
}

export type Asked = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answered>;

/** A program that keeps persons, in the name of an administrator; asks as it would. */
export async function aScimClient(
  database: Database,
  site: Site,
  wishes: { by: Person; of: readonly School[] } & Partial<ScimClientWish>,
): Promise<Asked & { clientId: string; clientSecret: string }> {
  const { by, of, ...more } = wishes;
  const secret = await addScimClient(database, {
    slug: 'personeel',
    name: 'Personeelspakket',
    organisations: of.map(({ id }) => id),
    boards: [],
    responsible: by.id,
    mayGrant: false,
    holdPercent: 100,
    ...more,
  });
  await asSystem(database, (tx) => tx.deleteFrom('rate_limits').execute());
  const given = await site.ask('/oauth2/token', {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: secret.clientId,
      client_secret: secret.clientSecret,
    }),
  });
  const { access_token: token } = (await given.json()) as { access_token: string };
  const asked: Asked = async (method, path, body, headers = {}) => {
    const answer = await site.ask(`/api/scim/v2${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/scim+json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      body: (text.startsWith('{') ? JSON.parse(text) : null) as ScimBody,
    };
  };
  return Object.assign(asked, secret);
}

let made = 0;

/** Somebody new as a program of a school would send him. */
export function aScimUser(
  school: School | readonly School[],
  wishes: Record<string, unknown> = {},
): Record<string, unknown> {
  made += 1;
  const { [extension]: more, ...others } = wishes;
  return {
    schemas: [core, extension],
    userName: `noor.claes.${made}`,
    externalId: `vo-${made}`,
    name: { givenName: 'Noor', familyName: `Claes ${'abcdefghij'[made % 10]}` },
    emails: [{ value: `noor${made}@school.example` }],
    ...others,
    [extension]: {
      nationalNumber: aNationalNumber(),
      gender: 'female',
      birthDate: '1985-05-12',
      workRelations: [school].flat().map((one) => ({ organisation: codeOf(one) })),
      ...(more as object),
    },
  };
}

export const codeOf = ({ id }: School): string => String(id).padStart(6, '0');
