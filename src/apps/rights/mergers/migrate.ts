import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '#access/actor.ts';
import { allowed, perform, unknown, useCase, view, type Verdict } from '#access/use-case.ts';
import { grantToMany } from '#apps/rights/commands/grant-to-many.ts';
import { linkObstacles, storeLink } from '#apps/rights/commands/link-person.ts';
import { fingerprintOf, judgeMerger } from '#apps/rights/mergers/judge.ts';
import {
  countFates,
  type Counts,
  type Fate,
  type GrantRow,
  type JudgedRow,
  type KeptRow,
  type RelationRow,
} from '#apps/rights/mergers/model.ts';
import {
  findMerger,
  findMigration,
  loadProposal,
  type Merger,
  type MergerSubject,
  type Migration,
} from '#apps/rights/mergers/queries.ts';
import { mailCarriedOver } from '#apps/rights/mergers/mails.ts';
import { headAdmin } from '#apps/rights/model.ts';
import { findFormOutcome, rememberFormOutcome } from '#apps/rights/store.ts';
import { tickThemes } from '#apps/themes/index.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Db, Tx } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';

const which = z.object({ organisationId: z.number().int().positive() });
/** Keys of rows, `kind:id`. */
const chosen = z.array(z.string().regex(/^(relation|grant|theme):[0-9a-f-]{36}$/)).max(20_000);

export interface Proposal {
  merger: Merger;
  rows: readonly JudgedRow[];
  fingerprint: string;
  /** The merger has begun: it can be confirmed. */
  begun: boolean;
  /** Something could go along, chosen or not. */
  possible: boolean;
}

/** An institution that continues as another: the proposal while nobody decided, what was decided afterwards. */
export type MergerState =
  /** Not in sight yet: nobody at the new institution needs to know who holds what at the old one. */
  | { kind: 'announced'; merger: Merger }
  | { kind: 'open'; proposal: Proposal }
  | { kind: 'decided'; merger: Merger; migration: Migration };

interface Loaded {
  merger: Merger;
  /** Null for whoever is no head local administrator of the new institution, and while the merger is not in sight. */
  subject: MergerSubject | null;
  migration: Migration | undefined;
}

/** The proposal, with every row that can be carried over chosen. */
export const mergerOf = view({
  permission: 'rights:read-merger',
  input: which,
  load,
  decide: mayRead,
  read: async (_db, actor, loaded): Promise<MergerState> => stateOf(actor, present(loaded), 'all'),
});

/** What would happen with these rows chosen; changes nothing (R26). */
export const previewMigration = view({
  permission: 'rights:preview-migration',
  input: which.extend({ chosen }),
  load,
  decide: mayRead,
  read: async (_db, actor, loaded, asked): Promise<MergerState> =>
    stateOf(actor, present(loaded), new Set(asked.chosen)),
});

/** Once for each merger. `again`: this very form was sent before; `decided`: somebody else was first. */
export type MigrationOutcome =
  | { kind: 'migrated'; counts: Counts }
  | { kind: 'again' | 'decided' | 'not-begun' | 'nothing-chosen' }
  /** Something is other than it was shown. */
  | { kind: 'changed' };

/**
 * Carries over what was chosen to the institution that continues, by the commands that link a person, give a right and tick a theme,
 * all or nothing and once (R21, R26). Nothing ends at the old institution: its documents stay with who could read them.
 */
export const migrateRights = useCase({
  permission: 'rights:migrate-rights',
  input: which.extend({ chosen, seen: z.string().max(100), key: z.uuid() }),
  load,
  decide: (actor, loaded): Verdict => {
    const grant = loaded && headGrant(actor, loaded.merger.successorId);
    return grant ? allowed(grant.id) : unknown;
  },
  run: async (tx, actor, loaded, asked): Promise<{ result: MigrationOutcome; audit: AuditEntry[] }> => {
    const without = (kind: 'again' | 'decided' | 'not-begun' | 'nothing-chosen' | 'changed') => ({
      result: { kind },
      audit: [],
    });
    if (await findFormOutcome(tx, asked.key, actor.personId)) return without('again');
    const { merger, subject, migration } = present(loaded);
    if (migration) return without('decided');
    if (merger.from > actor.today || !subject) return without('not-begun');
    const rows = judgeMerger(actor, subject.facts, new Set(asked.chosen));
    if (fingerprintOf(rows) !== asked.seen) return without('changed');
    const counts = countFates(rows.map(({ fate }) => fate));
    if (counts.moves === 0 && canMove(actor, subject)) return without('nothing-chosen');
    if (!(await claim(tx, actor, merger, rows))) return without('decided');
    const audit = await carryOver({ tx, actor }, subject, rows);
    await mailCarriedOver(tx, merger, rows);
    await rememberFormOutcome(tx, asked.key, actor.personId, 'migrated');
    return { result: { kind: 'migrated', counts }, audit: [...audit, ...migrated(merger, counts)] };
  },
});

async function load(db: Db, actor: Actor, { organisationId }: { organisationId: number }): Promise<Loaded | null> {
  const merger = await findMerger(db, organisationId);
  if (!merger) return null;
  const migration = await findMigration(db, organisationId);
  return { merger, migration, subject: migration ? null : await loadProposal(db, actor, merger) };
}

// The database shows a decision to the head local administrators of both institutions, and to nobody else.
function mayRead(actor: Actor, loaded: Loaded | null): Verdict {
  if (!loaded) return unknown;
  const { merger, migration, subject } = loaded;
  const grant = headGrant(actor, merger.successorId) ?? (migration && headGrant(actor, merger.organisationId));
  return grant && (migration ?? subject ?? !merger.isInSight) ? allowed(grant.id) : unknown;
}

