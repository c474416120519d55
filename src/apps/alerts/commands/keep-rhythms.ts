import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '#access/actor.ts';
import { allowed, useCase, view } from '#access/use-case.ts';
import { keyOf, type OwnRhythm, type Pair } from '#apps/alerts/model.ts';
import { alwaysDue, nextDue } from '#apps/alerts/rhythm.ts';
import {
  findSettings,
  listOwnChoices,
  lockSettings,
  type AlertSettings,
  type OwnChoice,
} from '#apps/alerts/settings.ts';
import { followAbove } from '#apps/alerts/tell.ts';
import { listThemesByLevel, type Theme } from '#apps/themes/index.ts';
import { listOrganisations } from '#directory/organisations.ts';
import type { AuditEntry } from '#platform/audit.ts';
import { now } from '#platform/clock.ts';
import type { Db, Tx } from '#platform/db.ts';

const pair = { institutionId: z.number().int().nullable(), themeId: z.number().int() };

/** `not-held`: the person does not see that theme there; `off`: nothing is told at all. */
export type RhythmOutcome = { kind: 'saved' | 'not-held' | 'off' };

/** What may have a rhythm of its own: the themes that the person sees at his own institutions, or at all of them. */
export interface Choosable {
  institutions: readonly { id: number; name: string }[];
  themes: readonly Theme[];
  /** Whether the person reads themes of all institutions, as a reader of the administration. */
  readsEverywhere: boolean;
}

export interface OwnRhythms extends Choosable {
  settings: AlertSettings;
  chosen: readonly OwnChoice[];
}

/** The themes of institutions with a rhythm of their own, and what else could have one. */
export const ownRhythms = view({
  permission: 'alerts:read-own',
  input: z.object({}),
  load: async () => null,
  decide: () => allowed(),
  read: async (db, actor): Promise<OwnRhythms> => {
    const pairs = await listPairs(db, actor);
    const own = pairs.flatMap(({ institutionId }) => institutionId ?? []);
    const institutions = await listOrganisations(db, [...new Set(own)]);
    const themes = new Map(pairs.map(({ theme }) => [theme.id, theme]));
    return {
      settings: await findSettings(db, actor.personId),
      chosen: await listOwnChoices(db, actor.personId),
      institutions: institutions
        .map(({ id, name }) => ({ id, name }))
        .toSorted((a, b) => a.name.localeCompare(b.name, 'nl')),
      themes: [...themes.values()].toSorted((a, b) => a.id - b.id),
      readsEverywhere: pairs.some(({ institutionId }) => institutionId === null),
    };
  },
});

/** Gives a theme a rhythm of its own at one institution, or wherever the person reads it. */
export const chooseRhythm = useCase({
  permission: 'alerts:choose-own-rhythm',
  input: z.object({ ...pair, rhythm: z.enum(['at-once', 'daily', 'weekly', 'never']) }),
  load: (tx, actor) => loadForChange(tx, actor),
  decide: () => allowed(),
  async run(tx, actor, { settings, held }, wish): Promise<{ result: RhythmOutcome; audit: readonly AuditEntry[] }> {
    if (!settings.isOn) return { result: { kind: 'off' }, audit: [] };
    const wanted = held.filter(
      (one) =>
        one.theme.id === wish.themeId && (wish.institutionId === null || one.institutionId === wish.institutionId),
    );
    if (wanted.length === 0) return { result: { kind: 'not-held' }, audit: [] };
    const institutions = [...new Set(wanted.map((one) => one.institutionId))];
    for (const institutionId of institutions)
      await setRhythm(tx, actor.personId, { institutionId, themeId: wish.themeId }, wish.rhythm);
    await followAbove(tx, [actor.personId]);
    const after = { institutions, themeId: wish.themeId, rhythm: wish.rhythm };
    return { result: { kind: 'saved' }, audit: [entryOf(actor, { after })] };
  },
});

