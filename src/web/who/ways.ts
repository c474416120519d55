import type { Place } from '#access/actor.ts';
import { decide, type Rule } from '#access/rule.ts';
import type { AccessOn, HeldOn, TickedOn } from '#web/who/access-on.ts';

/** What opens something for somebody: rights and ticks that its rule asks for and that counted. */
export interface Ways {
  grants: readonly HeldOn[];
  ticks: readonly TickedOn[];
}

/** By which path a person could open what a rule guards at a place; undefined when the rule that decides says no. */
export function waysTo(rule: Rule, access: AccessOn, place: Place): Ways | undefined {
  if (!decide(rule, access, place).allowed) return undefined;
  const asked = leavesOf(rule);
  return {
    grants: access.grants.filter(
      (grant) =>
        grant.organisationId === place.institutionId &&
        asked.some((leaf) => leaf.kind === 'holds' && leaf.entitlement === grant.entitlement),
    ),
    ticks: access.ticks.filter(
      (tick) =>
        tick.institutionId === place.institutionId &&
        tick.levelId === place.levelId &&
        asked.some((leaf) => leaf.kind === 'theme' && leaf.themeId === tick.themeId),
    ),
  };
}

function leavesOf(rule: Rule): Rule[] {
  return rule.kind === 'all' || rule.kind === 'any' ? rule.rules.flatMap(leavesOf) : [rule];
}
