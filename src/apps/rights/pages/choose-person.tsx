import type { Child } from 'hono/jsx';
import type { ActorVisit } from '#access/visit.ts';
import { relationOf } from '#apps/rights/pages/grant-rows.tsx';
import { PeoplePager } from '#apps/rights/pages/people-list.tsx';
import { personLabel } from '#apps/rights/pages/words.ts';
import type { peopleOfInstitution } from '#apps/rights/queries/people-of-institution.ts';
import type { PersonWithGrants } from '#apps/rights/queries/people-with-grants.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { DataTable, type Column } from '#ui/components/data-table.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { SearchBox } from '#ui/components/inputs.tsx';
import { Section } from '#ui/components/page.tsx';

interface Props {
  visit: ActorVisit;
  found: Awaited<ReturnType<typeof peopleOfInstitution.read>>;
  /** What was searched for. */
  text: string;
  /** Where the search is sent. */
  action: string;
  hrefOf: (personId: string) => string;
  /** What is asked, where that is not to whom something is given. */
  words?: { title: string; hint: string };
  /** What the search keeps in its address beside the institution. */
  keep?: readonly { name: string; value: string }[];
  /** What stands below, for who is not in the list. */
  children?: Child;
}

/** Somebody of one institution, found by name: the first step of giving. */
export const ChoosePerson = ({ visit, found, text, action, hrefOf, words, keep = [], children }: Props) => {
  const t = visit.t.rights;
  return (
    <Section title={words?.title ?? t.give.choosePerson} id="persoon">
      <p>{words?.hint ?? t.give.personHint}</p>
      <SearchBox
        t={visit.t.ui}
        action={action}
        label={t.people.search}
        id="zoek-persoon"
        value={text}
        keep={[{ name: 'instelling', value: formatOrganisationCode(found.organisation.id) }, ...keep]}
      />
      {found.people.length === 0 ? (
        <EmptyState title={t.people.noneTitle} suggestions={t.people.none} />
      ) : (
        <>
          <DataTable caption={t.people.count(found.total)} columns={columnsOf(visit, hrefOf)} rows={found.people} />
          <PeoplePager visit={visit} found={found} />
        </>
      )}
      {children}
    </Section>
  );
};

function columnsOf(visit: ActorVisit, hrefOf: Props['hrefOf']): Column<PersonWithGrants>[] {
  const t = visit.t.rights.people;
  return [
    {
      label: t.person,
      rowHeader: true,
      cell: (person) => <a href={hrefOf(person.personId)}>{personLabel(person)}</a>,
    },
    { label: t.relation, cell: (person) => relationOf(person, visit.t) },
    {
      label: t.right,
      cell: (person) => person.grants.map((grant) => grant.entitlementName).join(', ') || t.noRights,
    },
  ];
}
