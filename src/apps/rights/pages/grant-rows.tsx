import type { ActorVisit } from '#access/visit.ts';
import { endAddress, giveAddress, withQuery } from '#apps/rights/pages/addresses.ts';
import { personLabel } from '#apps/rights/pages/words.ts';
import type { ListedGrant } from '#apps/rights/queries/grants.ts';
import type { PersonWithGrants } from '#apps/rights/queries/people-of-institution.ts';
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

export function grantColumns(visit: ActorVisit, number: string): Column<GrantRow>[] {
  const t = visit.t.rights.people;
  return [
    {
      label: t.person,
      rowHeader: true,
      cell: ({ person }) =>
        person.personId === visit.actor.personId ? `${personLabel(person)} (${t.you})` : personLabel(person),
    },
    { label: t.relation, cell: ({ person }) => relationOf(person, visit.t) },
    { label: t.right, cell: ({ grant }) => (grant ? nameOf(grant) : t.noRights) },
    { label: t.period, cell: ({ grant }) => grant && periodOf(grant, visit) },
    { label: t.cause, cell: ({ grant }) => grant && t.causes[grant.cause] },
    { label: t.actions, cell: (row) => <Actions visit={visit} row={row} number={number} /> },
  ];
}

const Actions = ({ visit, row, number }: { visit: ActorVisit; row: GrantRow; number: string }) => {
  const t = visit.t.rights.people;
  const name = personLabel(row.person);
  return row.grant ? (
    <a href={endAddress(row.grant.id)}>
      {t.end}
      <span class="hidden-text"> {t.endOf(row.grant.entitlementName, name)}</span>
    </a>
  ) : (
    <a href={withQuery(giveAddress, { instelling: number, persoon: row.person.personId })}>
      {t.give}
      <span class="hidden-text"> {t.giveTo(name)}</span>
    </a>
  );
};

function nameOf(grant: ListedGrant): string {
  return grant.contexts.length === 0
    ? grant.entitlementName
    : `${grant.entitlementName} (${grant.contexts.join(', ')})`;
}

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
  if (person.category === null) return words.elsewhere;
  if (person.relationUntil === null) return person.category;
  return words.relationUntil(person.category, formatDate(person.relationUntil));
}
