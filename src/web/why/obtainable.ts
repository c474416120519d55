import { sql } from 'kysely';
import type { Actor } from '#access/actor.ts';
import type { Rule } from '#access/rule.ts';
import type { Db } from '#platform/db.ts';

/** Entitlements that people of the actor's target group can hold; the helpdesk's right is not worth naming to a school. */
export async function readObtainable(db: Db, actor: Actor): Promise<ReadonlySet<string>> {
  const targetGroup = actor.actingFor?.targetGroup ?? 'OV';
  const rows = await db
    .selectFrom('entitlements')
    .select('id')
    .where(sql<boolean>`${targetGroup} = any (target_groups)`)
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** Whether people of the actor's target group can ever meet the rule; work of the administration is not worth naming to a school. */
export function isObtainable(rule: Rule, obtainable: ReadonlySet<string>): boolean {
  switch (rule.kind) {
    case 'holds':
      return obtainable.has(rule.entitlement);
    case 'theme':
      return true;
    case 'all':
      return rule.rules.every((part) => isObtainable(part, obtainable));
    case 'any':
      return rule.rules.some((part) => isObtainable(part, obtainable));
  }
}

/** The same rule without alternatives that this person can never have, and none twice. */
export function obtainableOf(rule: Rule, obtainable: ReadonlySet<string>): Rule {
  if (rule.kind === 'all') return { kind: 'all', rules: rule.rules.map((part) => obtainableOf(part, obtainable)) };
  if (rule.kind !== 'any') return rule;
  const parts = rule.rules.flatMap((part) => {
    const inner = obtainableOf(part, obtainable);
    return inner.kind === 'any' ? inner.rules : [inner];
  });
  const distinct = [...new Map(parts.map((part) => [JSON.stringify(part), part])).values()];
  const kept = distinct.filter((part) => part.kind !== 'holds' || obtainable.has(part.entitlement));
  const [first, second] = kept;
  if (first === undefined) return { kind: 'any', rules: distinct };
  return second === undefined ? first : { kind: 'any', rules: kept };
}
