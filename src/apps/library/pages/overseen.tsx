import type { Child } from 'hono/jsx';
import { askedPlace } from '#access/asked-place.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { institutionLabel } from '#apps/library/labels.ts';
import { decodeCursor, encodeCursor, type Cursor } from '#apps/library/model.ts';
import { administersThemes } from '#apps/themes/index.ts';
import { formatInstitutionNumber } from '#directory/institution-number.ts';
import type { Level } from '#directory/levels.ts';
import { findOrganisation } from '#directory/organisations.ts';
import { PageHeading } from '#ui/components/page.tsx';
import { Pager } from '#ui/components/pager.tsx';
import { BackLink } from '#ui/components/way-back.tsx';

/** Where an administrator oversees something besides the grid of themes: an institution at one of its levels. */
export interface OverseenPlace {
  level: Level;
  institutionId: number;
  from: Cursor | null;
}

/** null: there is an institution to choose first, on the page of the grids. */
export function overseenPlace(visit: ActorVisit): OverseenPlace | null {
  const { level, institutionId } = askedPlace(visit, administersThemes);
  return institutionId === null ? null : { level, institutionId, from: decodeCursor(visit.url.searchParams.get('na')) };
}

export const gridsAddress = (visit: ActorVisit): string => `/${visit.params['level'] ?? ''}/themabeheer`;

interface Overview {
  place: OverseenPlace;
  title: string;
  lead: (institution: string) => string;
  /** The next page begins after this row. */
  older: Cursor | null;
  children: Child;
}

/** The page of an overview of one institution, below its grid of themes. */
export async function overviewPage(visit: ActorVisit, overview: Overview): Promise<PageContent> {
  const { level, institutionId } = overview.place;
  const institution = await findOrganisation(visit.db, institutionId);
  const path = gridsAddress(visit);
  const here = `instelling=${formatInstitutionNumber(institutionId)}`;
  return {
    title: overview.title,
    levelId: level.id,
    tab: path,
    children: (
      <>
        <BackLink t={visit.t.ui} label={visit.t.themes.name} href={`${path}?${here}`} />
        <PageHeading
          title={overview.title}
          lead={overview.lead(institutionLabel(institutionId, institution?.name ?? ''))}
        />
        {overview.children}
        <Pager
          t={visit.t.ui}
          nextHref={overview.older ? `${visit.url.pathname}?${here}&na=${encodeCursor(overview.older)}` : undefined}
        />
      </>
    ),
  };
}
