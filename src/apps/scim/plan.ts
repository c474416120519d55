import { immutable, invalidValue } from '#apps/scim/errors.ts';
import type { StoredUser, UserRelation, WishedRelation } from '#apps/scim/user.ts';

/** A wished relation with the key of its organisation. */
export type Wished = WishedRelation & { organisationId: number };

export interface Plan {
  toEnd: { relationId: string; day: string; atOnce: boolean }[];
  toProlong: { relationId: string; until: string | null }[];
  toAdd: { organisationId: number; category: string; from: string; until: string | null }[];
}

/**
 * What has to happen so that somebody is as a program says: the same once more needs nothing (R24). "Not active" ends every
 * relation, whatever else is said; of what ended nothing is revived but the relation itself (R13).
 */
export function planRelations(
  user: Pick<StoredUser, 'relations'>,
  wish: { active: boolean | undefined; relations: readonly Wished[] | undefined },
  today: string,
): Plan {
  const plan: Plan = { toEnd: [], toProlong: [], toAdd: [] };
  const letEnd = (relation: UserRelation): void => {
    const day = soonest(relation, today);
    if (relation.end === null || relation.end > day) plan.toEnd.push({ relationId: relation.id, day, atOnce: true });
  };
  if (wish.active === false) user.relations.forEach(letEnd);
  else if (wish.relations) {
    const left = [...user.relations];
    for (const wished of wish.relations) {
      const at = left.findIndex((one) => isMeant(one, wished));
      const [relation] = at < 0 ? [] : left.splice(at, 1);
      if (relation) adjust(plan, relation, wished, today);
      else plan.toAdd.push(newRelation(wished, today));
    }
    left.forEach(letEnd);
  }
  return plan;
}

const isMeant = (relation: UserRelation, wished: Wished): boolean =>
  relation.organisationId === wished.organisationId &&
  (wished.begin == null || relation.begin === wished.begin || relation.begin === null || relation.end === null);

/** A relation lasts at least its first day, and never ends before today. */
const soonest = ({ begin }: UserRelation, today: string): string => (begin !== null && begin > today ? begin : today);

function adjust(plan: Plan, relation: UserRelation, wished: Wished, today: string): void {
  if (wished.begin != null && wished.begin !== relation.begin)
    throw immutable(`The relation with ${relation.organisation} began on ${relation.begin}; that cannot change`);
  if (wished.category !== undefined && wished.category !== relation.category)
    throw immutable(`The relation with ${relation.organisation} is of category ${relation.category}; end it first`);
  const first = soonest(relation, today);
  const end = wished.end == null ? null : wished.end < first ? first : wished.end;
  if (end === relation.end) return;
  const isSooner = end !== null && (relation.end === null || end < relation.end);
  if (isSooner) plan.toEnd.push({ relationId: relation.id, day: end, atOnce: false });
  else plan.toProlong.push({ relationId: relation.id, until: end });
}

function newRelation(
  { organisationId, organisation, category, begin, end }: Wished,
  today: string,
): Plan['toAdd'][number] {
  if (end != null && end < today) throw invalidValue(`The relation with ${organisation} would have ended already`);
  return { organisationId, category: category ?? 'Medewerker', from: begin ?? today, until: end ?? null };
}
