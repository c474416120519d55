import { createHash } from 'node:crypto';
import type { Actor } from '#access/actor.ts';
import {
  keyOf,
  type Fate,
  type GrantRow,
  type JudgedRow,
  type MergerRow,
  type RelationRow,
  type StayReason,
  type ThemeRow,
} from '#apps/rights/mergers/model.ts';
import { portalAdmin, portalUser } from '#apps/rights/model.ts';
import { addDays } from '#apps/rights/period.ts';
import { coveringGrants, latestEnd, mayGrant } from '#apps/rights/policy.ts';
import { entitlementOf, type Catalogue } from '#apps/rights/queries/catalogue.ts';
import { relationFor, type RelatedRelation } from '#apps/rights/queries/relations.ts';
import { farthestDays } from '#apps/rights/registering.ts';

/** A right at the new institution, there already or carried over by this proposal. */
export interface NewRight {
  entitlementId: string;
  from: string;
  until: string;
  active: boolean;
}

/** Everything that decides about a proposal. */
export interface MergerFacts {
  successorId: number;
  /** The first day of the merger. */
  mergedFrom: string;
  /** The target group of a relation with the new institution. */
  targetGroup: string;
  rows: readonly MergerRow[];
  catalogue: Catalogue;
  hasHeadAdmin: boolean;
  /** Relations with the new institution or its board, and rights at the new institution, by person. */
  relations: ReadonlyMap<string, readonly RelatedRelation[]>;
  rights: ReadonlyMap<string, readonly NewRight[]>;
  /** Themes that are ticked there, by `themeKey`. */
  ticked: ReadonlySet<string>;
  levels: { old: readonly number[]; new: readonly number[] };
  /** Themes of the new institution, `level theme`, and those that two people tick there. */
  themes: ReadonlySet<string>;
  twoPeople: readonly number[];
}

export const themeKey = (one: { personId: string; levelId: number; themeId: number }): string =>
  `${one.personId} ${one.levelId} ${one.themeId}`;

type Deciding = Pick<Actor, 'personId' | 'grants' | 'today'>;

const order = { relation: 0, grant: 1, theme: 2 } as const;

/**
 * What becomes of every row when these are chosen: relations first, then rights, then themes, for each rests on the one before.
 * Nobody gets more than the old institution gave him; the rules are those of giving a single right (R1, R3, R11, R21).
 */
export function judgeMerger(actor: Deciding, facts: MergerFacts, chosen: ReadonlySet<string> | 'all'): JudgedRow[] {
  return [...Map.groupBy(facts.rows, ({ personId }) => personId)].flatMap(([personId, rows]) => {
    const standing = {
      relations: [...(facts.relations.get(personId) ?? [])],
      rights: [...(facts.rights.get(personId) ?? [])],
    };
    return rows
      .toSorted((one, other) => order[one.kind] - order[other.kind])
      .map((row) => {
        const fate = fateOf(actor, facts, row, standing);
        if (fate.fate !== 'moves') return { row, fate };
        if (chosen !== 'all' && !chosen.has(keyOf(row))) return { row, fate: stays('not-chosen') };
        remember(actor, facts, { row, ...fate }, standing);
        return { row, fate };
      });
  });
}

/** What somebody has at the new institution by the time a row is judged. */
interface Standing {
  relations: RelatedRelation[];
  rights: NewRight[];
}

type Moving = Extract<Fate, { fate: 'moves' }>;

const stays = (reason: StayReason): Fate => ({ fate: 'stays', reason });
const later = (one: string, other: string): string => (one > other ? one : other);

function fateOf(actor: Deciding, facts: MergerFacts, row: MergerRow, standing: Standing): Fate {
  if (row.kind === 'relation') return fateOfRelation(actor, facts, row, standing);
  return row.kind === 'grant' ? fateOfGrant(actor, facts, row, standing) : fateOfTheme(actor, facts, row, standing);
}

function fateOfRelation(actor: Deciding, facts: MergerFacts, row: RelationRow, { relations }: Standing): Fate {
  const from = later(beginOf(actor, facts), row.from ?? '');
  if (row.targetGroup !== facts.targetGroup) return stays('other-target-group');
  if (row.until !== null && row.until < from) return stays('no-days-left');
  const own = relations.filter(({ organisationId }) => organisationId === facts.successorId);
  if (own.some((one) => (one.until ?? from) >= from && (row.until ?? one.from ?? from) >= (one.from ?? from)))
    return { fate: 'held' };
  if (from > addDays(actor.today, farthestDays)) return stays('too-far-away');
  return { fate: 'moves', from, until: row.until, cut: false };
}

