import { sql } from 'kysely';
import { z } from 'zod';
import { actAsDoor } from '#access/context.ts';
import { problem, problemSchema } from '#access/problem.ts';
import { NotFound } from '#access/refusals.ts';
import type { Call, Endpoint, MachineCaller } from '#access/route.ts';
import { rolesOf } from '#apps/links/telling/teller.ts';
import { signedToken } from '#apps/links/telling/signature.ts';
import { formatOrganisationCode, parseOrganisationCode } from '#directory/institution-number.ts';
import { now } from '#platform/clock.ts';
import type { Db } from '#platform/db.ts';

/** So many seconds what was answered may be believed: a right that is withdrawn is gone with the next question. */
const seconds = 60;

const asked = z.object({
  sub: z.string().min(1).max(255).meta({ description: 'Subject of the person at the identity provider of this site' }),
  organisation: z
    .string()
    .min(1)
    .max(20)
    .meta({ description: 'For which organisation: institution number or OVO code' }),
});

interface ClaimRow {
  personId: string;
  targetGroup: string;
  organisationName: string;
  entitlementId: string;
  contexts: string[];
  role: string;
}

/**
 * What a linked application may know of somebody for one organisation, as role claims of the access gateway (rights, 9.3), signed
 * for it: only the rights that are named for it, only of this organisation (R23), only those that count at this instant (R12).
 */
export const claimsEndpoint: Endpoint = {
  method: 'GET',
  path: '/api/v1/claims',
  access: { kind: 'machine', purpose: 'application' },
  summary: 'The rights of somebody for one organisation, as a signed token for a linked application',
  query: asked,
  produces: 'application/jwt',
  responses: {
    200: {
      description:
        'A JWT (HS256, with the secret of the application) with iss, aud, sub, exp, vo_id, vo_orgcode and <application>_rol_3d',
      schema: z.string(),
    },
    400: { description: 'sub or organisation is missing', schema: problemSchema },
    401: { description: 'No valid token', schema: problemSchema },
    403: { description: 'The token is for something else', schema: problemSchema },
    404: { description: 'Nobody known here holds a right for you at that organisation', schema: problemSchema },
    409: { description: 'The application has no secret yet', schema: problemSchema },
  },
  handle: async ({ services, caller, url }: Call & { caller: MachineCaller }) => {
    const question = asked.safeParse(Object.fromEntries(url.searchParams));
    if (!question.success) return problem(400, 'Say sub and organisation', z.prettifyError(question.error));
    const applicationId = caller.applicationId ?? '';
    const { sub, organisation } = question.data;
    const issuer = services.config.oidc.issuer ?? `${services.config.baseUrl}/demo/oidc`;
    const organisationId = parseOrganisationCode(organisation) ?? 0;
    const { rows, secret } = await services.database.read(async (db) => {
      await actAsDoor(db);
      return {
        rows: await listClaims(db, { applicationId, issuer, sub, organisationId }),
        secret: await findSecret(db, applicationId),
      };
    });
    if (!secret)
      return problem(409, 'This application has no secret', 'Its operator makes one: schoolpoort link secret.');
    const [first] = rows;
    // Whom nobody here knows and who holds nothing here answer alike (P3).
    if (!first) throw new NotFound();
    const code = formatOrganisationCode(organisationId);
    const at = Math.floor(now().getTime() / 1000);
    const claims = {
      iss: services.config.baseUrl,
      aud: applicationId,
      sub,
      iat: at,
      exp: at + seconds,
      vo_id: first.personId,
      vo_doelgroepcode: first.targetGroup,
      vo_orgcode: code,
      vo_orgnaam: first.organisationName,
      [`${applicationId.replaceAll('-', '_')}_rol_3d`]: rows.flatMap(({ role, contexts }) =>
        rolesOf(role, contexts, code),
      ),
    };
    return new Response(signedToken(claims, services.sealer.open(secret)), {
      headers: { 'content-type': 'application/jwt', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
    });
  },
};

interface Question {
  applicationId: string;
  issuer: string;
  sub: string;
  organisationId: number;
}

async function listClaims(db: Db, { applicationId, issuer, sub, organisationId }: Question): Promise<ClaimRow[]> {
  const { rows } = await sql<ClaimRow>`
    select a.person_id as "personId", a.target_group as "targetGroup", o.name as "organisationName",
      a.entitlement_id as "entitlementId", a.contexts, l.roles ->> a.entitlement_id as role
    from identities i
    join active_grants a on a.person_id = i.person_id
    join organisations o on o.id = a.organisation_id
    join linked_applications l on l.id = ${applicationId} and l.roles ? a.entitlement_id
    where i.issuer = ${issuer} and i.subject = ${sub} and a.organisation_id = ${organisationId}
      and (l.institutions is null or a.organisation_id = any (l.institutions))
    order by a.entitlement_id`.execute(db);
  return rows;
}

async function findSecret(db: Db, applicationId: string): Promise<Buffer | undefined> {
  const found = await db
    .selectFrom('application_secrets')
    .select('secret_sealed')
    .where('application_id', '=', applicationId)
    .where('expires_at', 'is', null)
    .executeTakeFirst();
  return found?.secret_sealed;
}
