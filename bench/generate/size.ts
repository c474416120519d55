/** How large a generated Flanders is. */
export interface Size {
  institutions: number;
  boards: number;
  persons: number;
  documents: number;
}

export function sizeAt(scale: number): Size {
  return {
    institutions: Math.max(70, Math.round(5_000 * scale)),
    boards: Math.max(5, Math.round(1_000 * scale)),
    persons: Math.max(700, Math.round(100_000 * scale)),
    documents: Math.max(2_000, Math.round(2_000_000 * scale)),
  };
}

/** The board of the measurements runs so many institutions. */
export const bigBoardSize = 60;
/** First and last moment at which documents were published: ten school years, 2017-2018 to 2026-2027. */
export const firstPublished = Date.UTC(2017, 8, 1);
export const lastPublished = Date.UTC(2026, 10, 20);
