import type { Child } from 'hono/jsx';
import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { whoAddress } from '#access/who-addresses.ts';
import { byName, cellKey, encodeSeen, isTicked, narrow, type Grid, type GridFilter } from '#apps/themes/model.ts';
import { chooseInstitution } from '#apps/themes/pages/choose-institution.tsx';
import { GridFilters } from '#apps/themes/pages/grid-filters.tsx';
import { listName, stateOf } from '#apps/themes/pages/labels.ts';
import { filterOf, gridAddress, overviewAddress, placeOf, type AdministeredPlace } from '#apps/themes/pages/place.ts';
import { proposalAddress, switchAddress } from '#apps/themes/second-person/addresses.ts';
import { whatOf, whoMay } from '#apps/themes/second-person/pages.tsx';
import { themeGrid } from '#apps/themes/views.ts';
import { formatInstitutionNumber } from '#directory/institution-number.ts';
import { ButtonLink } from '#ui/components/button.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { TickGrid, type TickGridPerson } from '#ui/components/tick-grid.tsx';

/** Themabeheer of one institution at one level (TH-3). */
export async function showGrid(visit: ActorVisit): Promise<PageContent> {
  const place = placeOf(visit);
  if (place.institutionId === null) return chooseInstitution(visit, place);
  const done = visit.url.searchParams.get('gedaan') ?? '';
  const proposed = visit.url.searchParams.get('voorgesteld') ?? '';
  const notice = /^\d{1,6}$/.test(done) && (
    <Notice t={visit.t.ui} kind={done === '0' ? 'info' : 'success'} live>
      {done !== '0' && <p>{visit.t.themes.saved.done(Number(done))}</p>}
      {/^\d{1,6}$/.test(proposed) ? (
        <p>{visit.t.themes.secondPerson.proposed(Number(proposed))}</p>
      ) : (
        done === '0' && visit.t.themes.saved.nothing
      )}
    </Notice>
  );
  return gridPage(visit, { ...place, institutionId: place.institutionId }, notice || null);
}

/** The page around the grid as it is now, under a notice about what was just done. */
export async function gridPage(
  visit: ActorVisit,
  place: AdministeredPlace & { institutionId: number },
  notice: Child,
): Promise<PageContent> {
  const t = visit.t.themes;
  const grid = await ask(themeGrid, visit, { institutionId: place.institutionId, levelId: place.level.id });
  const filter = filterOf(visit);
  return {
    title: t.name,
    levelId: place.level.id,
    tab: place.path,
    width: 'wide',
    children: (
      <>
        {notice}
        <PageHeading
          title={t.name}
          lead={`${formatInstitutionNumber(grid.institution.id)} ${grid.institution.name}. ${t.lead}`}
        />
        <p>
          {place.several && (
            <>
              <a href={`${place.path}?kies`}>{t.choose.other}</a>
              {' · '}
            </>
          )}
          <a href="/themas">{t.grid.whichDocuments}</a>
          {' · '}
          <a href={whoAddress({ instelling: formatInstitutionNumber(grid.institution.id) })}>{t.grid.whoCan}</a>
          {' · '}
          {grid.users.length > 0 && (
            <>
              <a href={triesAddress(visit, place, grid.institution.id)}>
                {tries(visit) ? t.grid.saveAtOnce : t.grid.tryFirst}
              </a>
              {' · '}
            </>
          )}
          <a href={overviewAddress(place.path, grid.institution.id, 'gedeeld')}>{visit.t.sharing.overview.name}</a>
          {' · '}
          <a href={overviewAddress(place.path, grid.institution.id, 'lezingen')}>{visit.t.readings.name}</a>
          {' · '}
          <a href={switchAddress(grid.institution.id)}>{t.secondPerson.rule}</a>
        </p>
        <WaitingList visit={visit} grid={grid} />
        {grid.users.length === 0 ? (
          <NobodyYet visit={visit} />
        ) : (
          <People visit={visit} place={place} grid={grid} filter={filter} />
        )}
      </>
    ),
  };
}

