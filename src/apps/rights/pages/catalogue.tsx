import type { ActorVisit, PageContent } from '#access/visit.ts';
import type { Entitlement } from '#apps/rights/model.ts';
import { base } from '#apps/rights/pages/addresses.ts';
import { listTargetGroups, readCatalogue, type Catalogue } from '#apps/rights/queries/catalogue.ts';
import type { Messages } from '#i18n/index.ts';
import { DataTable, type Column } from '#ui/components/data-table.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { BackLink } from '#ui/components/way-back.tsx';

/** Gebruikersrechten per doelgroep (RI-2, RI-9): what exists, what it opens, who may give it. */
export async function cataloguePage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.rights.catalogue;
  const catalogue = await readCatalogue(visit.db);
  const groups = await listTargetGroups(visit.db);
  const columns = columnsOf(catalogue, visit.t);
  const rightsOf = ({ code }: { code: string }): Entitlement[] =>
    catalogue.entitlements.filter((entitlement) => entitlement.targetGroups.includes(code));
  const unused = groups.filter((group) => group.rights === 0);
  return {
    title: t.title,
    tab: base,
    children: (
      <>
        <BackLink t={visit.t.ui} label={visit.t.rights.name} href={base} />
        <PageHeading title={t.title} lead={t.lead} />
        {groups
          .filter((group) => group.rights > 0)
          .map((group) => (
            <Section title={group.name} id={`doelgroep-${group.code.toLowerCase()}`}>
              <DataTable caption={group.name} captionHidden columns={columns} rows={rightsOf(group)} />
            </Section>
          ))}
        <p>{t.none(unused.map((group) => group.name).join(', '))}</p>
      </>
    ),
  };
}

function columnsOf(catalogue: Catalogue, t: Messages): Column<Entitlement>[] {
  const words = t.rights.catalogue;
  return [
    { label: words.category, cell: (row) => row.category },
    { label: words.right, rowHeader: true, cell: (row) => row.name },
    { label: words.description, cell: (row) => row.description },
    { label: words.contexts, cell: (row) => contextsOf(row, t) },
    {
      label: words.longest,
      cell: (row) => (row.maxMonths === null ? words.noLimit : words.months(row.maxMonths)),
    },
    { label: words.givers, cell: (row) => giversOf(row, catalogue, t) },
  ];
}

function contextsOf(entitlement: Entitlement, t: Messages): string {
  const words = t.rights.catalogue;
  if (entitlement.contexts.length === 0) return words.noContexts;
  return `${entitlement.contexts.join(', ')}${entitlement.contextsRequired ? ` (${words.contextsRequired})` : ''}`;
}

function giversOf(entitlement: Entitlement, catalogue: Catalogue, t: Messages): string {
  const words = t.rights.catalogue;
  const nameOf = (id: string): string => catalogue.entitlements.find((one) => one.id === id)?.name ?? id;
  const givers = catalogue.delegations
    .filter(({ given }) => given === entitlement.id)
    .map(({ giver, onlyWithoutHeadAdmin }) =>
      onlyWithoutHeadAdmin ? words.onlyWithoutHeadAdmin(nameOf(giver)) : nameOf(giver),
    );
  const all = [...(entitlement.automaticForHead ? [words.automatic] : []), ...givers];
  return all.length === 0 ? words.nobody : all.join('; ');
}
