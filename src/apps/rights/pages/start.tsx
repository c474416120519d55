import type { ActorVisit, PageContent } from '#access/visit.ts';
import { base, catalogueAddress, giveAddress, institutionAddress, withQuery } from '#apps/rights/pages/addresses.ts';
import { listDelegations } from '#apps/rights/queries/catalogue.ts';
import { findInstitutions, type InstitutionPage } from '#apps/rights/queries/institutions.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { ButtonLink, Buttons } from '#ui/components/button.tsx';
import { DataTable, type Column } from '#ui/components/data-table.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { SearchBox } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { Pager } from '#ui/components/pager.tsx';
import { formatNumber } from '#ui/format.ts';

/** Start of Gebruikersbeheer: my institutions (RI-8), a new right (RI-3), the catalogue (RI-9). */
export async function startPage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.rights;
  const page = await findInstitutions(visit.db, visit.actor, await listDelegations(visit.db), searchOf(visit));
  return {
    title: t.name,
    tab: base,
    children: (
      <>
        <PageHeading
          title={t.name}
          lead={t.start.lead}
          action={
            <ButtonLink kind="main" href={giveAddress}>
              {t.give.title}
            </ButtonLink>
          }
        />
        {visit.url.searchParams.get('gedaan') === 'toegekend' && (
          <Notice t={visit.t.ui} kind="success" live>
            {t.done.grantedQuietly}
          </Notice>
        )}
        <Section title={page.stepsIn ? t.start.stepsInTitle : t.start.institutions} id="instellingen">
          <p>{page.stepsIn ? t.start.stepsIn : t.start.institutionsHint}</p>
          <InstitutionPicker visit={visit} page={page} action={base} hrefOf={(id) => institutionAddress(id)} />
        </Section>
        <Section title={t.catalogue.title} id="rechten">
          <p>{t.start.catalogueHint}</p>
          <Buttons>
            <ButtonLink href={catalogueAddress}>{t.start.showCatalogue}</ButtonLink>
          </Buttons>
        </Section>
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
