import { anyActor, page, type Route } from '#access/route.ts';
import { ask } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type PageContent } from '#access/visit.ts';
import { countByLevel, NewestDocuments, newestDocuments } from '#apps/library/index.ts';
import { LinkTiles, ownLinks } from '#apps/links/index.ts';
import { QuestionNews } from '#apps/questions/index.ts';
import { levelById, levels, type LevelId } from '#directory/levels.ts';
import { ButtonLink, Buttons } from '#ui/components/button.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { Tile, Tiles } from '#ui/components/tile.tsx';
import { levelHome, openLevels, tabsFor } from '#web/navigation.ts';

const newestShown = 5;

/** The start page with a tile per level (PO-2), and the front of each level. */
export const startRoutes: Route[] = [
  page('/', anyActor, startPage),
  ...levels.map((level) => page(`/${level.slug}`, anyActor, (visit) => levelFront(visit, level.id))),
];

async function startPage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.web.start;
  const open = openLevels(visit.actor);
  const tabs = tabsFor(visit.actor, null, visit.t);
  const counts = await countByLevel(visit.db, visit.actor);
  const links = await ask(ownLinks, visit, {});
  const newest = await newestDocuments(visit.db, visit.actor, newestShown);
  return {
    title: t.title,
    tab: '/',
    children: (
      <>
        <PageHeading title={t.hello(visit.actor.givenName)} />
        {open.length === 0 && tabs.length === 0 && <EmptyState title={t.nothingTitle} suggestions={[t.nothing]} />}
        {open.length === 0 && tabs.length > 0 && (
          <Section title={t.applicationsTitle} id="toepassingen">
            <Tiles label={t.applicationsTitle}>
              {tabs.map(({ label, href }) => (
                <Tile title={label} href={href} />
              ))}
            </Tiles>
          </Section>
        )}
        {open.length > 0 && (
          <Section title={t.levelsTitle} id="niveaus">
            <Tiles label={t.levelsTitle}>
              {open.map((id) => (
                <Tile
                  title={levelById(id as LevelId).name[visit.lang]}
                  href={levelHome(id)}
                  facts={[t.tile(counts.get(id) ?? 0)]}
                />
              ))}
            </Tiles>
          </Section>
        )}
        <QuestionNews visit={visit} />
        <LinkTiles visit={visit} links={links} />
        {newest.length > 0 && (
          <Section title={t.newest} id="nieuwste">
            <NewestDocuments visit={visit} documents={newest} />
            <Buttons>
              <ButtonLink href="/documenten">{t.allDocuments}</ButtonLink>
            </Buttons>
          </Section>
        )}
        <Section title={t.why} id="waarom">
          <p>{t.whyHint}</p>
          <Buttons>
            <ButtonLink href="/waarom">{t.why}</ButtonLink>
          </Buttons>
        </Section>
      </>
    ),
  };
}

/** A level opens on its first tab; a level at which one holds nothing explains itself (PO-6). */
function levelFront(visit: ActorVisit, levelId: LevelId): Response {
  const [first] = tabsFor(visit.actor, levelId, visit.t);
  return seeOther(first ? first.href : `/waarom?niveau=${levelId}`);
}
