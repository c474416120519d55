import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor, EntitlementId } from '#access/actor.ts';
import { anyOf, holds } from '#access/rule.ts';
import { allowed, forbidden, unknown, view, type Verdict } from '#access/use-case.ts';
import type { Holder, SwitchedOff, SwitchObstacle, SwitchTo } from '#apps/rights/automatic/model.ts';
import { switchingGrant, switchObstacle } from '#apps/rights/automatic/policy.ts';
import { headAdmin, type Delegation, type Entitlement } from '#apps/rights/model.ts';
import { readCatalogue } from '#apps/rights/queries/catalogue.ts';
import { managedOrganisations } from '#apps/rights/queries/scope.ts';
import { findOrganisation, type Organisation } from '#directory/organisations.ts';
import type { Db } from '#platform/db.ts';

const institution = z.number().int().positive();
export const automaticRightInput = z.object({
  organisationId: institution,
  entitlementId: z.string().regex(/^[a-z-]{1,60}$/),
});

interface Place {
  organisation: Organisation;
  /** The rights that follow from being head, by name. */
  entitlements: readonly Entitlement[];
  delegations: readonly Delegation[];
  /** Everything that is or was switched off, the newest first. */
  switches: readonly SwitchedOff[];
}

/** An institution that the actor manages and that exists today; null otherwise, whatever the reason (R7). */
async function loadPlace(db: Db, actor: Actor, organisationId: number): Promise<Place | null> {
  if (!managedOrganisations(actor).includes(organisationId)) return null;
  const organisation = await findOrganisation(db, organisationId);
  if (!organisation?.isOpen) return null;
  const { entitlements, delegations } = await readCatalogue(db);
  const automatic = entitlements.filter(({ automaticForHead }) => automaticForHead);
  return { organisation, entitlements: automatic, delegations, switches: await listSwitches(db, organisationId) };
}

/** The automatic rights of heads of one institution, which are switched off, and what was before. */
export const automaticRights = view({
  permission: 'rights:list-automatic-rights',
  input: z.object({ organisationId: institution }),
  load: (db, actor, { organisationId }) => loadPlace(db, actor, organisationId),
  decide: (_actor, place) => (place ? allowed() : unknown),
  read: async (_db, _actor, place) => present(place),
});

/** One automatic right at one institution, with whom a switch would touch. */
export interface AutomaticRight {
  organisation: Organisation;
  entitlement: Entitlement;
  delegations: readonly Delegation[];
  off: SwitchedOff | undefined;
  holders: readonly Holder[];
  /** Last days of the head local administrators who keep that right without the assignment of a head. */
  otherHeadsUntil: readonly string[];
  /** The actor heads the institution from a later day on. */
  willHead: boolean;
}

export async function loadAutomaticRight(
  db: Db,
  actor: Actor,
  asked: { organisationId: number; entitlementId: string },
): Promise<AutomaticRight | null> {
  const place = await loadPlace(db, actor, asked.organisationId);
  const entitlement = place?.entitlements.find(({ id }) => id === asked.entitlementId);
  if (!place || !entitlement) return null;
  return {
    ...place,
    entitlement,
    off: place.switches.find((one) => one.entitlementId === entitlement.id && one.endedOn === null),
    holders: await listHolders(db, asked),
    otherHeadsUntil: await listHeadsByHand(db, asked.organisationId),
    willHead: await willHead(db, asked.organisationId),
  };
}

/** Out of sight does not exist (R7); in sight, but not the actor's to switch, is refused (R1). */
export function verdictOnSwitch(actor: Actor, right: AutomaticRight | null): Verdict {
  if (!right) return unknown;
  const what = { entitlementId: right.entitlement.id, organisationId: right.organisation.id };
  const restsOn = switchingGrant(actor, what, right.delegations);
  return restsOn
    ? allowed(restsOn.id)
    : forbidden(whoSwitches(right.delegations, what.entitlementId), what.organisationId);
}

const whoSwitches = (delegations: readonly Delegation[], entitlementId: string) =>
  anyOf(...giversOf(delegations, entitlementId).map((giver) => holds(giver as EntitlementId)));

/** The rights that let somebody switch this one. */
export const giversOf = (delegations: readonly Delegation[], entitlementId: string): string[] =>
  delegations
    .filter(({ given, onlyWithoutHeadAdmin }) => given === entitlementId && !onlyWithoutHeadAdmin)
    .map(({ giver }) => giver);

/** What a switch would change, and what stands in its way; for the page that asks to confirm. Changes nothing. */
export const previewSwitch = view({
  permission: 'rights:preview-switch-automatic-right',
  input: automaticRightInput,
  load: loadAutomaticRight,
  decide: verdictOnSwitch,
  read: async (_db, actor, right): Promise<AutomaticRight & { to: SwitchTo; obstacle: SwitchObstacle | undefined }> => {
    const known = present(right);
    const to = known.off ? 'on' : 'off';
    return { ...known, to, obstacle: obstacleOf(actor, known, to) };
  },
});

export const obstacleOf = (actor: Actor, right: AutomaticRight, to: SwitchTo): SwitchObstacle | undefined =>
  switchObstacle(actor, to, right.entitlement, { ...right, organisationIsOpen: right.organisation.isOpen });

export function present<T>(subject: T | null): T {
  if (subject === null) throw new Error('an unknown subject was refused before');
  return subject;
}

async function listSwitches(db: Db, organisationId: number): Promise<SwitchedOff[]> {
  const { rows } = await sql<SwitchedOff>`
    select s.id, s.entitlement_id as "entitlementId", (s.since at time zone 'Europe/Brussels')::date as since,
      p.given_name || ' ' || p.family_name as by, s.reason, (s.ended_at at time zone 'Europe/Brussels')::date as "endedOn",
      e.given_name || ' ' || e.family_name as "endedBy", s.ended_reason as "endedReason"
    from switched_off_rights s
    left join persons p on p.id = s.switched_off_by
    left join persons e on e.id = s.ended_by
    where s.organisation_id = ${organisationId}
    order by s.since desc, s.id desc limit 200`.execute(db);
  return rows;
}

async function listHolders(db: Db, asked: { organisationId: number; entitlementId: string }): Promise<Holder[]> {
  const { rows } = await sql<Holder>`
    select h.person_id as "personId", h.given_name as "givenName", h.family_name as "familyName", h.cause
    from app.automatic_holders(${asked.organisationId}, ${asked.entitlementId}) h`.execute(db);
  return rows;
}

async function willHead(db: Db, organisationId: number): Promise<boolean> {
  const { rows } = await sql<{ will: boolean }>`select app.will_head(${organisationId}) as will`.execute(db);
  return rows[0]?.will ?? false;
}

async function listHeadsByHand(db: Db, organisationId: number): Promise<string[]> {
  const { rows } = await sql<{ until: string }>`
    select upper(a.period) - 1 as until from active_grants a
    where a.organisation_id = ${organisationId} and a.entitlement_id = ${headAdmin} and a.cause <> 'automatic'
      and a.deputises is null`.execute(db);
  return rows.map(({ until }) => until);
}
