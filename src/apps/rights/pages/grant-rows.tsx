import type { ActorVisit } from '#access/visit.ts';
import { chooseColumn } from '#apps/rights/pages/chosen/choosing.tsx';
import { GrantActions } from '#apps/rights/pages/chosen/grant-actions.tsx';
import { giveAddress, personAddress, withQuery } from '#apps/rights/pages/addresses.ts';
import type { Delegation } from '#apps/rights/model.ts';
import { personLabel, rightLabel } from '#apps/rights/pages/words.ts';
import type { ListedGrant } from '#apps/rights/queries/grants.ts';
import { canManage } from '#apps/rights/policy.ts';
import type { PeopleOfInstitution } from '#apps/rights/queries/people-of-institution.ts';
import type { PersonWithGrants } from '#apps/rights/queries/people-with-grants.ts';
import { managedOrganisations } from '#apps/rights/queries/scope.ts';
import type { Messages } from '#i18n/index.ts';
import type { Column } from '#ui/components/data-table.tsx';
import { formatDate } from '#ui/format.ts';

/** One right of one person, or a person without rights. */
export interface GrantRow {
  person: PersonWithGrants;
  grant: ListedGrant | undefined;
}

export function rowsOf(people: readonly PersonWithGrants[]): GrantRow[] {
  return people.flatMap((person): GrantRow[] =>
    person.grants.length === 0 ? [{ person, grant: undefined }] : person.grants.map((grant) => ({ person, grant })),
  );
}

/** The rights of the list that are the actor's to prolong or end. */
export function choosableIn(visit: ActorVisit, { people, delegations }: PeopleOfInstitution): string[] {
  return people.flatMap((person) =>
    person.grants.filter((grant) => canManage(visit.actor, grant, delegations)).map(({ id }) => id),
  );
}

export function grantColumns(
  visit: ActorVisit,
  number: string,
  found: PeopleOfInstitution,
  kept: ReadonlySet<string>,
): Column<GrantRow>[] {
  const t = visit.t.rights.people;
  const { delegations } = found;
  return [
    ...(choosableIn(visit, found).length > 0
      ? [chooseColumn<GrantRow>(visit, { delegations, kept }, (row) => row)]
      : []),
    {
      label: t.person,
      rowHeader: true,
      cell: ({ person }) => <PersonLink visit={visit} person={person} />,
    },
    { label: t.relation, cell: ({ person }) => relationOf(person, visit.t) },
    { label: t.right, cell: ({ grant }) => (grant ? rightLabel(grant) : t.noRights) },
    { label: t.period, cell: ({ grant }) => grant && periodOf(grant, visit) },
    { label: t.cause, cell: ({ grant }) => grant && t.causes[grant.cause] },
    { label: t.actions, cell: (row) => <Actions visit={visit} row={row} place={{ number, delegations }} /> },
  ];
}

/** The helpdesk sees who is there, not what else they have: only a manager gets to somebody's page. */
const PersonLink = ({ visit, person }: { visit: ActorVisit; person: PersonWithGrants }) => {
  const you = person.personId === visit.actor.personId && ` (${visit.t.rights.people.you})`;
  if (managedOrganisations(visit.actor).length === 0) return <>{personLabel(person)}</>;
  return (
    <>
      <a href={personAddress(person.personId)}>{personLabel(person)}</a>
      {you}
    </>
  );
};

interface ActionsProps {
  visit: ActorVisit;
  row: GrantRow;
  place: { number: string; delegations: readonly Delegation[] };
}

const Actions = ({ visit, row: { person, grant }, place }: ActionsProps) => {
  const t = visit.t.rights.people;
  if (grant) return <GrantActions visit={visit} grant={grant} person={person} delegations={place.delegations} />;
  return (
    <a href={withQuery(giveAddress, { instelling: place.number, persoon: person.personId })}>
      {t.give}
      <span class="hidden-text"> {t.giveTo(personLabel(person))}</span>
    </a>
  );
};

function periodOf(grant: ListedGrant, visit: ActorVisit) {
  const t = visit.t.rights.people;
  const period = t.from(formatDate(grant.from), formatDate(grant.until));
  if (grant.active) return period;
  const state = grant.from > visit.actor.today ? t.notYet(formatDate(grant.from)) : t.inactive;
  return (
    <>
      {period} <span class="soft">({state})</span>
    </>
  );
}

export function relationOf(person: PersonWithGrants, t: Messages): string {
  const words = t.rights.people;
  const [relation] = person.relations;
  if (!relation) return words.elsewhere;
  if (relation.until === null) return relation.category;
  return words.relationUntil(relation.category, formatDate(relation.until));
}
