import type { ActorVisit, PageContent } from '#access/visit.ts';
import { base, institutionAddress, institutionsAddress, withQuery } from '#apps/rights/pages/addresses.ts';
import { listDelegations } from '#apps/rights/queries/catalogue.ts';
import { findInstitutions, type InstitutionPage } from '#apps/rights/queries/institutions.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { DataTable, type Column } from '#ui/components/data-table.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { SearchBox } from '#ui/components/inputs.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { Pager } from '#ui/components/pager.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatNumber } from '#ui/format.ts';

/** Instellingen: those for which I may manage rights (RI-8). */
export async function institutionsPage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.rights;
  const page = await findInstitutions(visit.db, visit.actor, await listDelegations(visit.db), searchOf(visit));
  const title = page.stepsIn ? t.start.stepsInTitle : t.start.institutions;
  return {
    title,
    tab: base,
    children: (
      <>
        <BackLink t={visit.t.ui} label={t.name} href={base} />
        <PageHeading title={title} lead={page.stepsIn ? t.start.stepsIn : t.start.institutionsHint} />
        <InstitutionPicker
          visit={visit}
          page={page}
          action={institutionsAddress}
          hrefOf={(id) => institutionAddress(id)}
        />
      </>
    ),
  };
}

export function searchOf(visit: ActorVisit): { text: string; after: string | null } {
  return { text: visit.url.searchParams.get('q') ?? '', after: visit.url.searchParams.get('na') };
}

interface PickerProps {
  visit: ActorVisit;
  page: InstitutionPage;
  action: string;
  hrefOf: (organisationId: number) => string;
}

/** A searchable list of the institutions within scope, each leading on. */
export const InstitutionPicker = ({ visit, page, action, hrefOf }: PickerProps) => {
  const t = visit.t.rights;
  const { text } = searchOf(visit);
  return (
    <>
      <SearchBox t={visit.t.ui} action={action} label={t.start.searchInstitution} id="zoek-instelling" value={text} />
      {page.institutions.length > 0 && (
        <DataTable
          caption={t.start.institutions}
          captionHidden
          columns={columnsOf(visit, page, hrefOf)}
          rows={page.institutions}
        />
      )}
      {page.institutions.length === 0 && (!page.stepsIn || text !== '') && (
        <EmptyState title={t.start.noneFoundTitle} suggestions={t.start.noneFound} />
      )}
      <Pager
        t={visit.t.ui}
        nextHref={page.next === undefined ? undefined : withQuery(action, { q: text, na: String(page.next) })}
      />
    </>
  );
};

type Row = InstitutionPage['institutions'][number];

function columnsOf(visit: ActorVisit, page: InstitutionPage, hrefOf: (id: number) => string): Column<Row>[] {
  const t = visit.t.rights.start;
  return [
    { label: t.number, cell: (row) => formatOrganisationCode(row.id) },
    {
      label: t.institution,
      rowHeader: true,
      cell: (row) => (row.open ? <a href={hrefOf(row.id)}>{row.name}</a> : row.name),
    },
    { label: t.municipality, cell: (row) => row.municipality ?? '' },
    page.stepsIn
      ? { label: t.state, cell: (row) => (row.open ? t.withoutHeadAdmin : t.hasHeadAdmin) }
      : { label: t.people, numeric: true, cell: (row) => formatNumber(row.people, visit.lang) },
  ];
}
