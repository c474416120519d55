import { actAsPerson } from '#access/context.ts';
import type { Actor } from '#access/actor.ts';
import type { Forbidden } from '#access/refusals.ts';
import type { Rule } from '#access/rule.ts';
import type { Visit } from '#access/visit.ts';
import { rescueTold } from '#apps/rights/index.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import type { Messages } from '#i18n/index.ts';
import type { Db } from '#platform/db.ts';
import type { Giver } from '#ui/components/refusal-panel.tsx';
import { listBonds } from '#web/why/bonds.ts';
import { askHref } from '#web/why/ask-address.ts';
import { giversOf, listGivers } from '#web/why/givers.ts';
import { nearMissesOf, readNearMisses } from '#web/why/near-misses.ts';
import { obtainableOf, readObtainable } from '#web/why/obtainable.ts';

/** What a refusal says: why, for which institution, and who can mend it (PO-6). */
export interface Explanation {
  reasons: string[];
  givers: Giver[];
  /** Whether the actor has or had a bond with the institution; names of others are told only then. */
  isBound: boolean;
  institution: number | null;
  /** Who is working on it, where the institution has no head local administrator. */
  rescue: string | undefined;
  /** Where one asks for it; absent where nobody of an institution can give it. */
  askHref: string | undefined;
}

/** Names of rights and themes, as the office writes them. */
export interface Names {
  entitlements: ReadonlyMap<string, string>;
  themes: ReadonlyMap<number, string>;
}

/** Explains a refusal that a page ran into, in a snapshot of its own. */
export async function explainRefusal(visit: Visit, actor: Actor, refusal: Forbidden): Promise<Explanation> {
  return visit.services.database.read(async (db) => {
    await actAsPerson(db, actor);
    const institution =
      refusal.institutionId ?? actor.actingFor?.organisationId ?? actor.grants[0]?.organisationId ?? null;
    if (institution === null || !refusal.missing)
      return { reasons: [], givers: [], isBound: false, institution: null, rescue: undefined, askHref: undefined };
    return explainMissing(db, actor, { missing: refusal.missing, institution }, visit.t);
  });
}

/** What is missing for one institution, in words, and the people who can give it. */
export async function explainMissing(
  db: Db,
  actor: Actor,
  what: { missing: Rule; institution: number },
  t: Messages,
): Promise<Explanation> {
  const names = await readNames(db, t);
  const institution = await db
    .selectFrom('organisations')
    .select('name')
    .where('id', '=', what.institution)
    .executeTakeFirst();
  const label = `${formatOrganisationCode(what.institution)} ${institution?.name ?? ''}`.trim();
  const missing = obtainableOf(what.missing, await readObtainable(db, actor));
  const misses = await readNearMisses(db, actor, what.institution);
  const givers = giversOf(await listGivers(db, what.institution), missing, actor);
  return {
    reasons: [
      ...(isEmpty(missing) ? [] : [t.web.why.youLack(label, describeMissing(missing, names, t))]),
      ...nearMissesOf(misses, missing, { names, t }),
    ],
    givers,
    isBound: givers.length > 0 || (await listBonds(db, actor)).includes(what.institution),
    institution: what.institution,
    rescue: await rescueTold(db, what.institution, t),
    askHref: askHref(actor, missing, { institution: what.institution, levelId: null }),
  };
}

/** Nothing that anybody could be given: a sentence about it would break off after "niet hebt:". */
const isEmpty = (rule: Rule): boolean => (rule.kind === 'all' || rule.kind === 'any') && rule.rules.length === 0;

/** "het recht A en het thema B". */
export function describeMissing(rule: Rule, names: Names, t: Messages): string {
  const why = t.web.why;
  switch (rule.kind) {
    case 'holds':
      return why.missingRight(names.entitlements.get(rule.entitlement) ?? rule.entitlement);
    case 'theme':
      return why.missingTheme(names.themes.get(rule.themeId) ?? String(rule.themeId));
    default:
      return rule.rules
        .map((part) => describePart(part, rule.kind, names, t))
        .join(rule.kind === 'all' ? why.and : why.or);
  }
}

// "(A of B) en C" would be read as "A of (B en C)" without the brackets.
function describePart(part: Rule, within: 'all' | 'any', names: Names, t: Messages): string {
  const words = describeMissing(part, names, t);
  return within === 'all' && part.kind === 'any' ? `(${words})` : words;
}

export async function readNames(db: Db, t: Messages): Promise<Names> {
  const entitlements = await db.selectFrom('entitlements').select(['id', 'name']).execute();
  const themes = await db.selectFrom('themes').select(['id', 'name', 'confidentiality']).execute();
  return {
    entitlements: new Map(entitlements.map((row) => [row.id, row.name])),
    themes: new Map(themes.map((row) => [row.id, themeLabel(row, t)])),
  };
}

/** "Leerlingen (vertrouwelijk)": the name alone would be ambiguous. */
export function themeLabel(theme: { name: string; confidentiality: string }, t: Messages): string {
  const word = {
    open: t.ui.confidentiality.open,
    confidential: t.ui.confidentiality.confidential,
    'very-confidential': t.ui.confidentiality.veryConfidential,
  }[theme.confidentiality];
  return `${theme.name} (${(word ?? '').toLowerCase()})`;
}
