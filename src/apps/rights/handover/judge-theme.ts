import {
  isSameTheme,
  type Fate,
  type Handed,
  type HandoverPlace,
  type JudgedTheme,
  type Theme,
} from '#apps/rights/handover/subject.ts';

/** What a theme is judged on, beside what was chosen for it. */
export interface ThemeFacts {
  /** What happens to the right that it hangs on. */
  ofRight: Fate;
  place: Pick<HandoverPlace, 'leaverAdministers' | 'successorAdministers'>;
  handed: Pick<Handed, 'grant' | 'has' | 'hasThemes'>;
  /** The right of who leaves goes over and begins at once. */
  givesToday: boolean;
}

/**
 * What becomes of one theme of who leaves (R13): without a choice what becomes of its right. It goes to a successor who reads it by a
 * right that runs, and is taken at once where the right itself stays, for a tick has no last day of its own.
 */
export function judgeTheme(theme: Theme, chosen: Fate | undefined, facts: ThemeFacts): JudgedTheme {
  const { ofRight, place, handed } = facts;
  const fate = chosen ?? ofRight;
  const runs = handed.has ? handed.has.active : facts.givesToday;
  const hasIt = place.successorAdministers || handed.hasThemes.some((one) => isSameTheme(one, theme));
  const unticks = fate !== 'keep' && ofRight === 'keep';
  const judged = { ...theme, fate, unticks, ticks: fate === 'move' && runs && !hasIt };
  if (fate === 'keep' && ofRight !== 'keep') return { ...judged, obstacle: 'cannot-stay' };
  if (chosen === 'move' && !runs && !hasIt) return { ...judged, obstacle: 'no-right' };
  const readsAnyway = place.leaverAdministers || !handed.grant.active;
  return { ...judged, obstacle: unticks && readsAnyway ? 'reads-all' : undefined };
}

/** The fates of its own that a theme can have: none where the successor reads it anyway, or cannot read it at all. */
export function themeFates(
  theme: Theme,
  place: Pick<HandoverPlace, 'successorAdministers'>,
  handed: Pick<Handed, 'has' | 'hasThemes'> & { canMove: boolean },
): readonly Fate[] {
  if (place.successorAdministers || handed.hasThemes.some((one) => isSameTheme(one, theme))) return [];
  if (handed.has) return handed.has.active ? ['move', 'end'] : [];
  return handed.canMove ? ['end'] : [];
}
