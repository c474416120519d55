import { sql } from 'kysely';
import { useCase } from '#access/use-case.ts';
import { tickInput, type TickInput } from '#apps/themes/inputs.ts';
import { cellKey, isTicked, judge, type Version } from '#apps/themes/model.ts';
import { mayChangeTick, type TickSubject } from '#apps/themes/policy.ts';
import { lastChangedBy, readVersions } from '#apps/themes/queries.ts';
import { proposeTick } from '#apps/themes/second-person/propose.ts';
import { needsSecondPerson } from '#apps/themes/second-person/queries.ts';
import { auditOfTick, endTick, insertTick } from '#apps/themes/store.ts';
import type { Db } from '#platform/db.ts';

/** `same`: it was so already. `changed`: somebody else changed the cell since it was seen; that stays. */
export type TickOutcome =
  | { kind: 'done' | 'same'; version: Version }
  /** It grants nothing until a second person confirms it. */
  | { kind: 'proposed'; version: Version }
  | { kind: 'changed'; version: Version; ticked: boolean; by: string | null };

interface LoadedCell extends TickSubject {
  version: Version;
  needsSecondPerson: boolean;
}

/** Gives a portal user one theme, from the next request on (TH-3, TH-4). */
export const tickTheme = changeTick(true);

/** Takes one theme away, from the next request on (TH-3, TH-4). */
export const untickTheme = changeTick(false);

function changeTick(ticked: boolean) {
  return useCase({
    permission: ticked ? 'themes.tick' : 'themes.untick',
    input: tickInput,
    load: loadCell,
    decide: (actor, subject, input) => mayChangeTick(actor, input, subject),
    async run(tx, actor, { grantId, version, needsSecondPerson: needsSecond }, input) {
      const unchanged = (result: TickOutcome) => ({ result, audit: [] });
      const judgement = judge({ ticked, seen: input.seen }, version);
      if (judgement === 'same') return unchanged({ kind: 'same', version });
      if (judgement === 'changed') {
        const by = (await lastChangedBy(tx, input, [input])).get(cellKey(input)) ?? null;
        return unchanged({ kind: 'changed', version, ticked: isTicked(version), by });
      }
      if (ticked && needsSecond) {
        const audit = await proposeTick(tx, actor, { ...input, grantId: grantId ?? '' });
        return { result: { kind: 'proposed', version } as TickOutcome, audit };
      }
      if (ticked) await insertTick(tx, input, { grantId: grantId ?? '', by: actor.personId });
      else await endTick(tx, input, actor.personId);
      return {
        result: { kind: 'done', version: version + 1 } as TickOutcome,
        audit: [auditOfTick(input, ticked, grantId)],
      };
    },
  });
}

async function loadCell(db: Db, _actor: unknown, input: TickInput): Promise<LoadedCell> {
  const { rows } = await sql<TickSubject>`
    select
      (select h.user_grant_id from app.portal_holders(${input.institutionId}) h
        where h.person_id = ${input.personId} and not h.administers) as "grantId",
      exists (
        select 1 from theme_levels tl where tl.theme_id = ${input.themeId} and tl.level_id = ${input.levelId}
      ) as "themeExists"`.execute(db);
  const subject = rows[0] ?? { grantId: null, themeExists: false };
  const versions = await readVersions(db, input, [{ id: input.personId, grantId: subject.grantId }]);
  const [needsSecond] = await needsSecondPerson(db, input.institutionId, [input.themeId]);
  return {
    ...subject,
    needsSecondPerson: needsSecond !== undefined,
    version: versions.get(cellKey(input)) ?? 0,
  };
}
