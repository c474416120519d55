import type { Actor } from '#access/actor.ts';
import type { Rule } from '#access/rule.ts';
import { askAddress } from '#apps/rights/index.ts';
import { formatOrganisationCode, isAdministration } from '#directory/institution-number.ts';

/**
 * Where one asks for what is missing (RE): a theme when there is one at a known level, otherwise the rights that would do.
 * Only people of schools ask: rights of the administration are given by the operator.
 */
export function askHref(
  actor: Pick<Actor, 'actingFor'>,
  missing: Rule,
  at: { institution: number; levelId: number | null },
): string | undefined {
  const { institution, levelId } = at;
  if (isAdministration(institution) || actor.actingFor?.targetGroup !== 'OV') return undefined;
  const query = new URLSearchParams({ instelling: formatOrganisationCode(institution) });
  const parts = partsOf(missing);
  const themeId = parts.flatMap((part) => (part.kind === 'theme' ? [part.themeId] : []))[0];
  if (themeId !== undefined && levelId !== null) {
    query.set('thema', String(themeId));
    query.set('niveau', String(levelId));
  } else for (const part of parts) if (part.kind === 'holds') query.append('recht', part.entitlement);
  return `${askAddress}?${query.toString()}`;
}

function partsOf(rule: Rule): Rule[] {
  return rule.kind === 'any' || rule.kind === 'all' ? rule.rules.flatMap(partsOf) : [rule];
}
