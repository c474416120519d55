/** What a right is worth today. `elsewhere`: it counts, but not on whose behalf the person works now. */
export type RightState = 'active' | 'elsewhere' | 'later' | 'ended' | 'withdrawn';
export type Cause = 'automatic' | 'manual' | 'imported' | 'deputy';

export interface HeldOrganisation {
  id: number;
  name: string;
}

/** One grant of the person, whatever became of it. */
export interface OwnRight {
  entitlement: string;
  name: string;
  organisation: HeldOrganisation;
  contexts: readonly string[];
  cause: Cause;
  givenOn: string;
  since: string;
  /** Last day, inclusive: of the right, of the work relation or of the organisation, whichever comes first. */
  until: string;
  withdrawnOn: string | null;
  state: RightState;
}

/** The same right, period and cause at one or more organisations: what a person thinks of as one right. */
export type RightGroup = Omit<OwnRight, 'organisation'> & { organisations: readonly HeldOrganisation[] };

const stateOrder: readonly RightState[] = ['active', 'elsewhere', 'later', 'ended', 'withdrawn'];

/** Rights that differ in nothing but the organisation stand together; what counts today stands first. */
export function groupRights(rights: readonly OwnRight[]): RightGroup[] {
  const groups = Map.groupBy(rights, ({ organisation: _, ...rest }) => JSON.stringify(rest));
  return [...groups.values()]
    .flatMap((alike) => {
      const [first] = alike;
      if (!first) return [];
      const { organisation: _, ...right } = first;
      return [{ ...right, organisations: alike.map((one) => one.organisation) }];
    })
    .sort(
      (one, other) =>
        stateOrder.indexOf(one.state) - stateOrder.indexOf(other.state) ||
        (one.state === 'ended' ? other.until.localeCompare(one.until) : 0) ||
        one.name.localeCompare(other.name, 'nl'),
    );
}

/** Rights that ended longer ago are put away. */
const recentDays = 60;

export function isLongAgo(
  right: { state: RightState; until: string; withdrawnOn: string | null },
  today: string,
): boolean {
  if (right.state !== 'ended' && right.state !== 'withdrawn') return false;
  const day = right.withdrawnOn !== null && right.withdrawnOn < right.until ? right.withdrawnOn : right.until;
  return (Date.parse(today) - Date.parse(day)) / 86_400_000 > recentDays;
}

/** Somebody who can change the themes of a row (TH-6). */
export interface ThemeManager {
  personId: string;
  givenName: string;
  familyName: string;
  email: string | null;
}

/** One institution of the person at one level. */
export interface ThemeRow {
  institution: HeldOrganisation;
  levelId: number;
  /** Portal administrators have every theme. */
  administers: boolean;
  themeIds: ReadonlySet<number>;
}

interface Held {
  grants: readonly { entitlement: string; organisationId: number }[];
  places: readonly { institutionId: number; levelId: number }[];
  ticks: readonly { institutionId: number; levelId: number; themeId: number }[];
}

/** The effective themes per institution and level (P13), for everybody with a right on the portal there. */
export function themeRows(
  held: Held,
  names: ReadonlyMap<number, string>,
  themesOf: (levelId: number) => readonly { id: number }[],
): ThemeRow[] {
  const holds = (entitlement: string, id: number): boolean =>
    held.grants.some((grant) => grant.entitlement === entitlement && grant.organisationId === id);
  return held.places
    .filter(({ institutionId, levelId }) => levelId > 0 && names.has(institutionId))
    .filter(({ institutionId: id }) => holds('portal-admin', id) || holds('portal-user', id))
    .map(({ institutionId, levelId }): ThemeRow => {
      const administers = holds('portal-admin', institutionId);
      const ticked = held.ticks.filter((tick) => tick.institutionId === institutionId && tick.levelId === levelId);
      return {
        institution: { id: institutionId, name: names.get(institutionId) ?? '' },
        levelId,
        administers,
        themeIds: new Set(
          administers ? themesOf(levelId).map((theme) => theme.id) : ticked.map((tick) => tick.themeId),
        ),
      };
    })
    .sort((one, other) => one.levelId - other.levelId || one.institution.id - other.institution.id);
}
