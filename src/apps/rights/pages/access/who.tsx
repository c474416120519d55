import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { askedAddress, type Asked } from '#apps/rights/pages/access/asked.ts';
import { accessFrame } from '#apps/rights/pages/access/frame.tsx';
import { accessAddress, inviteAddress, registerAddress } from '#apps/rights/pages/addresses.ts';
import { questionOf } from '#apps/rights/pages/institution.tsx';
import { InstitutionPicker, searchOf } from '#apps/rights/pages/institutions.tsx';
import { organisationLabel } from '#apps/rights/pages/words.ts';
import { findInstitutions } from '#apps/rights/queries/institutions.ts';
import { peopleOfInstitution } from '#apps/rights/queries/people-of-institution.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { Section } from '#ui/components/page.tsx';
import { ChoosePerson } from '#apps/rights/pages/choose-person.tsx';

/** Step 1: the institution, where there is more than one; then the person, who may also be new. */
export async function whoStep(visit: ActorVisit, asked: Asked): Promise<PageContent> {
  if (asked.organisationId !== undefined) return personStep(visit, asked, asked.organisationId);
  // Nobody without institutions of his own comes here: the helpdesk gives single rights.
  const page = await findInstitutions(visit.db, visit.actor, [], searchOf(visit));
  const [only, second] = page.institutions;
  if (only && !second && searchOf(visit).text === '') return personStep(visit, asked, only.id);
  return accessFrame(
    visit,
    { step: 1, asked },
    <Section title={visit.t.rights.give.chooseInstitution} id="instelling">
      <InstitutionPicker
        visit={visit}
        page={page}
        action={accessAddress}
        hrefOf={(organisationId) => askedAddress({ organisationId })}
      />
    </Section>,
  );
}

async function personStep(visit: ActorVisit, asked: Asked, organisationId: number): Promise<PageContent> {
  const t = visit.t.rights;
  const question = questionOf(visit, 'related', formatOrganisationCode(organisationId));
  const found = await ask(peopleOfInstitution, visit, question);
  return accessFrame(
    visit,
    { step: 1, asked: { ...asked, organisationId }, who: [organisationLabel(found.organisation)] },
    <ChoosePerson
      visit={visit}
      found={found}
      text={question.text}
      action={accessAddress}
      hrefOf={(personId) => askedAddress({ organisationId, personId })}
    >
      <p>
        {t.access.notListed} <a href={registerAddress}>{t.access.register}</a> ·{' '}
        <a href={inviteAddress}>{t.invitations.inviteTitle}</a>
      </p>
    </ChoosePerson>,
  );
}
