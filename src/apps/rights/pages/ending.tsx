import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { base, endingAddress, personAddress, withQuery } from '#apps/rights/pages/addresses.ts';
import { Choosing, chooseColumn } from '#apps/rights/pages/chosen/choosing.tsx';
import { GrantActions } from '#apps/rights/pages/chosen/grant-actions.tsx';
import { readKept } from '#apps/rights/pages/chosen/kept.tsx';
import { doneNotice } from '#apps/rights/pages/done.tsx';
import { organisationLabel, personLabel, rightLabel } from '#apps/rights/pages/words.ts';
import { canManage } from '#apps/rights/policy.ts';
import { endingGrants, warningDays, type EndingGrant, type EndingGrants } from '#apps/rights/queries/ending.ts';
import { formatOrganisationCode, parseOrganisationCode } from '#directory/institution-number.ts';
import { Button } from '#ui/components/button.tsx';
import { DataTable, type Column } from '#ui/components/data-table.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { ListOrder } from '#ui/components/list-order.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatDate } from '#ui/format.ts';

/** Loopt af: what ends within sixty days, to be prolonged together before it does. */
export async function endingPage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.rights.ending;
  const query = visit.url.searchParams;
  const organisationId = parseOrganisationCode(query.get('instelling') ?? '');
  const after = query.get('na');
  const found = await ask(endingGrants, visit, {
    ...(organisationId !== undefined && { organisationId }),
    ...(after && { after }),
  });
  const code = organisationId === undefined ? '' : formatOrganisationCode(organisationId);
  return {
    title: t.title,
    tab: base,
    children: (
      <>
        <BackLink t={visit.t.ui} label={visit.t.rights.name} href={base} />
        <PageHeading title={t.title} lead={t.lead(warningDays)} />
        {await doneNotice(visit)}
        {found.organisations.length > 1 && <WhichInstitution visit={visit} found={found} code={code} />}
        {found.grants.length === 0 ? (
          <EmptyState title={t.noneTitle(warningDays)} suggestions={t.none} />
        ) : (
          <>
            <EndingList visit={visit} found={found} code={code} kept={await readKept(visit)} />
          </>
        )}
      </>
    ),
  };
}

interface ListProps {
  visit: ActorVisit;
  found: EndingGrants;
  code: string;
}

const WhichInstitution = ({ visit, found, code }: ListProps) => {
  const t = visit.t.rights.persons;
  return (
    <ListOrder
      t={visit.t.ui}
      action={endingAddress}
      label={t.institution}
      name="instelling"
      value={code}
      options={[
        { value: '', label: t.allInstitutions },
        ...found.organisations.map((one) => ({ value: formatOrganisationCode(one.id), label: organisationLabel(one) })),
      ]}
      keep={[]}
    />
  );
};

const EndingList = ({ visit, found, code, kept }: ListProps & { kept: ReadonlySet<string> }) => {
  const t = visit.t.rights;
  const mine = found.grants.filter((grant) => canManage(visit.actor, grant, found.delegations));
  const columns: Column<EndingGrant>[] = [
    chooseColumn<EndingGrant>(visit, { delegations: found.delegations, kept }, (grant) => ({ grant, person: grant })),
    { label: t.ending.until, cell: (grant) => formatDate(grant.until) },
    {
      label: t.people.person,
      rowHeader: true,
      cell: (grant) => <a href={personAddress(grant.personId)}>{personLabel(grant)}</a>,
    },
    { label: t.people.right, cell: (grant) => rightLabel(grant) },
    {
      label: t.persons.institution,
      cell: (grant) => organisationLabel({ id: grant.organisationId, name: grant.organisationName }),
    },
    {
      label: t.people.actions,
      cell: (grant) => <GrantActions visit={visit} grant={grant} person={grant} delegations={found.delegations} />,
    },
  ];
  return (
    <Choosing
      visit={visit}
      any={mine.length > 0}
      kept={kept}
      shown={mine.map(({ id }) => id)}
      pages={{ nextHref: found.next && withQuery(endingAddress, { instelling: code, na: found.next }) }}
      more={
        found.next && (
          <Button name="wat" value="alles-verlengen">
            {t.ending.prolongAll}
          </Button>
        )
      }
    >
      <input type="hidden" name="instelling" value={code} />
      <DataTable caption={t.ending.count(found.total)} columns={columns} rows={found.grants} />
    </Choosing>
  );
};
