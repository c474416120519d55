import { z } from 'zod';
import type { Actor } from '#access/actor.ts';
import { problemSchema } from '#access/problem.ts';
import type { Call, Endpoint } from '#access/route.ts';
import { allowed, ask, view } from '#access/use-case.ts';
import type { OwnRight } from '#apps/profile/model.ts';
import { listOwnRights } from '#apps/profile/queries.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import type { Db } from '#platform/db.ts';

/** Every right of whoever asks, with what it is worth today; nobody sees another's (TH-6, P13). */
export const ownRights = view({
  permission: 'profile.list-own-rights',
  input: z.object({}),
  load: async () => null,
  decide: () => allowed(),
  read: (db, actor): Promise<OwnRight[]> => listOwnRights(db, actor),
});

const answer = z.strictObject({
  person: z.uuid(),
  actingFor: z
    .strictObject({ targetGroup: z.string(), organisation: z.string().nullable() })
    .meta({ description: 'On whose behalf; organisation null: for all of the target group' }),
  rights: z.array(
    z.strictObject({
      right: z.string(),
      name: z.string(),
      organisation: z.string().meta({ description: 'Institution number or OVO code' }),
      organisationName: z.string(),
      contexts: z.array(z.string()),
      begin: z.iso.date(),
      end: z.iso.date().meta({ description: 'Last day on which it counts' }),
      cause: z.enum(['automatic', 'manual', 'imported', 'deputy']),
      state: z
        .enum(['active', 'elsewhere', 'later', 'ended', 'withdrawn'])
        .meta({ description: 'elsewhere: it counts, but not on whose behalf one works now' }),
      withdrawnOn: z.iso.date().nullable(),
    }),
  ),
});
export { answer as ownRightsAnswer };

/** One's own rights, for a program in the browser of who signed in. */
export const ownRightsEndpoint: Endpoint = {
  method: 'GET',
  path: '/api/v1/me/rights',
  access: { kind: 'person' },
  summary: 'Your own rights, those that ended too',
  responses: {
    200: { description: 'Every right, with what it is worth today', schema: answer },
    401: { description: 'Nobody signed in', schema: problemSchema },
    403: { description: 'Nobody was chosen to act for', schema: problemSchema },
  },
  handle: async ({ db, actor }: Call & { db: Db; actor: Actor }) => {
    const rights = await ask(ownRights, { db, actor }, {});
    const { actingFor } = actor;
    const body: z.output<typeof answer> = {
      person: actor.personId,
      actingFor: {
        targetGroup: actingFor?.targetGroup ?? '',
        organisation: actingFor?.organisationId == null ? null : formatOrganisationCode(actingFor.organisationId),
      },
      rights: rights.map((right) => ({
        right: right.entitlement,
        name: right.name,
        organisation: formatOrganisationCode(right.organisation.id),
        organisationName: right.organisation.name,
        contexts: [...right.contexts],
        begin: right.since,
        end: right.until,
        cause: right.cause,
        state: right.state,
        withdrawnOn: right.withdrawnOn,
      })),
    };
    return Response.json(body, { headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } });
  },
};
