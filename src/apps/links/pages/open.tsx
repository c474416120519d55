import { ask } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type PageContent } from '#access/visit.ts';
import type { Link } from '#apps/links/inputs.ts';
import { launchAddress } from '#apps/links/launch.ts';
import { linkTarget } from '#apps/links/links.ts';
import { formatOrganisationCode, parseOrganisationCode } from '#directory/institution-number.ts';
import { listOrganisations, type Organisation } from '#directory/organisations.ts';
import { DataTable } from '#ui/components/data-table.tsx';
import { PageHeading } from '#ui/components/page.tsx';

/** Leads on to a linked application, for whom it opens; anybody else reads what is missing. */
export async function openLink(visit: ActorVisit): Promise<PageContent | Response> {
  const asked = visit.url.searchParams.get('instelling');
  const { link, organisations } = await ask(linkTarget, visit, {
    id: (visit.params['id'] ?? '').slice(0, 40),
    organisationId: asked === null ? null : (parseOrganisationCode(asked) ?? 0),
  });
  const [organisationId = 0, ...others] = organisations;
  if (others.length > 0) return choose(visit, link, await listOrganisations(visit.db, organisations));
  const targetGroup = visit.actor.actingFor?.targetGroup ?? '';
  return seeOther(launchAddress(link, { issuer: visit.session.issuer, targetGroup, organisationId }));
}

/** Whoever acts for all organisations at once says first for which one. */
function choose(visit: ActorVisit, link: Link, organisations: readonly Organisation[]): PageContent {
  const t = visit.t.links;
  const name = link.name[visit.lang];
  return {
    title: name,
    children: (
      <>
        <PageHeading title={name} lead={t.choose} />
        <filter-search label={t.find}>
          <DataTable
            caption={t.institutions(name)}
            captionHidden
            rows={organisations.filter((one) => one.isOpen)}
            columns={[
              {
                label: t.institution,
                rowHeader: true,
                cell: ({ id, name: institution }) => {
                  const code = formatOrganisationCode(id);
                  return <a href={`/toepassing/${link.id}?instelling=${code}`}>{`${code} ${institution}`}</a>;
                },
              },
            ]}
          />
        </filter-search>
      </>
    ),
  };
}