/** Takes a rhythm of its own away: the theme follows the rest again. What came while it was never to be told stays untold. */
export const dropRhythm = useCase({
  permission: 'alerts:drop-own-rhythm',
  input: z.object(pair),
  load: (tx, actor) => lockSettings(tx, actor.personId),
  decide: () => allowed(),
  async run(tx, actor, _settings, wish): Promise<{ result: null; audit: readonly AuditEntry[] }> {
    const { rows } = await sql<{ rhythm: string }>`
      update alert_rhythms p set rhythm = 'as-the-rest', told_until = case when p.rhythm = 'never' then ${now()} else p.told_until end
      where p.person_id = ${actor.personId} and p.institution_id is not distinct from ${wish.institutionId} and p.theme_id = ${wish.themeId}
        and p.rhythm <> 'as-the-rest'
      returning old.rhythm`.execute(tx);
    await followAbove(tx, [actor.personId]);
    const before = { institutions: [wish.institutionId], themeId: wish.themeId, rhythm: rows[0]?.rhythm };
    return { result: null, audit: rows.length > 0 ? [entryOf(actor, { before })] : [] };
  },
});

async function loadForChange(tx: Tx, actor: Actor): Promise<{ settings: AlertSettings; held: HeldPair[] }> {
  return { settings: await lockSettings(tx, actor.personId), held: await listPairs(tx, actor) };
}

/** A new row goes on from where the row above it was told. */
async function setRhythm(tx: Tx, personId: string, of: Pair, rhythm: OwnRhythm): Promise<void> {
  const at = now();
  const dueAt = rhythm === 'never' ? null : rhythm === 'at-once' ? alwaysDue : nextDue(rhythm, at);
  await sql`
    insert into alert_rhythms as p (person_id, institution_id, theme_id, rhythm, told_until, due_at)
    (select person_id, ${of.institutionId}::integer, ${of.themeId}::smallint, ${rhythm}, told_until, ${dueAt}::timestamptz
    from alert_rhythms
    where person_id = ${personId} and institution_id is null
      and (theme_id is null or (theme_id = ${of.themeId} and ${of.institutionId}::integer is not null))
    order by theme_id nulls last limit 1)
    on conflict on constraint one_rhythm_each do update
      set rhythm = excluded.rhythm, due_at = excluded.due_at,
        told_until = case when p.rhythm = 'never' and excluded.rhythm <> 'never' then ${at} else p.told_until end`.execute(
    tx,
  );
}

type HeldPair = { institutionId: number | null; theme: Theme };

/**
 * A portal administrator has every theme of a level, a user those that are ticked, a reader of the administration his themes of all
 * institutions. What is in no digest has no rhythm.
 */
async function listPairs(db: Db, actor: Actor): Promise<HeldPair[]> {
  const places = actor.places.filter((place) => place.levelId > 0);
  const byLevel = await listThemesByLevel(db, [...new Set(places.map((place) => place.levelId))]);
  const administers = new Set(actor.reach.institutions);
  const everywhere = [...byLevel.values()]
    .flat()
    .filter((theme) => theme.inAll && actor.reach.themes.includes(theme.id))
    .map((theme) => ({ institutionId: null, theme }));
  const pairs = places.flatMap(({ institutionId, levelId }) =>
    (byLevel.get(levelId) ?? [])
      .filter((theme) => theme.inAll)
      .filter(
        (theme) =>
          administers.has(institutionId) ||
          actor.ticks.some(
            (tick) => tick.institutionId === institutionId && tick.levelId === levelId && tick.themeId === theme.id,
          ),
      )
      .map((theme) => ({ institutionId, theme })),
  );
  return [...new Map([...everywhere, ...pairs].map((one) => [keyOf({ ...one, themeId: one.theme.id }), one])).values()];
}

function entryOf(actor: Actor, what: Pick<AuditEntry, 'before' | 'after'>): AuditEntry {
  return { action: 'change-alert-rhythm', subjectKind: 'person', subjectId: actor.personId, ...what };
}
