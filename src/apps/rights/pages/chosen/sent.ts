import { NotFound } from '#access/refusals.ts';
import type { FormVisit } from '#access/visit.ts';
import { textsOf } from '#apps/rights/pages/give/wish.ts';
import { isId } from '#platform/ids.ts';

/** The rights that a form names; a form of ours names at least one. */
export function sentIds(visit: FormVisit): string[] {
  const ids = textsOf(visit.form).getAll('recht');
  if (ids.length === 0 || !ids.every((id) => isId(id))) throw new NotFound();
  return ids;
}

export function sentKey(visit: FormVisit): string {
  const key = String(visit.form.get('sleutel') ?? '');
  if (!isId(key)) throw new NotFound();
  return key;
}
