import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { base, giveAddress, peopleAddress, personAddress } from '#apps/rights/pages/addresses.ts';
import { doneNotice } from '#apps/rights/pages/done.tsx';
import { PeoplePager, peopleKeys } from '#apps/rights/pages/people-list.tsx';
import { organisationLabel, personLabel } from '#apps/rights/pages/words.ts';
import { myPeople, type MyPeople, type MyPeopleQuestion } from '#apps/rights/queries/my-people.ts';
import { withoutRights } from '#apps/rights/queries/people.ts';
import type { PersonWithGrants } from '#apps/rights/queries/people-with-grants.ts';
import { formatOrganisationCode, parseOrganisationCode } from '#directory/institution-number.ts';
import { ButtonLink } from '#ui/components/button.tsx';
import { DataTable, type Column } from '#ui/components/data-table.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { SearchBox, type Option } from '#ui/components/inputs.tsx';
import { ListChoices } from '#ui/components/list-order.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatDate } from '#ui/format.ts';

/** Toon alle personen (RI-7): everybody of my institutions, to be searched, narrowed and sorted. */
export async function peoplePage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.rights;
  const question = questionOf(visit);
  const found = await ask(myPeople, visit, question);
  return {
    title: t.persons.title,
    tab: base,
    children: (
      <>
        <BackLink t={visit.t.ui} label={t.name} href={base} />
        <PageHeading
          title={t.persons.title}
          lead={t.persons.lead(found.organisations.length)}
          action={<ButtonLink href={giveAddress}>{t.give.title}</ButtonLink>}
        />
        {await doneNotice(visit)}
        <Tools visit={visit} question={question} found={found} />
        {found.people.length === 0 ? (
          <EmptyState title={t.people.noneTitle} suggestions={t.persons.none} />
        ) : (
          <>
            <DataTable
              caption={t.people.count(found.total)}
              columns={columnsOf(visit, found.organisations.length > 1)}
              rows={found.people}
            />
            <PeoplePager visit={visit} found={found} />
          </>
        )}
      </>
    ),
  };
}

function questionOf(visit: ActorVisit): MyPeopleQuestion {
  const query = visit.url.searchParams;
  const organisationId = parseOrganisationCode(query.get('instelling') ?? '');
  const right = query.get('heeft') ?? '';
  return {
    ...peopleKeys(visit),
    ...(organisationId !== undefined && { organisationId }),
    ...(right !== '' && { right }),
  };
}

const Tools = ({ visit, question, found }: { visit: ActorVisit; question: MyPeopleQuestion; found: MyPeople }) => {
  const t = visit.t.rights.persons;
  const order = question.order === 'ending' ? 'einde' : 'naam';
  const institution = question.organisationId === undefined ? '' : formatOrganisationCode(question.organisationId);
  const chosen = { instelling: institution, heeft: question.right ?? '', sorteer: order };
  const institutions: Option[] = [
    { value: '', label: t.allInstitutions },
    ...found.organisations.map((one) => ({ value: formatOrganisationCode(one.id), label: organisationLabel(one) })),
  ];
  const rights: Option[] = [
    { value: '', label: t.everybody },
    { value: withoutRights, label: t.withoutRights },
    ...found.rights.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <>
      <SearchBox
        t={visit.t.ui}
        action={peopleAddress}
        label={visit.t.rights.people.search}
        id="zoek-persoon"
        value={question.text}
        keep={Object.entries(chosen).map(([name, value]) => ({ name, value }))}
      />
      <ListChoices
        t={visit.t.ui}
        action={peopleAddress}
        choices={[
          ...(found.organisations.length > 1
            ? [{ label: t.institution, name: 'instelling', value: institution, options: institutions }]
            : []),
          { label: t.right, name: 'heeft', value: chosen.heeft, options: rights },
          {
            label: visit.t.rights.people.order,
            name: 'sorteer',
            value: order,
            options: [
              { value: 'naam', label: visit.t.rights.people.byName },
              { value: 'einde', label: visit.t.rights.people.byEnding },
            ],
          },
        ]}
        keep={question.text ? [{ name: 'q', value: question.text }] : []}
      />
    </>
  );
};

/** More than so many names are counted instead. */
const mostNamed = 3;

function columnsOf(visit: ActorVisit, several: boolean): Column<PersonWithGrants>[] {
  const t = visit.t.rights;
  return [
    {
      label: t.people.person,
      rowHeader: true,
      cell: (person) => (
        <>
          <a href={personAddress(person.personId)}>{personLabel(person)}</a>
          {person.personId === visit.actor.personId && ` (${t.people.you})`}
        </>
      ),
    },
    ...(several
      ? [{ label: t.persons.institutions, cell: (person: PersonWithGrants) => placesOf(visit, person) }]
      : []),
    { label: t.people.right, cell: (person) => rightsOf(visit, person) },
    { label: t.persons.firstEnd, cell: (person) => firstEndOf(person) },
  ];
}

function placesOf(visit: ActorVisit, person: PersonWithGrants): string {
  const t = visit.t.rights;
  const names = new Set(person.relations.map((relation) => relation.organisationName));
  if (names.size === 0) return t.people.elsewhere;
  return names.size > mostNamed ? t.persons.institutionsCount(names.size) : [...names].join(', ');
}

function rightsOf(visit: ActorVisit, person: PersonWithGrants): string {
  const names = new Set(person.grants.map((grant) => grant.entitlementName));
  if (names.size === 0) return visit.t.rights.people.noRights;
  return names.size > mostNamed ? visit.t.rights.persons.rightsCount(names.size) : [...names].join(', ');
}

function firstEndOf(person: PersonWithGrants): string {
  const [first] = person.grants
    .filter((grant) => grant.active)
    .map((grant) => grant.until)
    .toSorted();
  return first === undefined ? '' : formatDate(first);
}
