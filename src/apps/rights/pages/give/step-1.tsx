import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { giveAddress } from '#apps/rights/pages/addresses.ts';
import { givePage } from '#apps/rights/pages/give/frame.tsx';
import { wishAddress, type Wish } from '#apps/rights/pages/give/wish.ts';
import { questionOf } from '#apps/rights/pages/institution.tsx';
import { InstitutionPicker, searchOf } from '#apps/rights/pages/institutions.tsx';
import { organisationLabel } from '#apps/rights/pages/words.ts';
import { listDelegations } from '#apps/rights/queries/catalogue.ts';
import { findInstitutions, type InstitutionPage } from '#apps/rights/queries/institutions.ts';
import { peopleOfInstitution } from '#apps/rights/queries/people-of-institution.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { Notice } from '#ui/components/notice.tsx';
import { Section } from '#ui/components/page.tsx';
import { ChoosePerson } from '#apps/rights/pages/choose-person.tsx';

/** Step 1: the institution, where there is more than one; then the person. */
export async function whoStep(visit: ActorVisit, wish: Wish): Promise<PageContent> {
  if (wish.organisationId !== undefined) return personStep(visit, wish, wish.organisationId);
  const page = await findInstitutions(visit.db, visit.actor, await listDelegations(visit.db), searchOf(visit));
  const only = onlyOne(visit, page);
  return only === undefined
    ? institutionStep(visit, wish, page)
    : personStep(visit, { ...wish, organisationId: only }, only);
}

function onlyOne(visit: ActorVisit, page: InstitutionPage): number | undefined {
  const [first, second] = page.institutions;
  return first && !second && !page.stepsIn && searchOf(visit).text === '' ? first.id : undefined;
}

function institutionStep(visit: ActorVisit, wish: Wish, page: InstitutionPage): PageContent {
  const t = visit.t.rights;
  return givePage(
    visit,
    { step: 1, wish, chosen: {} },
    <Section title={t.give.chooseInstitution} id="instelling">
      {page.stepsIn && <p>{t.start.stepsIn}</p>}
      <InstitutionPicker
        visit={visit}
        page={page}
        action={giveAddress}
        hrefOf={(organisationId) => wishAddress({ organisationId })}
      />
    </Section>,
  );
}

async function personStep(visit: ActorVisit, wish: Wish, organisationId: number): Promise<PageContent> {
  const question = questionOf(visit, 'related', formatOrganisationCode(organisationId));
  const found = await ask(peopleOfInstitution, visit, question);
  return givePage(
    visit,
    { step: 1, wish, chosen: { organisation: organisationLabel(found.organisation) } },
    <ChoosePerson
      visit={visit}
      found={found}
      text={question.text}
      action={giveAddress}
      hrefOf={(personId) => wishAddress({ organisationId, personId })}
    />,
  );
}

/** There is nothing this actor may give to this person: said plainly, with the way back. */
export function nothingToGive(
  visit: ActorVisit,
  wish: Wish,
  chosen: { organisation: string; person: string },
): PageContent {
  const t = visit.t.rights.give;
  return givePage(
    visit,
    { step: 2, wish, chosen },
    <Notice t={visit.t.ui} kind="warning" title={t.nothingTitle}>
      <p>{wish.personId === visit.actor.personId ? t.nothingOwn : t.nothing}</p>
    </Notice>,
  );
}
