import type { ActorVisit, PageContent } from '#access/visit.ts';
import { rescueTold } from '#apps/rights/index.ts';
import { formatOrganisationCode, isAdministration, parseOrganisationCode } from '#directory/institution-number.ts';
import { isLevelId, levelById, levelBySlug } from '#directory/levels.ts';
import {
  findOrganisation,
  levelsOfOrganisations,
  listOrganisations,
  type Organisation,
} from '#directory/organisations.ts';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { listBonds } from '#web/why/bonds.ts';
import { readSurvey, type Told, type ToldSurvey } from '#web/why/read-survey.ts';
import { institutionChoice, whyAddress, type Part } from '#web/why/choose-institution.tsx';
import { Findings, Helpers, NearMisses } from '#web/why/findings.tsx';

/** Waarom zie ik dit niet? What I have and lack at one institution, and who can give it (PO-6). */
export async function whyPage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.web.why;
  const part = partOf(visit);
  const bonds = (await listBonds(visit.db, visit.actor)).filter((id) => !isAdministration(id));
  const mine = await listOrganisations(visit.db, bonds);
  const asked = visit.url.searchParams.get('instelling');
  const organisation = asked ? await findAsked(visit, asked) : await theObviousOne(visit, mine);
  const told = organisation && (await readSurvey(visit, organisation));
  const rescue = organisation && (await rescueTold(visit.db, organisation.id, visit.t));
  const isUnknown = asked !== null && asked !== '' && !organisation;
  return {
    title: t.title,
    children: (
      <>
        <PageHeading title={t.title} lead={t.intro} />
        {isUnknown && (
          <Notice t={visit.t.ui} kind="warning">
            {t.unknownInstitution}
          </Notice>
        )}
        {organisation && told && (
          <Answer visit={visit} organisation={organisation} told={told} part={part} rescue={rescue} />
        )}
        {await institutionChoice(visit, { mine, part, chosen: organisation })}
      </>
    ),
  };
}

interface AnswerProps {
  visit: ActorVisit;
  organisation: Organisation;
  told: ToldSurvey;
  part: Part;
  rescue: string | undefined;
}

const Answer = ({ visit, organisation, told, part, rescue }: AnswerProps) => {
  const t = visit.t.web.why;
  const name = `${formatOrganisationCode(organisation.id)} ${organisation.name}`;
  const findings = told.findings.filter((finding) => isAsked(finding, part));
  const isPart = Object.values(part).some((value) => value !== undefined);
  return (
    <Section title={name} id="instelling">
      {!organisation.isOpen && (
        <Notice t={visit.t.ui} kind="warning">
          {t.closedInstitution(name)}
        </Notice>
      )}
      {isPart && findings.length === 0 && part.levelId !== undefined && isLevelId(part.levelId) && (
        <Notice t={visit.t.ui} kind="info">
          {t.notAtLevel(name)} ({levelById(part.levelId).name[visit.lang]})
        </Notice>
      )}
      {isPart && (
        <p>
          {t.onlyPart} <a href={whyAddress(organisation.id, {})}>{t.showAll}</a>
        </p>
      )}
      {rescue && (
        <Notice t={visit.t.ui} kind="warning">
          {rescue}
        </Notice>
      )}
      <NearMisses visit={visit} findings={findings} />
      <Findings visit={visit} findings={findings} />
      <Helpers visit={visit} findings={findings} isBound={told.isBound} />
    </Section>
  );
};

function isAsked(finding: Told, part: Part): boolean {
  if (part.levelId !== undefined && finding.levelId !== null && finding.levelId !== part.levelId) return false;
  if (part.application === undefined && part.theme === undefined) return true;
  return (
    (finding.kind === 'application' && finding.id === part.application) ||
    (finding.kind === 'theme' && finding.id === part.theme)
  );
}

/** `?niveau=1` or `basisonderwijs`, `?toepassing=library`, `?thema=3`. */
function partOf(visit: ActorVisit): Part {
  const query = visit.url.searchParams;
  const level = query.get('niveau') ?? '';
  const theme = query.get('thema') ?? '';
  return {
    levelId: levelBySlug(level)?.id ?? (isLevelId(Number(level)) ? Number(level) : undefined),
    application: query.get('toepassing') || undefined,
    theme: /^\d{1,3}$/.test(theme) ? String(Number(theme)) : undefined,
  };
}

async function findAsked(visit: ActorVisit, asked: string): Promise<Organisation | undefined> {
  const id = parseOrganisationCode(asked);
  return id === undefined ? undefined : findOrganisation(visit.db, id);
}

/**
 * The institution acted for, or the only one there is; with several the person chooses. A board has nothing to open
 * itself: what its people look for lies in its schools.
 */
async function theObviousOne(visit: ActorVisit, mine: readonly Organisation[]): Promise<Organisation | undefined> {
  if (visit.url.searchParams.has('q')) return undefined;
  const levels = await levelsOfOrganisations(
    visit.db,
    mine.map(({ id }) => id),
  );
  const schools = mine.filter(({ id }) => (levels.get(id) ?? []).length > 0);
  const [only, second] = schools.length > 0 ? schools : mine;
  const actingFor = schools.find(({ id }) => id === visit.actor.actingFor?.organisationId);
  return actingFor ?? (second ? undefined : only);
}
