import type { PageContent } from '#access/visit.ts';
import { levelById, type LevelId } from '#directory/levels.ts';

/** Where the pages of a document stand in the frame: at its level, under Documenten. */
export function placeOfDocument({ levelId }: { levelId: number }): Pick<PageContent, 'levelId' | 'tab'> {
  return { levelId, tab: `/${levelById(levelId as LevelId).slug}/documenten` };
}
