/** How often somebody is told of everything (NO-1). */
export type MainRhythm = 'daily' | 'weekly';
/** How often of one theme, of one institution or of all. */
export type OwnRhythm = 'at-once' | MainRhythm | 'never';
/** `as-the-rest`: its own rhythm was taken away. */
export type Rhythm = OwnRhythm | 'as-the-rest';

/** A theme of an institution; null: of all institutions, for readers of the administration. */
export interface Pair {
  institutionId: number | null;
  themeId: number;
}

/** From its first moment up to, not including, its last; in milliseconds. */
export type Window = readonly [from: number, until: number];

/**
 * What a digest tells of: a window for everything, and one for each theme with a rhythm of its own; null where it is not told now. It is kept as it was when the digest was made, so that a later change of rhythm moves nothing in or out.
 */
export interface DigestWindows {
  rest: Window | null;
  pairs: readonly (readonly [institutionId: number | null, themeId: number, window: Window | null])[];
}

/** Whether a digest tells of a document: by the one window that its theme and institution belong to (P7). */
export function telling({ rest, pairs }: DigestWindows): (document: Pair & { availableAt: Date }) => boolean {
  const own = new Map(pairs.map(([institutionId, themeId, window]) => [keyOf({ institutionId, themeId }), window]));
  return (document) => {
    const { themeId } = document;
    const key = [document, { institutionId: null, themeId }].map(keyOf).find((one) => own.has(one));
    const [from, until] = (key === undefined ? rest : own.get(key)) ?? [0, 0];
    const at = document.availableAt.getTime();
    return from <= at && at < until;
  };
}

/** The row that another follows without a rhythm of its own: that of its theme everywhere, or the one for everything. */
export function rowAbove<Row extends { institutionId: number | null; themeId: number | null }>(
  row: Row,
  rows: readonly Row[],
): Row | undefined {
  const ofTheme = (one: Row) => one.institutionId === null && one.themeId === row.themeId;
  const above = row.institutionId === null ? undefined : rows.find(ofTheme);
  return above ?? rows.find((one) => one.themeId === null);
}

/** The window around all windows of these digests, or null when they tell of nothing. */
export function windowAround(digests: readonly DigestWindows[]): Window | null {
  let [from, until] = [Number.POSITIVE_INFINITY, 0];
  for (const { rest, pairs } of digests)
    for (const window of [rest, ...pairs.map((pair) => pair[2])]) {
      if (!window) continue;
      from = Math.min(from, window[0]);
      until = Math.max(until, window[1]);
    }
  return until === 0 ? null : [from, until];
}

export const keyOf = ({ institutionId, themeId }: Pair): string => `${institutionId}:${themeId}`;
