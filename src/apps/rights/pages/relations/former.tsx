import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { base, formerAddress, personAddress, relationAddress, withQuery } from '#apps/rights/pages/addresses.ts';
import { organisationLabel, personLabel } from '#apps/rights/pages/words.ts';
import { formerPeople, type FormerPeople, type FormerPerson } from '#apps/rights/queries/former-people.ts';
import { formatOrganisationCode, parseOrganisationCode } from '#directory/institution-number.ts';
import { DataTable, type Column } from '#ui/components/data-table.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { SearchBox } from '#ui/components/inputs.tsx';
import { ListOrder } from '#ui/components/list-order.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { Pager } from '#ui/components/pager.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatDate } from '#ui/format.ts';

/** Historische personen: whose relation ended, to be linked again without typing everything (RI-7, 7.3). */
export async function formerPage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.rights.relations.former;
  const query = visit.url.searchParams;
  const organisationId = parseOrganisationCode(query.get('instelling') ?? '');
  const text = (query.get('q') ?? '').slice(0, 200);
  const after = query.get('na');
  const found = await ask(formerPeople, visit, {
    text,
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
        <PageHeading title={t.title} lead={t.lead} />
        <SearchBox
          t={visit.t.ui}
          action={formerAddress}
          label={visit.t.rights.people.search}
          id="zoek-persoon"
          value={text}
          keep={code ? [{ name: 'instelling', value: code }] : []}
        />
        {found.organisations.length > 1 && <WhichInstitution visit={visit} found={found} code={code} text={text} />}
        {found.people.length === 0 ? (
          <EmptyState title={t.noneTitle} suggestions={t.none} />
        ) : (
          <>
            <DataTable
              caption={visit.t.rights.people.count(found.total)}
              columns={columnsOf(visit)}
              rows={found.people}
            />
            <Pager
              t={visit.t.ui}
              nextHref={found.next && withQuery(formerAddress, { instelling: code, q: text, na: found.next })}
            />
          </>
        )}
      </>
    ),
  };
}

const WhichInstitution = (props: { visit: ActorVisit; found: FormerPeople; code: string; text: string }) => {
  const { visit, found, code, text } = props;
  const t = visit.t.rights.persons;
  return (
    <ListOrder
      t={visit.t.ui}
      action={formerAddress}
      label={t.institution}
      name="instelling"
      value={code}
      options={[
        { value: '', label: t.allInstitutions },
        ...found.organisations.map((one) => ({ value: formatOrganisationCode(one.id), label: organisationLabel(one) })),
      ]}
      keep={text ? [{ name: 'q', value: text }] : []}
    />
  );
};

function columnsOf(visit: ActorVisit): Column<FormerPerson>[] {
  const t = visit.t.rights;
  return [
    {
      label: t.people.person,
      rowHeader: true,
      cell: (one) => <a href={personAddress(one.personId)}>{personLabel(one)}</a>,
    },
    {
      label: t.persons.institution,
      cell: (one) => organisationLabel({ id: one.organisationId, name: one.organisationName }),
    },
    { label: t.person.category, cell: (one) => one.category },
    {
      label: t.person.period,
      cell: (one) =>
        one.from === null
          ? t.person.untilOnly(formatDate(one.until))
          : t.people.from(formatDate(one.from), formatDate(one.until)),
    },
    { label: t.person.why, cell: (one) => one.reason ?? '' },
    {
      label: t.people.actions,
      cell: (one) => (
        <a href={withQuery(relationAddress(one.personId), { instelling: formatOrganisationCode(one.organisationId) })}>
          {t.relations.former.again}
          <span class="hidden-text"> {personLabel(one)}</span>
        </a>
      ),
    },
  ];
}
