import type { Actor, Place } from '#access/actor.ts';
import type { Application } from '#access/route.ts';
import { allOf, anyOf, decide, holds, theme, type Rule } from '#access/rule.ts';
import { isAdministration } from '#directory/institution-number.ts';
import { isObtainable, obtainableOf } from '#web/why/obtainable.ts';

/** One thing that an institution can give: an application, a theme or a level; had, or what is missing. */
export interface Finding {
  kind: 'application' | 'theme' | 'level';
  /** Id of the application, or number of the theme or level. */
  id: string;
  /** null: not of one level. */
  levelId: number | null;
  /** null: the actor has it. */
  missing: Rule | null;
}

export interface Surveyed {
  institutionId: number;
  levels: readonly number[];
  /** Themes that exist at each level. */
  themes: ReadonlyMap<number, readonly { id: number }[]>;
  applications: readonly Application[];
  /** Linked applications that are for this institution, each with its rule and levels. */
  linked?: readonly { id: string; levels: readonly number[]; rule: Rule }[];
  /** Entitlements that people of the actor's target group can hold; others are not worth naming. */
  obtainable: ReadonlySet<string>;
}

/** Judges everything an institution has to offer by the rules that guard it (PO-6). Says nothing about documents. */
export function survey(actor: Actor, surveyed: Surveyed): Finding[] {
  const { levels } = surveyed;
  return [
    ...levels.map((levelId) => levelFinding(actor, surveyed, levelId)),
    ...surveyed.applications
      .filter((app) => app.place === 'level' || isObtainable(app.opensFor, surveyed.obtainable))
      .flatMap((app) => applicationFindings(actor, surveyed, app)),
    ...(surveyed.linked ?? []).flatMap((link) => linkFindings(actor, surveyed, link)),
    ...levels.flatMap((levelId) =>
      (surveyed.themes.get(levelId) ?? []).map(({ id }) => themeFinding(actor, surveyed, levelId, id)),
    ),
  ];
}

function levelFinding(actor: Actor, surveyed: Surveyed, levelId: number): Finding {
  const apps = surveyed.applications.filter((app) => isTabOf(app, levelId));
  const rule = anyOf(...apps.map((app) => app.opensFor));
  return { kind: 'level', id: String(levelId), levelId, missing: judge(rule, actor, surveyed, levelId) };
}

function applicationFindings(actor: Actor, surveyed: Surveyed, app: Application): Finding[] {
  const finding = { kind: 'application', id: app.id } as const;
  if (app.place === 'level')
    return surveyed.levels
      .filter((levelId) => isTabOf(app, levelId))
      .map((levelId) => ({ ...finding, levelId, missing: judge(app.opensFor, actor, surveyed, levelId) }));
  const levels = surveyed.levels.length > 0 ? surveyed.levels : [0];
  const judged = levels.map((levelId) => judge(app.opensFor, actor, surveyed, levelId));
  return [{ ...finding, levelId: null, missing: judged.includes(null) ? null : (judged[0] ?? null) }];
}

function linkFindings(
  actor: Actor,
  surveyed: Surveyed,
  { id, levels, rule }: { id: string; levels: readonly number[]; rule: Rule },
): Finding[] {
  return surveyed.levels
    .filter((levelId) => levels.includes(levelId))
    .map((levelId) => ({ kind: 'application', id, levelId, missing: judge(rule, actor, surveyed, levelId) }));
}

function themeFinding(actor: Actor, surveyed: Surveyed, levelId: number, themeId: number): Finding {
  const finding = { kind: 'theme', id: String(themeId), levelId } as const;
  if (actor.reach.themes.includes(themeId)) return { ...finding, missing: null };
  const rule = surveyed.obtainable.has('portal-user')
    ? ruleOfTheme(themeId)
    : allOf(holds('administration-reader'), theme(themeId));
  return { ...finding, missing: judge(rule, actor, surveyed, levelId) };
}

/** Who of an institution reads a theme (TH-2): the portal administrator all, a portal user what was ticked. */
export const ruleOfTheme = (themeId: number): Rule =>
  anyOf(holds('portal-admin'), allOf(holds('portal-user'), theme(themeId)));

export function isTabOf(app: Application, levelId: number): boolean {
  return app.place === 'level' && (app.levels === 'all' || app.levels.includes(levelId));
}

/** null when the rule holds. A right on a body of the administration counts for every institution. */
function judge(rule: Rule, actor: Actor, surveyed: Surveyed, levelId: number): Rule | null {
  const here: Place = { institutionId: surveyed.institutionId, levelId };
  const everywhere = actor.places.filter(
    (place) => isAdministration(place.institutionId) && (place.levelId === levelId || place.levelId === 0),
  );
  const decisions = [here, ...everywhere].map((place) => decide(rule, actor, place));
  if (decisions.some((decision) => decision.allowed)) return null;
  // A reader lacks only what even the place of the administration does not give.
  const last = decisions.at(-1);
  return last && !last.allowed ? obtainableOf(last.missing, surveyed.obtainable) : rule;
}
