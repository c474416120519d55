import type { Place } from '#access/actor.ts';
import { actAsDoor, actAsNobody, actAsPerson } from '#access/context.ts';
import { loadActor } from '#access/load-actor.ts';
import { Forbidden, NotFound } from '#access/refusals.ts';
import type { GuardedForm, GuardedPage } from '#access/route.ts';
import { placesWhere } from '#access/rule.ts';
import { seeOther, type Visit } from '#access/visit.ts';
import { levelBySlug } from '#directory/levels.ts';
import type { Db } from '#platform/db.ts';
import { cookies } from '#web/session/cookie.ts';
import { findSession } from '#web/session/store.ts';
import { chooseAddress } from '#web/sign-in/flow.ts';

/** Reads session and actor in this snapshot and tells row-level security who is asking. */
export async function recogniseVisitor(visit: Visit, db: Db): Promise<void> {
  visit.db = db;
  visit.session = null;
  visit.actor = null;
  const token = cookies(visit.services.config.baseUrl).session.read(visit.request);
  if (token) {
    await actAsDoor(db);
    visit.session = await findSession(db, token);
    const actor = visit.session && (await loadActor(db, visit.session));
    visit.actor = actor?.actingFor ? actor : null;
    // A blocked person keeps no session at all.
    if (!actor) visit.session = null;
  }
  if (visit.actor) await actAsPerson(db, visit.actor);
  else await actAsNobody(db);
}

/** Lets the visit through, sends it to sign in or to choose, or refuses with what is missing. */
export function guard(route: GuardedPage | GuardedForm, visit: Visit): Response | null {
  const here = `${visit.url.pathname}${visit.url.search}`;
  const hadSession = cookies(visit.services.config.baseUrl).session.read(visit.request) !== null;
  if (!visit.session) return seeOther(`/aanmelden?terug=${encodeURIComponent(here)}${hadSession ? '&verlopen' : ''}`);
  if (route.access.kind === 'session') return null;
  if (!visit.actor) return seeOther(chooseAddress(here));
  if (route.access.kind === 'application') {
    const { rule, places } = route.access;
    if (placesWhere(rule, visit.actor, placesAt(route, visit, places(visit.actor))).length === 0)
      throw new Forbidden(rule);
  }
  return null;
}

/** A route of a level is judged at the actor's places of that level only, as its tab is (P11). */
function placesAt(route: GuardedPage | GuardedForm, visit: Visit, places: readonly Place[]): readonly Place[] {
  if (!route.path.startsWith('/:level/')) return places;
  const level = levelBySlug(visit.params['level'] ?? '');
  if (!level) throw new NotFound();
  return places.filter((place) => place.levelId === level.id);
}
