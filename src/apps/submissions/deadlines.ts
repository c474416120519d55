import type { Actor } from '#access/actor.ts';
import { placesWhere } from '#access/rule.ts';
import { listForms } from '#apps/submissions/catalogue.ts';
import { opensForm, type Holding } from '#apps/submissions/model.ts';
import { opensSending } from '#apps/submissions/rule.ts';
import type { Db } from '#platform/db.ts';

/** The last day on which a form can be sent, for whoever may send it (DV-2, AG-1). Days are YYYY-MM-DD. */
export interface FormDeadline {
  formId: number;
  slug: string;
  title: string;
  /** First day; null: it could be sent all along. */
  opens: string | null;
  closes: string;
  /** Levels at which the actor may send it. */
  levels: readonly number[];
}

/** The last days of the forms that the actor may send somewhere, by the themes held now (O13). */
export async function listFormDeadlines(db: Db, actor: Actor): Promise<FormDeadline[]> {
  const held = holdingsByLevel(actor);
  return (await listForms(db)).flatMap((form) => {
    const { id, slug, title, activeFrom, activeUntil } = form;
    const levels = [...held]
      .filter(([levelId, holding]) => opensForm(form, levelId, holding))
      .map(([levelId]) => levelId);
    if (activeUntil === null || levels.length === 0) return [];
    return [{ formId: id, slug, title, opens: activeFrom, closes: activeUntil, levels }];
  });
}

/** What the actor holds at any institution of a level. */
function holdingsByLevel(actor: Actor): Map<number, Holding> {
  const places = placesWhere(opensSending, actor, actor.places);
  const held = new Map<number, Holding>();
  for (const { levelId } of places) held.set(levelId, []);
  for (const levelId of held.keys())
    held.set(levelId, [...new Set(actor.ticks.filter((tick) => tick.levelId === levelId).map((tick) => tick.themeId))]);
  for (const { institutionId, levelId } of places)
    if (actor.reach.institutions.includes(institutionId)) held.set(levelId, 'every-theme');
  return held;
}