const headGrant = (actor: Actor, organisationId: number) =>
  actor.grants.find((grant) => grant.entitlement === headAdmin && grant.organisationId === organisationId);

function stateOf(actor: Actor, loaded: Loaded, choice: ReadonlySet<string> | 'all'): MergerState {
  const { merger, migration, subject } = loaded;
  if (migration) return { kind: 'decided', merger, migration };
  if (!merger.isInSight) return { kind: 'announced', merger };
  if (!subject) throw new Error('whoever sees no proposal was refused before');
  const rows = judgeMerger(actor, subject.facts, choice);
  const begun = merger.from <= actor.today;
  const possible = canMove(actor, subject);
  return { kind: 'open', proposal: { merger, rows, fingerprint: fingerprintOf(rows), begun, possible } };
}

const canMove = (actor: Actor, { facts }: MergerSubject): boolean =>
  judgeMerger(actor, facts, 'all').some(({ fate }) => fate.fate === 'moves');

/** Whoever stores the decision first has decided. */
async function claim(tx: Tx, actor: Actor, merger: Merger, rows: readonly JudgedRow[]): Promise<boolean> {
  const stored = await sql`
    insert into rights_migrations (organisation_id, successor_id, applied_by, outcome)
    values (${merger.organisationId}, ${merger.successorId}, ${actor.personId}, ${JSON.stringify(rows.map(kept))}::jsonb)
    on conflict do nothing
    returning organisation_id`.execute(tx);
  return stored.rows.length > 0;
}

function kept({ row, fate }: JudgedRow): KeptRow {
  const { id, personId } = row;
  if (row.kind === 'relation') return { kind: row.kind, id, personId, category: row.category, ...fate };
  if (row.kind === 'theme')
    return { kind: row.kind, id, personId, levelId: row.levelId, themeId: row.themeId, ...fate };
  return { kind: row.kind, id, personId, entitlementId: row.entitlementId, contexts: row.contexts, ...fate };
}

type Moving<Row> = Omit<Row, 'from' | 'until'> & Omit<Extract<Fate, { fate: 'moves' }>, 'fate' | 'cut'>;

/** Relations one by one; the same right for all who get it alike, and the themes of a level, at once: a school is many people. */
async function carryOver(
  as: { tx: Tx; actor: Actor },
  subject: MergerSubject,
  rows: readonly JudgedRow[],
): Promise<AuditEntry[]> {
  const moving = rows.flatMap(({ row, fate }) =>
    fate.fate === 'moves' ? [{ ...row, from: fate.from, until: fate.until }] : [],
  );
  const audit: AuditEntry[] = [];
  for (const row of moving) if (row.kind === 'relation') audit.push(...(await link(as, subject, row)));
  const rights = Map.groupBy(
    moving.filter((row) => row.kind === 'grant'),
    ({ entitlementId, contexts, from, until }) => JSON.stringify([entitlementId, contexts, from, until]),
  );
  for (const alike of rights.values()) await give(as, subject, alike);
  const themes = Map.groupBy(
    moving.filter((row) => row.kind === 'theme'),
    ({ levelId }) => levelId,
  );
  for (const [levelId, cells] of themes) {
    const { saved } = await tickThemes(as, { institutionId: subject.merger.successorId, levelId }, cells);
    if (saved !== cells.length) throw new Error(`themes that were judged tickable are ticked: ${saved}`);
  }
  return audit;
}

async function give(
  as: { tx: Tx; actor: Actor },
  { merger }: MergerSubject,
  alike: readonly Moving<GrantRow>[],
): Promise<void> {
  const [first] = alike;
  if (!first) return;
  const { entitlementId, contexts, from, until } = first;
  const outcome = await perform(grantToMany, as, {
    organisationId: merger.successorId,
    personIds: alike.map(({ personId }) => personId),
    entitlementId,
    contexts: [...contexts],
    from,
    until: until ?? from,
    key: newId(),
  });
  if (outcome.kind !== 'granted') throw new Error(`a right that was judged givable is given: ${outcome.kind}`);
}

async function link(
  { tx, actor }: { tx: Tx; actor: Actor },
  { scoped, facts, merger }: MergerSubject,
  row: Moving<RelationRow>,
): Promise<AuditEntry[]> {
  const { personId, category, from, until } = row;
  const wish = { organisationId: merger.successorId, personId, category, from, until, right: null };
  const into = { scoped, catalogue: facts.catalogue, isRescue: false };
  const [obstacle] = await linkObstacles(tx, actor, into, wish);
  if (obstacle) throw new Error(`a relation that was judged possible is made: ${obstacle.kind}`);
  return storeLink(tx, actor, into, wish);
}

/** Told to the administrators of both institutions, each in their own log. */
function migrated({ organisationId, successorId }: Merger, counts: Counts): AuditEntry[] {
  const [oldNumber, newNumber] = [organisationId, successorId].map(formatOrganisationCode);
  const after = {
    oldNumber,
    newNumber,
    carriedOver: counts.moves,
    heldAlready: counts.held,
    notCarriedOver: counts.stays,
  };
  return [organisationId, successorId].map((of) => ({
    action: 'migrate-rights',
    subjectKind: 'merger',
    subjectId: String(organisationId),
    organisationId: of,
    after,
  }));
}

function present(loaded: Loaded | null): Loaded {
  if (!loaded) throw new Error('an unknown merger was refused before');
  return loaded;
}
