import { sql } from 'kysely';
import type { ActorVisit } from '#access/visit.ts';
import { applications } from '#apps/index.ts';
import { isFor, listLinks } from '#apps/links/index.ts';
import { listThemesByLevel } from '#apps/themes/index.ts';
import { levelById, type LevelId } from '#directory/levels.ts';
import { levelsOfOrganisations, type Organisation } from '#directory/organisations.ts';
import type { Giver } from '#ui/components/refusal-panel.tsx';
import { describeMissing, readNames, type Names } from '#web/why/explain.ts';
import { giversOf, listGivers } from '#web/why/givers.ts';
import { isTickedFor, nearMissesOf, readNearMisses } from '#web/why/near-misses.ts';
import { readObtainable } from '#web/why/obtainable.ts';
import { survey, type Finding } from '#web/why/survey.ts';

/** A finding in words. */
export interface Told extends Finding {
  label: string;
  level: string | null;
  /** What is missing; empty when the actor has it. */
  lacks: string;
  /** Why what seems to be there gives nothing. */
  misses: readonly string[];
  /** A theme that is ticked under a right that does not hold. */
  isTickedIdly: boolean;
  givers: readonly Giver[];
}

export interface ToldSurvey {
  findings: readonly Told[];
  /** Whether the actor has any bond with the institution; without it no names are told. */
  isBound: boolean;
}

/** Everything about one institution for one actor, read in the snapshot of the visit. */
export async function readSurvey(visit: ActorVisit, organisation: Organisation): Promise<ToldSurvey> {
  const { actor, db } = visit;
  const levels = (await levelsOfOrganisations(db, [organisation.id])).get(organisation.id) ?? [];
  const links = await listLinks(db);
  const findings = survey(actor, {
    institutionId: organisation.id,
    levels,
    themes: await listThemesByLevel(db, levels),
    applications,
    linked: links.filter((link) => levels.some((levelId) => isFor(link, { institutionId: organisation.id, levelId }))),
    obtainable: await readObtainable(db, actor),
  });
  const names = await readNames(db, visit.t);
  const givers = await listGivers(db, organisation.id);
  const misses = await readNearMisses(db, actor, organisation.id);
  const words = { names, t: visit.t };
  return {
    isBound: givers.length > 0 || (await isBound(visit, organisation.id)),
    findings: findings.map((finding) => ({
      ...finding,
      label:
        links.find(({ id }) => finding.kind === 'application' && id === finding.id)?.name[visit.lang] ??
        labelOf(visit, finding, names),
      level: finding.levelId === null ? null : levelById(finding.levelId as LevelId).name[visit.lang],
      lacks: finding.missing ? describeMissing(finding.missing, names, visit.t) : '',
      misses: finding.missing ? nearMissesOf(misses, finding.missing, words) : [],
      isTickedIdly: finding.missing !== null && isTickedFor(misses, finding.missing, finding.levelId),
      givers: finding.missing ? giversOf(givers, finding.missing, actor) : [],
    })),
  };
}

function labelOf(visit: ActorVisit, finding: Finding, names: Names): string {
  if (finding.kind === 'level') return levelById(Number(finding.id) as LevelId).name[visit.lang];
  if (finding.kind === 'theme') return names.themes.get(Number(finding.id)) ?? finding.id;
  return applications.find((app) => app.id === finding.id)?.name(visit.t) ?? finding.id;
}

async function isBound(visit: ActorVisit, institution: number): Promise<boolean> {
  return (await listBonds(visit)).includes(institution);
}

/** The organisations with which the actor has or had a relation or right, nearest first. */
export async function listBonds(visit: ActorVisit): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from (
      select r.organisation_id as id, r.period @> app.today() as now from work_relations r where r.person_id = ${visit.actor.personId}
      union all
      select g.organisation_id, g.period @> app.today() and g.withdrawn_at is null from grants g
      where g.person_id = ${visit.actor.personId}
    ) bond
    group by id order by bool_or(now) desc, id`.execute(visit.db);
  return rows.map((row) => row.id);
}
