import type { Actor, HeldGrant } from '#access/actor.ts';
import { allowed, unknown, useCase, view } from '#access/use-case.ts';
import { insertRequest } from '#apps/rights/request-store.ts';
import { mailDeciders } from '#apps/rights/mails/request-mails.ts';
import { askableInput, askInput } from '#apps/rights/inputs.ts';
import { portalUser, type AskObstacle } from '#apps/rights/model.ts';
import { entitlementOf, readCatalogue } from '#apps/rights/queries/catalogue.ts';
import { findRelatedPerson } from '#apps/rights/queries/relations.ts';
import { countDeciders, hasIt, readEarlier } from '#apps/rights/queries/requests.ts';
import { askFaults, askHindrance, latestAsked, type AskFacts } from '#apps/rights/requests.ts';
import { listThemesForLevel, type Theme } from '#apps/themes/index.ts';
import { findOrganisation, levelsOfOrganisations, type Organisation } from '#directory/organisations.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Db } from '#platform/db.ts';

type Thing = ReturnType<typeof askableInput.parse>;

interface AskSubject {
  organisation: Organisation;
  theme: Theme | undefined;
  facts: AskFacts;
  /** Last day of the right that a theme would hang on: the theme lasts as long. null: that right is asked for too. */
  rightUntil: string | null;
}

/** Something that can be asked for, or why it cannot. */
export interface Askable extends AskSubject {
  hindrance: AskObstacle | undefined;
  latest: string;
}

export type AskOutcome =
  { kind: 'asked'; requestId: string } | { kind: 'obstacles'; obstacles: readonly AskObstacle[] };

/** What asking would meet; for the form, and for the door that was closed. Says nothing about anybody else (RE). */
export const askable = view({
  permission: 'rights:read-askable',
  input: askableInput,
  load: loadSubject,
  decide: (_actor, subject) => (subject ? allowed() : unknown),
  read: async (_db, actor, subject): Promise<Askable> => {
    const known = present(subject);
    const latest = latestAsked(known.facts.entitlement, actor.today);
    return { ...known, hindrance: askHindrance(known.facts, actor.today), latest };
  },
});

/** Vraag toegang: everybody who can give it gets the task (RI-12, rights 7.5). */
export const askAccess = useCase({
  permission: 'rights:ask-access',
  input: askInput,
  load: loadSubject,
  decide: (_actor, subject) => (subject ? allowed() : unknown),
  run: async (tx, actor, subject, input): Promise<{ result: AskOutcome; audit: AuditEntry[] }> => {
    const { facts, rightUntil } = present(subject);
    const wish = rightUntil === null ? input : { ...input, until: rightUntil };
    const hindrance = askHindrance(facts, actor.today);
    const obstacles = hindrance ? [hindrance] : askFaults(wish, facts.entitlement, actor.today);
    if (obstacles.length > 0) return { result: { kind: 'obstacles', obstacles }, audit: [] };
    const requestId = await insertRequest(tx, actor.personId, wish);
    await mailDeciders(tx, requestId, 'asked');
    return { result: { kind: 'asked', requestId }, audit: [asked(requestId, wish)] };
  },
});

async function loadSubject(db: Db, actor: Actor, thing: Thing): Promise<AskSubject | null> {
  const entitlement = entitlementOf(await readCatalogue(db), thing.entitlementId);
  const organisation = await findOrganisation(db, thing.organisationId);
  const theme = thing.theme ? await findTheme(db, thing) : undefined;
  if (!entitlement || !organisation?.isOpen || (thing.theme && !theme)) return null;
  const related = await findRelatedPerson(db, actor.personId, organisation.id);
  const facts: AskFacts = {
    entitlement,
    targetGroups: related?.relations.map((relation) => relation.targetGroup) ?? [],
    hasAlready: hasIt(actor, thing),
    ...(await readEarlier(db, actor.personId, thing)),
    deciders: await countDeciders(db, thing),
  };
  const held = thing.theme && actor.grants.find((one) => isRightOf(one, thing));
  return { organisation, theme, facts, rightUntil: held?.until ?? null };
}

const isRightOf = (held: HeldGrant, { entitlementId, organisationId }: Thing): boolean =>
  held.entitlement === entitlementId && held.organisationId === organisationId;

/** A theme hangs on the right of portal user, and exists at a level that the institution has. */
async function findTheme(db: Db, { organisationId, entitlementId, theme }: Thing): Promise<Theme | undefined> {
  if (!theme || entitlementId !== portalUser) return undefined;
  const levels = (await levelsOfOrganisations(db, [organisationId])).get(organisationId) ?? [];
  if (!levels.some((levelId) => levelId === theme.levelId)) return undefined;
  return (await listThemesForLevel(db, theme.levelId)).find((one) => one.id === theme.themeId);
}

function present(subject: AskSubject | null): AskSubject {
  if (!subject) throw new Error('an unknown subject was refused before');
  return subject;
}

function asked(requestId: string, { organisationId, reason, ...after }: ReturnType<typeof askInput.parse>): AuditEntry {
  return { action: 'ask-access', subjectKind: 'access-request', subjectId: requestId, organisationId, after, reason };
}
