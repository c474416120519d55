import { sql } from 'kysely';
import { z } from 'zod';
import { answeringServicesOf, type Actor } from '#access/actor.ts';
import { allowed, unknown, view } from '#access/use-case.ts';
import { questionInput } from '#apps/questions/inputs.ts';
import type { Db } from '#platform/db.ts';

/** A text that a service uses in its answers. */
export interface Template {
  id: string;
  serviceId: string;
  serviceName: string;
  title: string;
  body: string;
}

/** The templates of the services for which the actor answers. */
export async function listTemplates(db: Db, actor: Actor): Promise<Template[]> {
  const { rows } = await sql<Template>`
    select t.id, t.service_id as "serviceId", r.name as "serviceName", t.title, t.body
    from answer_templates t join receiving_services r on r.id = t.service_id
    where t.service_id = any (${answeringServicesOf(actor)}::text[])
    order by r.name, lower(t.title), t.id`.execute(db);
  return rows;
}

export const ownTemplates = view({
  permission: 'questions:list-templates',
  input: z.object({}),
  load: async () => null,
  decide: () => allowed(),
  read: (db, actor) => listTemplates(db, actor),
});

export const openTemplate = view({
  permission: 'questions:open-template',
  input: questionInput,
  load: async (db, actor, { id }) => (await listTemplates(db, actor)).find((template) => template.id === id),
  decide: (_actor, template) => (template ? allowed() : unknown),
  read: async (_db, _actor, template) => template as Template,
});
