import type { ActorVisit } from '#access/visit.ts';
import type { Link } from '#apps/links/inputs.ts';
import { placesOfLink } from '#apps/links/links.ts';
import { levelById, type LevelId } from '#directory/levels.ts';
import { Section } from '#ui/components/page.tsx';
import { Tile, Tiles } from '#ui/components/tile.tsx';

/** A tile per linked application that opens for the person (OT-1). */
export const LinkTiles = ({ visit, links }: { visit: ActorVisit; links: readonly Link[] }) =>
  links.length === 0 ? null : (
    <Section title={visit.t.links.title} id="toepassingen">
      <Tiles label={visit.t.links.title}>
        {links.map((link) => (
          <Tile
            title={link.name[visit.lang]}
            href={`/toepassing/${link.id}`}
            facts={[link.description[visit.lang], levelsOf(visit, link)]}
          />
        ))}
      </Tiles>
    </Section>
  );

function levelsOf(visit: ActorVisit, link: Link): string {
  const levels = new Set(placesOfLink(link, visit.actor).map((place) => place.levelId));
  return [...levels].map((level) => levelById(level as LevelId).name[visit.lang]).join(', ');
}
