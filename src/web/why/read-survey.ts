import type { ActorVisit } from '#access/visit.ts';
import { applications } from '#apps/index.ts';
import { isFor, listLinks } from '#apps/links/index.ts';
import { listThemesByLevel } from '#apps/themes/index.ts';
import { levelById, type LevelId } from '#directory/levels.ts';
import { levelsOfOrganisations, type Organisation } from '#directory/organisations.ts';
import type { Giver } from '#ui/components/refusal-panel.tsx';
import { listBonds } from '#web/why/bonds.ts';
import { describeMissing, readNames, type Names } from '#web/why/explain.ts';
import { askHref } from '#web/why/ask-address.ts';
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
  /** Where one asks for it. */
  askHref: string | undefined;
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
    isBound: givers.length > 0 || (await listBonds(db, actor)).includes(organisation.id),
    findings: findings.map((finding) => ({
      ...finding,
      label:
        links.find(({ id }) => finding.kind === 'application' && id === finding.id)?.name[visit.lang] ??
        labelOf(visit, finding, names),
      level: finding.levelId === null ? null : levelById(finding.levelId as LevelId).name[visit.lang],
      lacks: finding.missing ? describeMissing(finding.missing, names, visit.t) : '',
      misses: finding.missing ? nearMissesOf(misses, finding.missing, words) : [],
      isTickedIdly: finding.missing !== null && isTickedFor(misses, finding.missing, finding.levelId),
      askHref: finding.missing
        ? askHref(actor, finding.missing, { institution: organisation.id, levelId: finding.levelId })
        : undefined,
      givers: finding.missing ? giversOf(givers, finding.missing, actor) : [],
    })),
  };
}

function labelOf(visit: ActorVisit, finding: Finding, names: Names): string {
  if (finding.kind === 'level') return levelById(Number(finding.id) as LevelId).name[visit.lang];
  if (finding.kind === 'theme') return names.themes.get(Number(finding.id)) ?? finding.id;
  return applications.find((app) => app.id === finding.id)?.name(visit.t) ?? finding.id;
}
