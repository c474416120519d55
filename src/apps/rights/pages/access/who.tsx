import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { askedAddress, type Asked } from '#apps/rights/pages/access/asked.ts';
import { accessFrame } from '#apps/rights/pages/access/frame.tsx';
import { accessAddress, inviteAddress, registerAddress } from '#apps/rights/pages/addresses.ts';
import { relationOf } from '#apps/rights/pages/grant-rows.tsx';
import { questionOf } from '#apps/rights/pages/institution.tsx';
import { InstitutionPicker, searchOf } from '#apps/rights/pages/institutions.tsx';
import { PeoplePager } from '#apps/rights/pages/people-list.tsx';
import { organisationLabel, personLabel } from '#apps/rights/pages/words.ts';
import { findInstitutions } from '#apps/rights/queries/institutions.ts';
import { peopleOfInstitution } from '#apps/rights/queries/people-of-institution.ts';
import type { PersonWithGrants } from '#apps/rights/queries/people-with-grants.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { DataTable, type Column } from '#ui/components/data-table.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { SearchBox } from '#ui/components/inputs.tsx';
import { Section } from '#ui/components/page.tsx';

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
  const code = formatOrganisationCode(organisationId);
  const question = questionOf(visit, 'related', code);
  const found = await ask(peopleOfInstitution, visit, question);
  return accessFrame(
    visit,
    { step: 1, asked: { ...asked, organisationId }, who: [organisationLabel(found.organisation)] },
    <Section title={t.give.choosePerson} id="persoon">
      <p>{t.give.personHint}</p>
      <SearchBox
        t={visit.t.ui}
        action={accessAddress}
        label={t.people.search}
        id="zoek-persoon"
        value={question.text}
        keep={[{ name: 'instelling', value: code }]}
      />
      {found.people.length === 0 ? (
        <EmptyState title={t.people.noneTitle} suggestions={t.people.none} />
      ) : (
        <>
          <DataTable
            caption={t.people.count(found.total)}
            columns={columnsOf(visit, organisationId)}
            rows={found.people}
          />
          <PeoplePager visit={visit} found={found} />
        </>
      )}
      <p>
        {t.access.notListed} <a href={registerAddress}>{t.access.register}</a> ·{' '}
        <a href={inviteAddress}>{t.invitations.inviteTitle}</a>
      </p>
    </Section>,
  );
}

function columnsOf(visit: ActorVisit, organisationId: number): Column<PersonWithGrants>[] {
  const t = visit.t.rights.people;
  return [
    {
      label: t.person,
      rowHeader: true,
      cell: (person) => <a href={askedAddress({ organisationId, personId: person.personId })}>{personLabel(person)}</a>,
    },
    { label: t.relation, cell: (person) => relationOf(person, visit.t) },
    {
      label: t.right,
      cell: (person) => person.grants.map((grant) => grant.entitlementName).join(', ') || t.noRights,
    },
  ];
}
