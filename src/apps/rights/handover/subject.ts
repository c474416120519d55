import type { EndMode, EndObstacle, GrantObstacle } from '#apps/rights/model.ts';
import type { Catalogue } from '#apps/rights/queries/catalogue.ts';
import type { ChosenGrant } from '#apps/rights/queries/chosen-grants.ts';
import type { ListedGrant } from '#apps/rights/queries/grants.ts';
import type { RelatedPerson } from '#apps/rights/queries/relations.ts';
import type { ScopedOrganisation } from '#apps/rights/queries/scope.ts';

/** What happens to something of who leaves: it stays, goes to the successor and ends, or ends. */
export const fates = ['keep', 'move', 'end'] as const;
export type Fate = (typeof fates)[number];

/** A ticked theme, at its level (TH-1). */
export interface Theme {
  levelId: number;
  themeId: number;
}

export const isSameTheme = (one: Theme, other: Theme): boolean =>
  one.themeId === other.themeId && one.levelId === other.levelId;

/** A right of who leaves, with what decides about it. */
export interface Handed {
  grant: ChosenGrant;
  /** Themes that hang on it, where the actor administers them (TH-7). */
  themes: readonly Theme[];
  /** The successor's right of the same kind that runs in the meantime. */
  has: ListedGrant | undefined;
  /** Themes that hang on that one already. */
  hasThemes: readonly Theme[];
  /** First day of the successor's next right of the same kind, where there is none in the meantime. */
  nextFrom: string | undefined;
}

/** One institution where the actor manages rights of who leaves, and to which the successor is related. */
export interface HandoverPlace {
  scoped: ScopedOrganisation;
  /** With the relations that count here. */
  successor: RelatedPerson;
  handed: readonly Handed[];
  /** Last days of its head local administrators, but for who leaves. */
  otherHeadsUntil: readonly string[];
  /** The actor ticks themes here (TH-7). */
  administersThemes: boolean;
  /** They read every theme here as portal administrators, ticked or not (TH-2). */
  leaverAdministers: boolean;
  successorAdministers: boolean;
  /** Themes that hold only once a second person confirms them (TH-3). */
  needSecond: readonly number[];
}

export interface HandoverSubject {
  leaver: { id: string; givenName: string; familyName: string };
  successor: RelatedPerson;
  /** The institution that was asked first, then the others by name. */
  places: readonly HandoverPlace[];
  /** Where the actor manages rights of who leaves, but the successor has no relation. */
  unrelated: readonly { id: number; name: string }[];
  catalogue: Catalogue;
}

/** What was chosen for one right. The last day of the successor's is read for `move` only; a theme that is not named follows its right. */
export interface Choice {
  grantId: string;
  fate: Fate;
  until?: string | undefined;
  themes?: (Theme & { fate: Fate })[] | undefined;
}

/** Why a theme cannot be what was chosen: no tick stays without its right (R13), nor is one made without; who administers reads it anyway. */
export type ThemeObstacle = 'cannot-stay' | 'no-right' | 'reads-all';

/** What would happen to one theme. */
export interface JudgedTheme extends Theme {
  fate: Fate;
  /** The successor is ticked, or proposed to a second person. */
  ticks: boolean;
  /** Who leaves loses it today, for a tick has no end of its own; otherwise it ends with its right. */
  unticks: boolean;
  obstacle: ThemeObstacle | undefined;
}

/** What would happen to one right, or what stands in the way: of giving it, of ending it. */
export interface Judged {
  place: HandoverPlace;
  handed: Handed;
  choice: Choice;
  /** Given to the successor from today on; false where he has it already. */
  gives: boolean;
  /** How the leaver's right ends; null where it stays, or ends by then already. */
  ends: EndMode | null;
  giving: readonly GrantObstacle[];
  /** Rights that let somebody else do it, where the actor may not. */
  whoCan: readonly string[];
  ending: EndObstacle | undefined;
  themes: readonly JudgedTheme[];
}
