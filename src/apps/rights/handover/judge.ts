import { sql } from 'kysely';
import type { Actor } from '#access/actor.ts';
import type { Delegation, EndMode, EndObstacle, GrantObstacle } from '#apps/rights/model.ts';
import { headAdmin, portalAdmin, portalUser } from '#apps/rights/model.ts';
import { mayEnd, mayGrant } from '#apps/rights/policy.ts';
import { entitlementOf, readCatalogue, type Catalogue } from '#apps/rights/queries/catalogue.ts';
import { listHeadsBeside, loadChosen, type ChosenGrant } from '#apps/rights/queries/chosen-grants.ts';
import { findOverlapping, listGrantsOf, type ListedGrant } from '#apps/rights/queries/grants.ts';
import { findRelatedPerson, relationFor, type RelatedPerson } from '#apps/rights/queries/relations.ts';
import { findScoped, managedOrganisations, type ScopedOrganisation } from '#apps/rights/queries/scope.ts';
import { needsSecondPerson } from '#apps/themes/index.ts';
import type { Db } from '#platform/db.ts';

/** What happens to one right of who leaves: it stays, goes to the successor and ends, or ends. */
export const fates = ['keep', 'move', 'end'] as const;
export type Fate = (typeof fates)[number];

export interface Theme {
  levelId: number;
  themeId: number;
}

/** A right of who leaves, with what decides about it. */
export interface Handed {
  grant: ChosenGrant;
  /** Themes that hang on it, where the actor administers them (TH-7). */
  themes: readonly Theme[];
  /** The successor's right of the same kind that runs in the meantime. */
  has: ListedGrant | undefined;
  /** Themes that hang on that one already. */
  hasThemes: readonly Theme[];
}

export interface HandoverSubject {
  scoped: ScopedOrganisation;
  leaver: { id: string; givenName: string; familyName: string };
  successor: RelatedPerson;
  handed: readonly Handed[];
  catalogue: Catalogue;
  heads: ReadonlyMap<number, readonly string[]>;
  /** The successor reads every theme already. */
  successorAdministers: boolean;
  /** Themes that hold only once a second person confirms them (TH-3). */
  needSecond: readonly number[];
}

/** Everything that decides about a handover at one institution; null as soon as one of both is out of sight (R7). */
export async function loadHandover(
  db: Db,
  actor: Actor,
  asked: { organisationId: number; fromId: string; toId: string },
): Promise<HandoverSubject | null> {
  const { organisationId, fromId, toId } = asked;
  if (fromId === toId || !managedOrganisations(actor).includes(organisationId)) return null;
  const catalogue = await readCatalogue(db);
  const scoped = await findScoped(db, actor, organisationId, catalogue.delegations);
  const successor = await findRelatedPerson(db, toId, organisationId, 'today-or-later');
  const own = (await listGrantsOf(db, [organisationId], [fromId])).get(fromId) ?? [];
  const chosen = await loadChosen(
    db,
    actor,
    own.map(({ id }) => id),
  );
  const [first] = chosen?.grants ?? [];
  if (!scoped || !successor || !chosen || !first) return null;
  const theirs = (await listGrantsOf(db, [organisationId], [toId])).get(toId) ?? [];
  const handed: Handed[] = [];
  for (const grant of chosen.grants) {
    const has = await findOverlapping(db, { ...grant, personId: toId, from: beginOf(actor, grant) });
    const hasThemes = has ? await listThemesOn(db, has.id) : [];
    handed.push({ grant, themes: await listThemesOn(db, grant.id), has, hasThemes });
  }
  return {
    scoped,
    leaver: { id: fromId, givenName: first.givenName, familyName: first.familyName },
    successor,
    handed,
    catalogue,
    heads: await listHeadsBeside(db, chosen.grants),
    needSecond: await needsSecondPerson(
      db,
      organisationId,
      handed.flatMap(({ themes }) => themes.map(({ themeId }) => themeId)),
    ),
    successorAdministers: theirs.some(({ entitlementId, active }) => entitlementId === portalAdmin && active),
  };
}

async function listThemesOn(db: Db, grantId: string): Promise<Theme[]> {
  const { rows } = await sql<Theme>`
    select level_id as "levelId", theme_id as "themeId" from theme_ticks
    where grant_id = ${grantId} and unticked_at is null order by 1, 2`.execute(db);
  return rows;
}

/** What was chosen for one right: the last day of the successor's is read for `move` only. */
export interface Choice {
  grantId: string;
  fate: Fate;
  until?: string | undefined;
}

/** What would happen to one right, or what stands in the way: of giving it, of ending it. */
export interface Judged {
  handed: Handed;
  choice: Choice;
  /** Given to the successor from today on; false where he has it already. */
  gives: boolean;
  /** How the leaver's right ends; null where it stays, or ends by then already. */
  ends: EndMode | null;
  giving: readonly GrantObstacle[];
  /** Rights that let somebody else do it, where the actor may not. */
  whoCan: readonly string[];
  ending: EndObstacle | undefined;
}

/** Judges each right by the very rules of giving and ending one (R1, R3, R8, R11); nothing is decided here anew. */
export function judge(
  actor: Actor,
  subject: HandoverSubject,
  asked: { choices: readonly Choice[]; lastDay: string },
): Judged[] {
  const followedUntil = followedUntilOf(actor, subject, asked.choices);
  const judged = asked.choices.flatMap((choice): Judged[] => {
    const handed = subject.handed.find(({ grant }) => grant.id === choice.grantId);
    return handed ? [judgeOne(actor, subject, { handed, choice, lastDay: asked.lastDay, followedUntil })] : [];
  });
  // Somebody else was first: whoever comes after is told, and nobody is mailed of nothing.
  const isDone = judged.every((one) => one.choice.fate === 'keep' || isIdle(subject, one));
  return isDone ? judged.map((one) => (one.choice.fate === 'keep' ? one : { ...one, ending: alreadyEnded })) : judged;
}

