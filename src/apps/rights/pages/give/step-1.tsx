import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { giveAddress } from '#apps/rights/pages/addresses.ts';
import { givePage } from '#apps/rights/pages/give/frame.tsx';
import { wishAddress, type Wish } from '#apps/rights/pages/give/wish.ts';
import { relationOf } from '#apps/rights/pages/grant-rows.tsx';
import { questionOf } from '#apps/rights/pages/institution.tsx';
import { InstitutionPicker, searchOf } from '#apps/rights/pages/institutions.tsx';
import { PeoplePager } from '#apps/rights/pages/people-list.tsx';
import { organisationLabel, personLabel } from '#apps/rights/pages/words.ts';
import { listDelegations } from '#apps/rights/queries/catalogue.ts';
import { findInstitutions, type InstitutionPage } from '#apps/rights/queries/institutions.ts';
import { peopleOfInstitution } from '#apps/rights/queries/people-of-institution.ts';
import type { PersonWithGrants } from '#apps/rights/queries/people-with-grants.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { DataTable, type Column } from '#ui/components/data-table.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { SearchBox } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { Section } from '#ui/components/page.tsx';

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
  const t = visit.t.rights;
  const code = formatOrganisationCode(organisationId);
  const question = questionOf(visit, 'related', code);
  const found = await ask(peopleOfInstitution, visit, question);
  return givePage(
    visit,
    { step: 1, wish, chosen: { organisation: organisationLabel(found.organisation) } },
    <Section title={t.give.choosePerson} id="persoon">
      <p>{t.give.personHint}</p>
      <SearchBox
        t={visit.t.ui}
        action={giveAddress}
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
            columns={personColumns(visit, organisationId)}
            rows={found.people}
          />
          <PeoplePager visit={visit} found={found} />
        </>
      )}
    </Section>,
  );
}

function personColumns(visit: ActorVisit, organisationId: number): Column<PersonWithGrants>[] {
  const t = visit.t.rights;
  return [
    {
      label: t.people.person,
      rowHeader: true,
      cell: (person) => <a href={wishAddress({ organisationId, personId: person.personId })}>{personLabel(person)}</a>,
    },
    { label: t.people.relation, cell: (person) => relationOf(person, visit.t) },
    {
      label: t.people.right,
      cell: (person) => person.grants.map((grant) => grant.entitlementName).join(', ') || t.people.noRights,
    },
  ];
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
