import type { ActorVisit } from '#access/visit.ts';
import { portalUser } from '#apps/rights/model.ts';
import { askAddress } from '#apps/rights/pages/addresses.ts';
import { enumerate, rightLabel } from '#apps/rights/pages/words.ts';
import type { AccessRequest } from '#apps/rights/queries/requests.ts';
import { themeLabel } from '#apps/themes/index.ts';
import { formatOrganisationCode, parseOrganisationCode } from '#directory/institution-number.ts';
import { isLevelId, levelById } from '#directory/levels.ts';

/** What an address asks about, as far as it says. */
export interface Wanted {
  organisationId: number | undefined;
  /** Rights to choose from: one is meant, several are possible, none is anything. */
  entitlementIds: readonly string[];
  theme: { themeId: number; levelId: number } | null;
}

export function readWanted(fields: Pick<URLSearchParams, 'get' | 'getAll'>): Wanted {
  const themeId = Number(fields.get('thema') ?? '');
  const levelId = Number(fields.get('niveau') ?? '');
  const isTheme = Number.isInteger(themeId) && themeId > 0 && themeId < 128 && isLevelId(levelId);
  return {
    organisationId: parseOrganisationCode(fields.get('instelling') ?? ''),
    entitlementIds: fields.getAll('recht').filter((id) => /^[a-z-]{1,60}$/.test(id)),
    theme: isTheme ? { themeId, levelId } : null,
  };
}

/** The one thing that is asked for, once the address says it. */
export function thingOf({ organisationId, entitlementIds, theme }: Wanted) {
  const [entitlementId, another] = entitlementIds;
  if (organisationId === undefined) return null;
  if (theme) return { organisationId, entitlementId: portalUser, theme };
  return entitlementId && !another ? { organisationId, entitlementId, theme: null } : null;
}

export function wantedParameters({ organisationId, entitlementIds, theme }: Wanted): [string, string][] {
  return [
    ...(organisationId === undefined
      ? []
      : [['instelling', formatOrganisationCode(organisationId)] as [string, string]]),
    ...(theme ? [] : entitlementIds.map((id): [string, string] => ['recht', id])),
    ...(theme
      ? ([
          ['thema', String(theme.themeId)],
          ['niveau', String(theme.levelId)],
        ] as [string, string][])
      : []),
  ];
}

export function wantedAddress(wanted: Wanted): string {
  return `${askAddress}?${new URLSearchParams(wantedParameters(wanted)).toString()}`;
}

/** What was asked for, in words: "het thema Leerlingen (vertrouwelijk), basisonderwijs". */
export function thingLabel(visit: ActorVisit, request: AccessRequest): string {
  const { themeName, themeConfidentiality, levelId, deputy } = request;
  if (deputy) return visit.t.rights.requests.deputy(deputy.name, enumerate(deputy.rights, visit.t.rights.give.and));
  if (themeName === null || levelId === null || !isLevelId(levelId)) return rightLabel(request);
  const theme = { name: themeName, confidentiality: themeConfidentiality as 'open' };
  return visit.t.rights.requests.theme(themeLabel(theme, visit.t), levelById(levelId).name[visit.lang]);
}