const WaitingList = ({ visit, grid }: { visit: ActorVisit; grid: Grid }) => {
  const t = visit.t.themes.secondPerson;
  if (grid.waiting.size === 0) return null;
  return (
    <Notice t={visit.t.ui} kind="info" title={t.waiting}>
      <ul>
        {[...grid.waiting.values()].map(({ proposalId, proposal, confirmers }) => (
          <li>
            <a href={proposalAddress(proposalId)}>
              {t.waitingFor(whatOf(visit, proposal), proposal.proposer, whoMay(visit, proposal, confirmers))}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  );
};

/** Whether ticks are tried first: nothing is saved until what changes was seen. */
const tries = (visit: ActorVisit): boolean => visit.url.searchParams.has('proef');

function triesAddress(visit: ActorVisit, place: AdministeredPlace, institutionId: number): string {
  const address = gridAddress(place.path, institutionId, filterOf(visit));
  return tries(visit) ? address : `${address}&proef`;
}

const NobodyYet = ({ visit }: { visit: ActorVisit }) => (
  <EmptyState title={visit.t.themes.grid.nobodyYet} suggestions={visit.t.themes.grid.nobodyYetHints}>
    <ButtonLink kind="main" href="/gebruikersbeheer">
      {visit.t.themes.grid.toRights}
    </ButtonLink>
  </EmptyState>
);

interface PeopleProps {
  readonly visit: ActorVisit;
  readonly place: AdministeredPlace;
  readonly grid: Grid;
  readonly filter: GridFilter;
}

const People = ({ visit, place, grid, filter }: PeopleProps) => {
  const t = visit.t.themes.grid;
  const shown = narrow(grid, filter);
  const people = peopleOf(shown, visit.t.themes);
  return (
    <>
      <GridFilters visit={visit} path={place.path} grid={grid} filter={filter} />
      {people.length === 0 ? (
        <EmptyState title={t.nobodyFound} suggestions={t.nobodyFoundHints}>
          <ButtonLink href={gridAddress(place.path, grid.institution.id)}>{t.clear}</ButtonLink>
        </EmptyState>
      ) : (
        <filter-search label={t.findName}>
          <p class="hint">{t.count(shown.users.length, shown.administrators.length)}</p>
          <TickGrid
            t={visit.t.ui}
            caption={t.caption(grid.institution.name)}
            action={gridAddress(tries(visit) ? `${place.path}/proef` : place.path, grid.institution.id, filter)}
            tries={tries(visit) ? visit.t.rehearsal.try : undefined}
            themes={grid.themes.map((theme) => ({
              id: String(theme.id),
              name: theme.name,
              state: stateOf(theme),
              separate: !theme.inAll,
            }))}
            people={people}
            seen={encodeSeen(grid.themes, shown.users)}
          />
        </filter-search>
      )}
    </>
  );
};

/** Users and administrators in one list by name; two people of one name carry their address. */
function peopleOf(grid: Grid, t: ActorVisit['t']['themes']): TickGridPerson[] {
  const { automatic } = t.grid;
  const versions = new Map(grid.users.map((user) => [user.id, user.versions]));
  const everybody = [...grid.users, ...grid.administrators].sort(byName);
  const namesakes = Map.groupBy(everybody, listName);
  return everybody.map((person) => {
    const name = listName(person);
    const cells = versions.get(person.id)?.map((version, column) => {
      const waiting = grid.waiting.get(cellKey({ personId: person.id, themeId: grid.themes[column]?.id ?? 0 }));
      return {
        ...cellOf(version),
        ...(waiting && { waiting: { href: proposalAddress(waiting.proposalId), ...t.secondPerson.cell } }),
      };
    });
    const alike = (namesakes.get(name)?.length ?? 0) > 1;
    return {
      id: person.id,
      name,
      cells: cells ?? [],
      ...(!cells && { automatic }),
      ...(alike && person.email && { detail: person.email }),
    };
  });
}

const cellOf = (version: number) => ({ ticked: isTicked(version), version: version || undefined });
