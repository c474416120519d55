import { createHash } from 'node:crypto';
import type { Actor } from '#access/actor.ts';
import { judgeTheme } from '#apps/rights/handover/judge-theme.ts';
import type { Choice, Fate, Handed, HandoverPlace, HandoverSubject, Judged } from '#apps/rights/handover/subject.ts';
import type { Delegation, EndMode, EndObstacle, GrantObstacle } from '#apps/rights/model.ts';
import { headAdmin, portalUser } from '#apps/rights/model.ts';
import { addDays } from '#apps/rights/period.ts';
import { mayEnd, mayGrant } from '#apps/rights/policy.ts';
import { entitlementOf, type Catalogue } from '#apps/rights/queries/catalogue.ts';
import type { ChosenGrant } from '#apps/rights/queries/chosen-grants.ts';
import { relationFor } from '#apps/rights/queries/relations.ts';

interface Asked {
  choices: readonly Choice[];
  lastDay: string;
}

/** Judges each right by the very rules of giving and ending one (R1, R3, R8, R11); nothing is decided here anew. */
export function judge(actor: Actor, subject: HandoverSubject, asked: Asked): Judged[] {
  const judged = asked.choices.flatMap((choice): Judged[] => {
    const found = findHanded(subject, choice.grantId);
    if (!found) return [];
    const followedUntil = followedUntilOf(actor, found.place, asked.choices);
    return [judgeOne(actor, subject, { ...found, choice, ...asked, followedUntil })];
  });
  // Somebody else was first: whoever comes after is told, and nobody is mailed of nothing.
  const isDone = judged.every((one) => !isChange(one) || isIdle(one));
  return isDone ? judged.map((one) => (isChange(one) ? { ...one, ending: { kind: 'already-ended' } } : one)) : judged;
}

export function findHanded(
  { places }: HandoverSubject,
  grantId: string,
): { place: HandoverPlace; handed: Handed } | undefined {
  for (const place of places) {
    const handed = place.handed.find(({ grant }) => grant.id === grantId);
    if (handed) return { place, handed };
  }
  return undefined;
}

/** Something of it goes over or ends. */
export const isChange = ({ choice, themes }: Judged): boolean =>
  choice.fate !== 'keep' || themes.some(({ fate }) => fate !== 'keep');

export const isHindered = ({ giving, whoCan, ending, themes }: Judged): boolean =>
  giving.length > 0 || whoCan.length > 0 || ending !== undefined || themes.some(({ obstacle }) => obstacle);

/** Nothing of it is left to give, to tick or to end. */
const isIdle = (one: Judged): boolean =>
  !one.gives && one.ends === null && one.themes.every(({ ticks, unticks }) => !ticks && !unticks);

/** The last day of whoever takes over as head local administrator and is one from today on: until then the institution keeps somebody (R8). */
function followedUntilOf(actor: Actor, { handed }: HandoverPlace, choices: readonly Choice[]): string | undefined {
  const head = handed.find(({ grant, has }) => grant.entitlementId === headAdmin && grant.from <= actor.today && !has);
  const choice = choices.find(({ grantId, fate }) => grantId === head?.grant.id && fate === 'move');
  return choice && (choice.until ?? head?.grant.until);
}

interface One extends Asked {
  place: HandoverPlace;
  handed: Handed;
  choice: Choice;
  followedUntil: string | undefined;
}

function judgeOne(actor: Actor, subject: HandoverSubject, one: One): Judged {
  const { place, handed, choice, lastDay, followedUntil } = one;
  const { grant } = handed;
  const gives = choice.fate === 'move' && !handed.has;
  const ofRight = choice.fate;
  const givesToday = gives && beginOf(actor, grant) === actor.today;
  const themes = handed.themes.map((theme) => {
    const chosen = choice.themes?.find(
      ({ levelId, themeId }) => levelId === theme.levelId && themeId === theme.themeId,
    );
    return judgeTheme(theme, chosen?.fate, { ofRight, place, handed, givesToday });
  });
  const base = { place, handed, choice, gives, ends: null, giving: [], whoCan: [], ending: undefined, themes };
  if (choice.fate === 'keep') return base;
  const ends = howItEnds(actor, grant, lastDay);
  const { delegations } = subject.catalogue;
  const facts = { ...grant, otherHeadsUntil: place.otherHeadsUntil };
  const decision = mayEnd(actor, { grant, mode: ends ?? 'today', day: lastDay }, delegations, facts);
  const ending = endingOf(grant, ends, decision.decision === 'obstacle' ? decision.obstacle : undefined);
  const stays = ending?.kind === 'last-head-admin' && followedUntil !== undefined && followedUntil > lastDay;
  const notYours = decision.decision === 'not-yours' ? givers(subject, grant.entitlementId) : [];
  const judged = { ...base, ends, whoCan: notYours, ending: stays ? undefined : ending };
  if (!gives) return judged;
  const given = mayGive(actor, subject, one);
  return {
    ...judged,
    giving: given === 'not-yours' ? [] : given,
    whoCan: given === 'not-yours' ? givers(subject, grant.entitlementId) : notYours,
  };
}

