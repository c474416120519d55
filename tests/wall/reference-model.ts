/*
 * Who may read what, written down from the requirements alone (domain: portal.md §6, R10, R13, R23, TH-2) and as
 * plainly as possible: no keys, no sets, no SQL. The wall compares everything that decides with this.
 */

/** Whole days, counted from today; the last day is included. */
export interface Period {
  from: number;
  until: number;
}

export interface ModelPerson {
  id: string;
  blocked: boolean;
}

export interface ModelOrganisation {
  id: number;
  levels: readonly number[];
  exists: Period;
}

export interface ModelRelation {
  id: string;
  person: string;
  organisation: number;
  targetGroup: string;
  period: Period;
}

export interface ModelGrant {
  id: string;
  relation: string;
  entitlement: string;
  organisation: number;
  period: Period;
  withdrawn: boolean;
  /** Themes that a reader of the administration was given. */
  themes: readonly number[];
}

export interface ModelTick {
  person: string;
  institution: number;
  level: number;
  theme: number;
  /** The right under which it was ticked. */
  grant: string;
  unticked: boolean;
}

export interface ModelDocument {
  id: string;
  institution: number;
  level: number;
  theme: number;
  schoolYear: number;
}

/** A document that somebody passed on to a colleague; `ended`: what it was shared as is gone. */
export interface ModelShare {
  id: string;
  document: string;
  receiver: string;
  sharer: string;
  ended: boolean;
}

export interface ModelWorld {
  persons: readonly ModelPerson[];
  organisations: readonly ModelOrganisation[];
  relations: readonly ModelRelation[];
  grants: readonly ModelGrant[];
  ticks: readonly ModelTick[];
  documents: readonly ModelDocument[];
  shares: readonly ModelShare[];
}

/** On whose behalf somebody acts: a target group, or one relation of it. */
export interface ModelSession {
  person: string;
  targetGroup: string;
  relation: string | null;
}

const today = 0;

function isOn(period: Period): boolean {
  return period.from <= today && today <= period.until;
}

/** R10: a right counts when it, its relation, its person and its organisation all do today; R23: and only in its own capacity. */
function countsFor(world: ModelWorld, session: ModelSession, grant: ModelGrant): boolean {
  const relation = world.relations.find((one) => one.id === grant.relation);
  const person = world.persons.find((one) => one.id === session.person);
  const organisation = world.organisations.find((one) => one.id === grant.organisation);
  if (!relation || !person || !organisation) return false;
  if (relation.person !== session.person || person.blocked) return false;
  if (relation.targetGroup !== session.targetGroup) return false;
  if (session.relation !== null && session.relation !== relation.id) return false;
  return !grant.withdrawn && isOn(grant.period) && isOn(relation.period) && isOn(organisation.exists);
}

/** Portal §6: by a right of one's own, or through a share that is valid for whoever has access to the portal (P5). */
export function canRead(world: ModelWorld, session: ModelSession, document: ModelDocument): boolean {
  return holds(world, session, document) || hasReceived(world, session, document);
}

/** P5: an open document that one holds oneself; what was received is not held. */
export function canShare(world: ModelWorld, session: ModelSession, document: ModelDocument): boolean {
  return openThemes.includes(document.theme) && holds(world, session, document);
}

/** Of the themes that these worlds speak of. */
const openThemes = [1, 6];

const portalAccess = ['portal-admin', 'portal-user', 'administration-reader'];

function hasReceived(world: ModelWorld, session: ModelSession, document: ModelDocument): boolean {
  const hasAccess = world.grants.some(
    (grant) => portalAccess.includes(grant.entitlement) && countsFor(world, session, grant),
  );
  return (
    hasAccess &&
    openThemes.includes(document.theme) &&
    world.shares.some((share) => share.document === document.id && share.receiver === session.person && !share.ended)
  );
}

/** Administrator of the institution, or user with the theme of the document, or reader of the theme. */
function holds(world: ModelWorld, session: ModelSession, document: ModelDocument): boolean {
  for (const grant of world.grants) {
    if (!countsFor(world, session, grant)) continue;
    if (grant.entitlement === 'portal-admin' && grant.organisation === document.institution) return true;
    if (grant.entitlement === 'administration-reader' && grant.themes.includes(document.theme)) return true;
    if (grant.entitlement === 'portal-user' && grant.organisation === document.institution) {
      if (world.ticks.some((tick) => isTickFor(tick, grant, session, document))) return true;
    }
  }
  return false;
}

/** TH-2, P4, R13: this theme, of this institution, at this level, ticked under this very right and not unticked. */
function isTickFor(tick: ModelTick, grant: ModelGrant, session: ModelSession, document: ModelDocument): boolean {
  return (
    tick.person === session.person &&
    tick.grant === grant.id &&
    !tick.unticked &&
    tick.institution === document.institution &&
    tick.level === document.level &&
    tick.theme === document.theme
  );
}

/** P3: counts are counts of what may be read, per value. */
export function countBy(documents: readonly ModelDocument[], key: keyof ModelDocument): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const document of documents) counts[document[key]] = (counts[document[key]] ?? 0) + 1;
  return counts;
}
