import { addDays } from '#apps/rights/period.ts';
import { mostOpen, quietDays } from '#apps/rights/requests.ts';

/** What is known of who asks for a deputy at an institution, and of who could name one. */
export interface AskDeputyFacts {
  /** The rights of his own in which somebody can replace him there. */
  rights: readonly { id: string; name: string; until: string }[];
  askedAlready: boolean;
  open: number;
  /** What was refused there lately: whom he wished for, and when. */
  refused: readonly { name: string; on: string }[];
  /** The longest a deputy replaces somebody. */
  mostDays: number;
}

export interface DeputyAsked {
  name: string;
  entitlementIds: readonly string[];
  from: string;
  until: string;
}

/** Why a deputy cannot be asked for; each says what to do instead. */
export type AskDeputyObstacle =
  | { kind: 'asked-already' }
  | { kind: 'too-many-open'; most: number }
  | { kind: 'refused-recently'; again: string }
  /** Nobody gives all of these rights together. */
  | { kind: 'nobody' }
  | { kind: 'name-missing' | 'nothing-chosen' | 'too-early' | 'ends-before-begin' }
  | { kind: 'too-long'; latest: string };

/** Whether somebody can ask at all, whatever is filled in (RE). */
export function askDeputyHindrance({ askedAlready, open }: AskDeputyFacts): AskDeputyObstacle | undefined {
  if (askedAlready) return { kind: 'asked-already' };
  return open >= mostOpen ? { kind: 'too-many-open', most: mostOpen } : undefined;
}

/** What is wrong with what was filled in; all of it at once. */
export function askDeputyFaults(wish: DeputyAsked, facts: AskDeputyFacts, today: string): AskDeputyObstacle[] {
  const latest = addDays(wish.from, facts.mostDays - 1);
  const refused = facts.refused.filter(({ name }) => sameName(name, wish.name)).map(({ on }) => addDays(on, quietDays));
  const again = refused
    .filter((day) => day > today)
    .toSorted()
    .at(-1);
  return [
    ...(wish.name === '' ? [{ kind: 'name-missing' } as const] : []),
    ...(wish.entitlementIds.length === 0 ? [{ kind: 'nothing-chosen' } as const] : []),
    ...(wish.from < today ? [{ kind: 'too-early' } as const] : []),
    ...(wish.until < wish.from ? [{ kind: 'ends-before-begin' } as const] : []),
    ...(wish.until > latest ? [{ kind: 'too-long', latest } as const] : []),
    ...(again ? [{ kind: 'refused-recently', again } as const] : []),
  ];
}

// However it is written: capitals, accents and spaces tell nobody apart.
const sameName = (one: string, other: string): boolean =>
  one.localeCompare(other, 'nl', { sensitivity: 'base', ignorePunctuation: true }) === 0;
