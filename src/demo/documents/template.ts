import type { LevelId } from '#directory/levels.ts';
import type { DemoOrganisation } from '#demo/organisations.ts';
import type { Content } from '#demo/documents/content.ts';
import type { Format } from '#demo/documents/render.ts';
import type { Random } from '#demo/random.ts';

/** For whom and when a document is written. */
export interface Occasion {
  readonly institution: DemoOrganisation;
  readonly level: LevelId;
  /** Start year of the school year. */
  readonly year: number;
  readonly random: Random;
  /** Pupils or course members in the institution that year. */
  readonly pupils: number;
}

/** A kind of document that the administration sends to one institution every school year. */
export interface Template {
  readonly id: string;
  readonly theme: string;
  readonly levels: readonly LevelId[];
  readonly format: Format;
  /** Month and day in which it is sent; from September on it belongs to the first year of the school year. */
  readonly sentOn: string;
  /** Sent before the school year it is about, in the same calendar year in which that starts. */
  readonly inAdvance?: true;
  readonly title: (occasion: Occasion) => string;
  readonly blocks: (occasion: Occasion) => Content['blocks'];
}

/** `2026-2027`, as offices call a school year. */
export function schoolYearText(year: number): string {
  return `${year}-${year + 1}`;
}