/** What follows from an assignment goes nowhere, also where it would end in time by itself (R16). */
const endingOf = (
  grant: ChosenGrant,
  ends: EndMode | null,
  obstacle: EndObstacle | undefined,
): EndObstacle | undefined => (ends || grant.cause === 'automatic' ? obstacle : undefined);

function mayGive(actor: Actor, subject: HandoverSubject, one: One): readonly GrantObstacle[] | 'not-yours' {
  const { place, handed, choice } = one;
  const { grant } = handed;
  const entitlement = entitlementOf(subject.catalogue, grant.entitlementId);
  if (!entitlement) return 'not-yours';
  const from = beginOf(actor, grant);
  const until = choice.until ?? grant.until;
  const facts = { ...place.scoped, relation: relationFor(place.successor, entitlement, from) };
  const decision = mayGrant(actor, { ...grant, entitlement, from, until }, subject.catalogue.delegations, facts);
  if (decision.decision === 'not-yours') return 'not-yours';
  const obstacles = decision.decision === 'obstacle' ? decision.obstacles : [];
  const next = nextOf(one);
  const isLimited = obstacles.some(({ kind }) => kind === 'ends-too-late');
  return next === undefined || until < next || isLimited
    ? obstacles
    : [...obstacles, { kind: 'ends-too-late', latest: addDays(next, -1), because: 'next-right' }];
}

/** The first day of a right of the same kind that the successor has or gets after this one: no two of them share a day. */
function nextOf({ place, handed, choices }: One): string | undefined {
  const alsoGiven = place.handed.filter(
    ({ grant, has }) =>
      !has &&
      grant.entitlementId === handed.grant.entitlementId &&
      grant.from > handed.grant.from &&
      choices.some(({ grantId, fate }) => grantId === grant.id && fate === 'move'),
  );
  return [...(handed.nextFrom ? [handed.nextFrom] : []), ...alsoGiven.map(({ grant }) => grant.from)].toSorted()[0];
}

/** The successor begins today, or with a right that has yet to begin. */
export const beginOf = (actor: Pick<Actor, 'today'>, grant: { from: string }): string =>
  grant.from > actor.today ? grant.from : actor.today;

function howItEnds(actor: Actor, grant: ChosenGrant, lastDay: string): EndMode | null {
  if (grant.from > lastDay) return 'at-once';
  if (grant.until <= lastDay) return null;
  return lastDay === actor.today ? 'today' : 'later';
}

export const givers = ({ catalogue }: { catalogue: Catalogue }, entitlementId: string): string[] =>
  catalogue.delegations
    .filter((one: Delegation) => one.given === entitlementId && !one.onlyWithoutHeadAdmin)
    .map(({ giver }) => entitlementOf(catalogue, giver)?.name ?? giver);

/** What can be done with one right, whatever the days; and what stands in the way of handing it over. */
export interface Offer {
  fates: readonly Fate[];
  hindrance: Judged | undefined;
}

export function offerOf(actor: Actor, subject: HandoverSubject, place: HandoverPlace, handed: Handed): Offer {
  const judged = (fate: Fate, followedUntil?: string): Judged => {
    const choice = { grantId: handed.grant.id, fate, until: beginOf(actor, handed.grant) };
    const asked = { choices: [choice], choice, lastDay: actor.today, followedUntil };
    return judgeOne(actor, subject, { place, handed, ...asked });
  };
  // A head local administrator may go once somebody follows; how long that one stays is judged with the days.
  const [moved, ended] = [judged('move', '9999-12-31'), judged('end')];
  const possible = [moved, ended].filter((one) => !isHindered(one) && !isIdle(one));
  return {
    fates: ['keep', ...possible.map(({ choice }) => choice.fate)],
    hindrance: isHindered(moved) ? moved : undefined,
  };
}

/** What does not go over although the right is handed over, because the successor has that right in another form (R13). */
export function leftBehind({ place, handed, choice, themes }: Judged): { contexts: readonly string[]; themes: number } {
  const { has, grant } = handed;
  if (choice.fate !== 'move' || !has) return { contexts: [], themes: 0 };
  const stays = !has.active && !place.successorAdministers;
  return {
    contexts: grant.contexts.filter((context) => !has.contexts.includes(context)),
    themes: stays ? themes.filter(({ fate }) => fate === 'move').length : 0,
  };
}

/** Themes hang on this right only. */
export const bearsThemes = ({ grant }: Handed): boolean => grant.entitlementId === portalUser;

/** What was shown of the institutions where something changes, in a few characters: another one means that something changed meanwhile. */
export function fingerprintOf(judged: readonly Judged[]): string {
  const places = new Set(judged.filter(isChange).map(({ place }) => place));
  const there = [...places].map(({ scoped, handed, needSecond }) => [
    scoped.organisation.id,
    needSecond,
    handed.map(({ grant, themes }) => [grant.id, grant.from, grant.until, themes]),
  ]);
  const told = judged
    .filter(({ place }) => places.has(place))
    .map(({ choice, gives, ends, giving, whoCan, ending, themes }) => [
      [choice, gives, ends],
      [giving, whoCan, ending, themes],
    ]);
  return createHash('sha256')
    .update(JSON.stringify([there, told]))
    .digest('base64url');
}