function fateOfGrant(actor: Deciding, facts: MergerFacts, row: GrantRow, standing: Standing): Fate {
  const { catalogue, successorId: organisationId, hasHeadAdmin, levels } = facts;
  const entitlement = entitlementOf(catalogue, row.entitlementId);
  if (row.cause === 'automatic') return stays('follows-assignment');
  if (row.cause === 'deputy') return stays('follows-deputyship');
  if (!entitlement) return stays('not-in-catalogue');
  if (standing.relations.length === 0) return stays('no-relation');
  const asked = later(later(beginOf(actor, facts), row.from), entitlement.validFrom);
  const related = { personId: row.personId, givenName: '', familyName: '', relations: standing.relations };
  const relation = relationFor(related, entitlement, asked);
  const from = later(asked, relation.from ?? '');
  const same = standing.rights.filter((one) => one.entitlementId === entitlement.id);
  if (same.some((one) => one.from <= from && from <= one.until)) return { fate: 'held' };
  const nextFrom = same
    .map((one) => one.from)
    .filter((first) => first > from)
    .toSorted()[0];
  if (entitlement.id === portalAdmin && levels.new.some((level) => !levels.old.includes(level)))
    return stays('more-levels');
  const what = { entitlementId: entitlement.id, organisationId, hasHeadAdmin };
  const [restsOn] = coveringGrants(actor, what, catalogue.delegations);
  if (!restsOn) return stays('not-yours');
  const bounds = { giverUntil: restsOn.until, relationUntil: relation.until, nextFrom: nextFrom ?? null };
  const { latest } = latestEnd(entitlement, from, bounds);
  const until = latest < row.until ? latest : row.until;
  if (until < from) return stays('no-days-left');
  const wish = { entitlement, organisationId, contexts: row.contexts, from, until };
  const decision = mayGrant(actor, wish, catalogue.delegations, { relation, hasHeadAdmin });
  if (decision.decision === 'granted') return { fate: 'moves', from, until, cut: until < row.until };
  return stays(decision.decision === 'not-yours' ? 'not-yours' : reasonOf(decision.obstacles[0]?.kind));
}

const reasons = ['own-admin-right', 'other-target-group', 'context-unknown', 'context-missing'] as const;
const reasonOf = (kind: string | undefined): StayReason => reasons.find((reason) => reason === kind) ?? 'no-days-left';

function fateOfTheme(actor: Deciding, facts: MergerFacts, row: ThemeRow, { rights }: Standing): Fate {
  const has = (entitlementId: string): boolean =>
    rights.some((one) => one.entitlementId === entitlementId && one.active);
  if (!facts.themes.has(`${row.levelId} ${row.themeId}`)) return stays('level-missing');
  if (has(portalAdmin) || facts.ticked.has(themeKey(row))) return { fate: 'held' };
  if (!administers(actor, facts)) return stays('needs-portal-admin');
  if (facts.twoPeople.includes(row.themeId)) return stays('second-person');
  if (!has(portalUser)) return stays('no-right');
  return { fate: 'moves', from: beginOf(actor, facts), until: null, cut: false };
}

const administers = (actor: Deciding, { successorId }: MergerFacts): boolean =>
  actor.grants.some((grant) => grant.entitlement === portalAdmin && grant.organisationId === successorId);

/** The day on which it happens: nothing begins before the merger, nor in the past. */
const beginOf = (actor: Pick<Deciding, 'today'>, { mergedFrom }: MergerFacts): string => later(actor.today, mergedFrom);

function remember(
  actor: Deciding,
  facts: MergerFacts,
  { row, from, until }: Moving & { row: MergerRow },
  { relations, rights }: Standing,
): void {
  if (row.kind === 'relation') {
    const { personId, targetGroup, category } = row;
    const organisationId = facts.successorId;
    relations.push({ id: row.id, personId, organisationId, targetGroup, category, from, until });
    relations.sort((one, other) => rankOf(other, organisationId).localeCompare(rankOf(one, organisationId)));
  }
  if (row.kind === 'grant')
    rights.push({
      entitlementId: row.entitlementId,
      from,
      until: until ?? from,
      active: from <= beginOf(actor, facts),
    });
}

// As `listRelatedPeople` orders them: the own organisation before its board, what ends last first.
const rankOf = ({ organisationId, until }: RelatedRelation, own: number): string =>
  `${organisationId === own ? 1 : 0} ${until ?? '9999'}`;

/** What was shown, in a few characters: another one means that something changed meanwhile. */
export function fingerprintOf(judged: readonly JudgedRow[]): string {
  const told = judged.map(({ row, fate }) => [keyOf(row), fate]);
  return createHash('sha256').update(JSON.stringify(told)).digest('base64url');
}
