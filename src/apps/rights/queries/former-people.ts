import { sql } from 'kysely';
import { z } from 'zod';
import { allowed, unknown, view } from '#access/use-case.ts';
import { named } from '#apps/rights/queries/people.ts';
import { managedOrganisations } from '#apps/rights/queries/scope.ts';
import { listOrganisations, type Organisation } from '#directory/organisations.ts';
import { isId } from '#platform/ids.ts';

/** Somebody who left an institution: the latest relation with it, which has ended. */
export interface FormerPerson {
  relationId: string;
  personId: string;
  givenName: string;
  familyName: string;
  organisationId: number;
  organisationName: string;
  category: string;
  from: string | null;
  until: string;
  reason: string | null;
}

export interface FormerPeople {
  people: readonly FormerPerson[];
  total: number;
  /** The relation after which the next page starts. */
  next: string | undefined;
  organisations: readonly Organisation[];
}

const input = z.object({
  /** One of my institutions; all of them without it. */
  organisationId: z.number().int().positive().optional(),
  text: z.string().max(200),
  after: z
    .string()
    .refine((text): boolean => isId(text))
    .optional(),
});

const pageSize = 50;

/** Historische personen (RI-7, 7.3): who had a relation with one of my institutions and has none any more, the latest first. */
export const formerPeople = view({
  permission: 'rights:list-former-people',
  input,
  load: async (_db, actor) => managedOrganisations(actor),
  decide: (_actor, managed, { organisationId }) =>
    organisationId === undefined || managed.includes(organisationId) ? allowed() : unknown,
  read: async (db, _actor, managed, { organisationId, text, after }): Promise<FormerPeople> => {
    const among = organisationId === undefined ? managed : [organisationId];
    const { rows } = await sql<FormerPerson & { total: number }>`
      with former as materialized (
        select distinct on (w.person_id, w.organisation_id)
          w.id as "relationId", w.person_id as "personId", p.given_name as "givenName", p.family_name as "familyName",
          w.organisation_id as "organisationId", o.name as "organisationName", w.category,
          lower(w.period) as "from", upper(w.period) - 1 as until, w.ended_reason as reason
        from work_relations w
        join persons p on p.id = w.person_id
        join organisations o on o.id = w.organisation_id
        where w.organisation_id = any (${[...among]}::integer[]) and upper(w.period) <= app.today()
          and not exists (
            select 1 from work_relations n
            where n.person_id = w.person_id and n.organisation_id = w.organisation_id
              and n.period && daterange(app.today(), null))
          and ${named(text)}
        order by w.person_id, w.organisation_id, upper(w.period) desc
      )
      select f.*, (select count(*) from former) as total
      from former f
      where ${after ? sql`(f.until, f."relationId") < (select k.until, k."relationId" from former k where k."relationId" = ${after})` : sql`true`}
      order by f.until desc, f."relationId" desc
      limit ${pageSize + 1}`.execute(db);
    const people = rows.slice(0, pageSize).map(({ total: _, ...person }) => person);
    return {
      people,
      total: rows[0]?.total ?? 0,
      next: rows.length > pageSize ? people.at(-1)?.relationId : undefined,
      organisations: await listOrganisations(db, managed),
    };
  },
});
