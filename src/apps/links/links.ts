import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor, Place } from '#access/actor.ts';
import { placesWhere } from '#access/rule.ts';
import { allowed, forbidden, unknown, view } from '#access/use-case.ts';
import { ruleSchema, type Link } from '#apps/links/inputs.ts';
import type { Db } from '#platform/db.ts';

/** Every linked application that is known, in order; those without an address are shown to nobody. */
export async function listKnownLinks(db: Db): Promise<Link[]> {
  const { rows } = await sql<Link>`
    select id, jsonb_build_object('nl', name_nl, 'en', name_en) as name,
      jsonb_build_object('nl', description_nl, 'en', description_en) as description, url, levels, institutions, rule,
      case when client_id is not null then jsonb_build_object('id', client_id, 'redirectUrls', redirect_urls,
        'initiateLoginUrl', initiate_login_url) end as client, roles, webhook_url as "webhookUrl"
    from linked_applications order by position, id`.execute(db);
  return rows.map((row) => ({ ...row, rule: ruleSchema.parse(row.rule) }));
}

/** Every linked application that has an address, in order. */
export async function listLinks(db: Db): Promise<Link[]> {
  return (await listKnownLinks(db)).filter((link) => link.url !== null);
}

/** Whether a linked application is for this institution and level at all. */
export function isFor(link: Pick<Link, 'levels' | 'institutions'>, place: Place): boolean {
  return link.levels.includes(place.levelId) && (link.institutions?.includes(place.institutionId) ?? true);
}

/** The places at which it opens for an actor: its rule holds there (OT-1). */
export function placesOfLink(link: Link, actor: Actor): Place[] {
  return placesWhere(
    link.rule,
    actor,
    actor.places.filter((place) => isFor(link, place)),
  );
}

/**
 * The organisation for which a person goes to a linked application: the one acted for, or the only one where it opens. An
 * empty list: whoever leads on needs none. Several: the person says which.
 */
export function organisationsToChoose(link: Link, actor: Actor): number[] {
  if (!link.client?.initiateLoginUrl) return [];
  const actingFor = actor.actingFor?.organisationId ?? null;
  if (actingFor !== null) return [actingFor];
  return [...new Set(placesOfLink(link, actor).map((place) => place.institutionId))];
}

/** The linked applications that open for the actor, exactly. */
export const ownLinks = view({
  permission: 'links:list-own',
  input: z.object({}),
  load: async () => null,
  decide: () => allowed(),
  read: async (db, actor): Promise<Link[]> =>
    (await listLinks(db)).filter((link) => placesOfLink(link, actor).length > 0),
});

export interface LinkTarget {
  link: Link;
  /** For which of these one goes there; none when it does not matter, several when there is a choice to make. */
  organisations: readonly number[];
}

/** One linked application to go to; refused with what is missing to whom it does not open for. */
export const linkTarget = view({
  permission: 'links:open',
  input: z.object({ id: z.string().max(40), organisationId: z.number().int().nullable().default(null) }),
  load: async (db, _actor, asked) => (await listLinks(db)).find((link) => link.id === asked.id),
  decide: (actor, link, { organisationId }) => {
    if (!link) return unknown;
    if (placesOfLink(link, actor).length === 0) return forbidden(link.rule, nearest(link, actor));
    const choice = organisationsToChoose(link, actor);
    const isMine = organisationId === null || choice.length === 0 || choice.includes(organisationId);
    return isMine ? allowed() : unknown;
  },
  async read(_db, actor, link, { organisationId }): Promise<LinkTarget> {
    if (!link) throw new TypeError('decide let an unknown link through');
    return { link, organisations: organisationId === null ? organisationsToChoose(link, actor) : [organisationId] };
  },
});

// The refusal speaks of an institution that the link is for, when the actor stands at one.
function nearest(link: Link, actor: Actor): number | undefined {
  return actor.places.find((place) => isFor(link, place))?.institutionId;
}
