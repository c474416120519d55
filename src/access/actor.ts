import type { Id } from '#platform/ids.ts';

/** The entitlements that rules speak of; the catalogue itself is data (table entitlements). */
export type EntitlementId =
  | 'head-local-admin'
  | 'local-admin'
  | 'portal-admin'
  | 'portal-user'
  | 'edison-admin'
  | 'edison-staff-admin'
  | 'edison-institution-pupil-admin'
  | 'pupil-passport'
  | 'helpdesk'
  | 'administration-reader'
  | 'agenda-editor'
  | 'submission-handler'
  | 'question-handler'
  | 'contacts-editor'
  | 'health-team';

/** A right that gives something today, as part of an actor. */
export interface HeldGrant {
  id: Id<'grant'>;
  entitlement: string;
  organisationId: number;
  contexts: readonly string[];
  /** Last day, inclusive, YYYY-MM-DD. */
  until: string;
  /** Whom the actor replaces with it: a deputy's right. */
  deputyFor?: DeputisedPerson | undefined;
}

/** Somebody absent whom a deputy replaces. */
export interface DeputisedPerson {
  personId: string;
  name: string;
}

/** A theme that was ticked for the actor at one institution and level. */
export interface HeldTheme {
  institutionId: number;
  levelId: number;
  themeId: number;
}

/** A document that somebody shared with the actor (DO-7), and where it stands. */
export interface ReceivedShare {
  id: string;
  documentId: string;
  scope: number;
  sharerId: string;
}

/** Which documents the actor reaches, one kind of right per part (DO-1, TH-2). */
export interface Reach {
  /** Institutions of which the actor is portal administrator: every theme. */
  institutions: readonly number[];
  /** Scopes (institution, level, theme) ticked for the actor. */
  scopes: readonly number[];
  /** Themes that a reader of the administration sees of all institutions. */
  themes: readonly number[];
  /** Single documents that were shared with the actor, only those that no other part gives. */
  shared: readonly ReceivedShare[];
}

/** One institution at one education level: what tabs, themes and rules are judged for. */
export interface Place {
  institutionId: number;
  levelId: number;
}

export interface ActingFor {
  targetGroup: string;
  /** null: all organisations of the target group at once. */
  workRelationId: Id<'workRelation'> | null;
  organisationId: number | null;
  organisationName: string | null;
  /** Whether there is another organisation to act for (SI-3). */
  canSwitch: boolean;
}

/**
 * Who is asking: the person, the organisation acted for, and every right that counts at this instant.
 * Read in the same snapshot as the data, never kept between requests.
 */
export interface Actor {
  personId: Id<'person'>;
  givenName: string;
  familyName: string;
  email: string | null;
  actingFor: ActingFor | null;
  grants: readonly HeldGrant[];
  ticks: readonly HeldTheme[];
  reach: Reach;
  /** Every organisation and level at which a right is held (level 0: an organisation without level); readers of the administration stand at the levels of their themes. */
  places: readonly Place[];
  today: string;
  /** The program that acts in this person's name; absent where the person acts himself. */
  via?: Via;
}

/** A registered program, as the log names it. */
export interface Via {
  clientId: string;
  name: string;
}

/** The actor by the rights of his own, without those of whom he replaces. */
export function ownRightsOnly<A extends Pick<Actor, 'grants'>>(actor: A): A {
  return { ...actor, grants: actor.grants.filter((grant) => grant.deputyFor === undefined) };
}

/** The organisations for which an actor holds any of these entitlements. */
export function organisationsWith(actor: Actor, entitlements: readonly string[]): number[] {
  return [...new Set(actor.grants.filter((g) => entitlements.includes(g.entitlement)).map((g) => g.organisationId))];
}

/** The receiving services of the administration for which an actor handles what institutions send (DV-4). */
export function receivingServicesOf(actor: Pick<Actor, 'grants'>): string[] {
  return servicesOf(actor, 'submission-handler');
}

/** The services of the administration for which an actor answers questions about documents (DO-6). */
export function answeringServicesOf(actor: Pick<Actor, 'grants'>): string[] {
  return servicesOf(actor, 'question-handler');
}

function servicesOf(actor: Pick<Actor, 'grants'>, entitlement: EntitlementId): string[] {
  const contexts = actor.grants.filter((g) => g.entitlement === entitlement).flatMap((g) => g.contexts);
  return [...new Set(contexts)].filter((service) => /^[a-z][a-z-]*$/.test(service));
}

/** The number that stands for one theme of one institution at one level; mirrors the column `scope`. */
export function scopeOf(institutionId: number, levelId: number, themeId: number): number {
  return institutionId * 1024 + levelId * 128 + themeId;
}

export const institutionOfScope = (scope: number): number => Math.floor(scope / 1024);
export const levelOfScope = (scope: number): number => Math.floor((scope % 1024) / 128);
export const themeOfScope = (scope: number): number => scope % 128;

export function fullName(person: { givenName: string; familyName: string }): string {
  return `${person.givenName} ${person.familyName}`;
}