const alreadyEnded: EndObstacle = { kind: 'already-ended' };

/** Nothing of it is left to give, to tick or to end. */
const isIdle = (subject: HandoverSubject, one: Judged): boolean =>
  !one.gives && one.ends === null && themesToTick(subject, one).length === 0;

/** The last day of whoever takes over as head local administrator and is one from today on: until then the institution keeps somebody (R8). */
function followedUntilOf(actor: Actor, subject: HandoverSubject, choices: readonly Choice[]): string | undefined {
  const followed = choices.flatMap(({ grantId, fate, until }) => {
    const handed = subject.handed.find(({ grant }) => grant.id === grantId);
    const isTaken = handed?.grant.entitlementId === headAdmin && handed.grant.from <= actor.today && !handed.has;
    return fate === 'move' && isTaken ? [until ?? handed.grant.until] : [];
  });
  return followed[0];
}

function judgeOne(
  actor: Actor,
  subject: HandoverSubject,
  one: { handed: Handed; choice: Choice; lastDay: string; followedUntil: string | undefined },
): Judged {
  const { handed, choice, lastDay, followedUntil } = one;
  const { grant } = handed;
  const nothing = { handed, choice, gives: false, ends: null, giving: [], whoCan: [], ending: undefined };
  if (choice.fate === 'keep') return nothing;
  const ends = howItEnds(actor, grant, lastDay);
  const { delegations } = subject.catalogue;
  const facts = { ...grant, otherHeadsUntil: subject.heads.get(grant.organisationId) ?? [] };
  const decision = mayEnd(actor, { grant, mode: ends ?? 'today', day: lastDay }, delegations, facts);
  const ending = ends && decision.decision === 'obstacle' ? decision.obstacle : undefined;
  const stays = ending?.kind === 'last-head-admin' && followedUntil !== undefined && followedUntil > lastDay;
  const notYours = decision.decision === 'not-yours' ? givers(subject, grant.entitlementId) : [];
  const judged = { ...nothing, ends, whoCan: notYours, ending: stays ? undefined : ending };
  if (choice.fate === 'end' || handed.has) return judged;
  const given = mayGive(actor, subject, handed, choice.until ?? grant.until);
  return {
    ...judged,
    gives: true,
    giving: given?.decision === 'obstacle' ? given.obstacles : [],
    whoCan: given === undefined || given.decision === 'not-yours' ? givers(subject, grant.entitlementId) : notYours,
  };
}

function mayGive(actor: Actor, subject: HandoverSubject, { grant }: Handed, until: string) {
  const entitlement = entitlementOf(subject.catalogue, grant.entitlementId);
  if (!entitlement) return undefined;
  const { hasHeadAdmin, askedBoardId } = subject.scoped;
  const relation = relationFor(subject.successor, entitlement, beginOf(actor, grant));
  const wish = { ...grant, entitlement, from: beginOf(actor, grant), until };
  return mayGrant(actor, wish, subject.catalogue.delegations, { relation, hasHeadAdmin, askedBoardId });
}

/** The successor begins today, or with a right that has yet to begin. */
export const beginOf = (actor: Pick<Actor, 'today'>, grant: { from: string }): string =>
  grant.from > actor.today ? grant.from : actor.today;

function howItEnds(actor: Actor, grant: ChosenGrant, lastDay: string): EndMode | null {
  if (grant.from > lastDay) return 'at-once';
  if (grant.until <= lastDay) return null;
  return lastDay === actor.today ? 'today' : 'later';
}

export const givers = ({ catalogue }: Pick<HandoverSubject, 'catalogue'>, entitlementId: string): string[] =>
  catalogue.delegations
    .filter((one: Delegation) => one.given === entitlementId && !one.onlyWithoutHeadAdmin)
    .map(({ giver }) => entitlementOf(catalogue, giver)?.name ?? giver);

export const isHindered = ({ giving, whoCan, ending }: Judged): boolean =>
  giving.length > 0 || whoCan.length > 0 || ending !== undefined;

/** The themes that go with a right of portal user, under one that runs, where the successor does not read all of them anyway. */
export function themesToTick({ successorAdministers }: HandoverSubject, { handed, choice }: Judged): readonly Theme[] {
  const runs = handed.has === undefined || handed.has.active;
  const goes = choice.fate === 'move' && handed.grant.entitlementId === portalUser && runs && !successorAdministers;
  const has = (theme: Theme): boolean =>
    handed.hasThemes.some((one) => one.themeId === theme.themeId && one.levelId === theme.levelId);
  return goes ? handed.themes.filter((theme) => !has(theme)) : [];
}

/** What does not go over although the right is handed over, because the successor has that right in another form (R13). */
export function leftBehind(subject: HandoverSubject, judged: Judged): { contexts: readonly string[]; themes: number } {
  const { has, grant, themes } = judged.handed;
  if (judged.choice.fate !== 'move' || !has) return { contexts: [], themes: 0 };
  const goes = subject.successorAdministers || themesToTick(subject, judged).length > 0;
  return {
    contexts: grant.contexts.filter((context) => !has.contexts.includes(context)),
    themes: goes ? 0 : themes.length,
  };
}
