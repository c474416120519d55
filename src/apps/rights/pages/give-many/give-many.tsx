import { Forbidden, NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { askedDay, type AskedDay, rehearsing } from '#apps/library/index.ts';
import { grantToMany, previewMany, type Hindered, type ManyPreview } from '#apps/rights/commands/grant-to-many.ts';
import type { ManyInput } from '#apps/rights/inputs.ts';
import type { Entitlement, GrantObstacle } from '#apps/rights/model.ts';
import { base, institutionAddress, withQuery } from '#apps/rights/pages/addresses.ts';
import { sentKey } from '#apps/rights/pages/chosen/sent.ts';
import { institutionStep, peopleStep } from '#apps/rights/pages/give-many/step-1.tsx';
import { manyDetailsStep, manyRightStep, noTrouble, type ManyTrouble } from '#apps/rights/pages/give-many/step-2.tsx';
import { manyConfirmStep } from '#apps/rights/pages/give-many/step-3.tsx';
import { completeMany, readManyWish, type ManyWish } from '#apps/rights/pages/give-many/wish.ts';
import { textsOf } from '#apps/rights/pages/give/wish.ts';
import { searchOf } from '#apps/rights/pages/institutions.tsx';
import { faultOf } from '#apps/rights/pages/words.ts';
import { listDelegations } from '#apps/rights/queries/catalogue.ts';
import { givingToMany, type GivingToMany } from '#apps/rights/queries/giving-to-many.ts';
import { findInstitutions } from '#apps/rights/queries/institutions.ts';
import { managedOrganisations } from '#apps/rights/queries/scope.ts';
import { isId, newId } from '#platform/ids.ts';

/** Toekennen meerdere personen (RI-4, 003): the address says how far the answers have come. */
export async function manyPageAt(visit: ActorVisit): Promise<PageContent> {
  const query = visit.url.searchParams;
  const wish = movedContexts(readManyWish(query), query);
  if (wish.organisationId === undefined) return whoStep(visit, wish);
  const giving = await givingOf(visit, wish);
  if (!wish.choosesRight && !wish.entitlementId) return peopleStep(visit, wish, wish.organisationId);
  if (giving.people.length === 0) return peopleStep(visit, wish, wish.organisationId);
  if (!giving.entitlement) return manyRightStep(visit, wish, giving);
  const known = withRight(giving);
  return wish.confirms ? confirm(visit, wish, known) : manyDetailsStep(visit, wish, known, noTrouble);
}

/** Gives the right to everybody, once however often it is sent, or goes back with what stands in the way. */
export async function sendMany(visit: FormVisit): Promise<PageContent | Response> {
  const form = textsOf(visit.form);
  const wish = readManyWish(form);
  const complete = completeMany(
    wish,
    form.getAll('persoon').filter((id) => isId(id)),
  );
  const key = sentKey(visit);
  if (!complete || wish.organisationId === undefined) throw new NotFound();
  if ('unreadable' in complete) return detailsAgain(visit, wish, unreadableDays(visit, complete.unreadable));
  const asked = askedDay(visit, complete.input.from);
  if (asked) return rehearsedMany(visit, wish, complete.input, asked);
  const outcome = await perform(grantToMany, visit, { ...complete.input, key });
  if (outcome.kind === 'hindered') return detailsAgain(visit, wish, troubleOf(visit, outcome));
  const count = outcome.kind === 'granted' ? outcome.count : complete.input.personIds.length;
  const done = { gedaan: 'toegekend', aantal: String(count) };
  // The helpdesk that gave an institution its administrator no longer sees inside: it goes back to its own start.
  return managedOrganisations(visit.actor).includes(wish.organisationId)
    ? seeOther(institutionAddress(wish.organisationId, done))
    : seeOther(withQuery(base, done));
}

/** A context that a button moved from one list to the other; the details stay in sight. */
function movedContexts(wish: ManyWish, query: URLSearchParams): ManyWish {
  const chosen = query.get('kies');
  const left = query.get('laat');
  if (chosen === null && left === null) return wish;
  const contexts = [...wish.contexts, ...(chosen === null ? [] : [chosen])].filter((context) => context !== left);
  return { ...wish, contexts: [...new Set(contexts)], confirms: false, choosesRight: true };
}

async function whoStep(visit: ActorVisit, wish: ManyWish): Promise<PageContent> {
  const page = await findInstitutions(visit.db, visit.actor, await listDelegations(visit.db), searchOf(visit));
  const [only, second] = page.institutions;
  return only && !second && !page.stepsIn && searchOf(visit).text === ''
    ? peopleStep(visit, wish, only.id)
    : institutionStep(visit, wish, page);
}

async function confirm(
  visit: ActorVisit,
  wish: ManyWish,
  giving: GivingToMany & { entitlement: Entitlement },
): Promise<PageContent> {
  const complete = completeMany(
    wish,
    giving.people.map((person) => person.personId),
  );
  if (!complete) throw new NotFound();
  if ('unreadable' in complete) return manyDetailsStep(visit, wish, giving, unreadableDays(visit, complete.unreadable));
  const preview = await ask(previewMany, visit, complete.input);
  return preview.kind === 'ready'
    ? manyConfirmStep(visit, wish, giving, { input: complete.input })
    : manyDetailsStep(visit, wish, giving, troubleOf(visit, preview));
}

/** What giving would change for each of them, before it is given. */
async function rehearsedMany(
  visit: FormVisit,
  wish: ManyWish,
  input: ManyInput,
  asked: AskedDay,
): Promise<PageContent> {
  const preview = await ask(previewMany, visit, input);
  if (preview.kind !== 'ready') return detailsAgain(visit, wish, troubleOf(visit, preview));
  const rehearsed = await rehearsing(visit, asked, input.personIds, () =>
    perform(grantToMany, visit, { ...input, key: newId() }),
  );
  return manyConfirmStep(visit, wish, withRight(await givingOf(visit, wish)), { input, rehearsed });
}

async function detailsAgain(visit: ActorVisit, wish: ManyWish, trouble: ManyTrouble): Promise<PageContent> {
  const giving = await givingOf(visit, wish);
  // What may be given changed while the person was confirming: the choice starts again from what is left.
  return giving.entitlement && giving.people.length > 0
    ? manyDetailsStep(visit, wish, withRight(giving), trouble)
    : manyRightStep(visit, wish, giving);
}

function givingOf(visit: ActorVisit, { organisationId, selection, entitlementId }: ManyWish): Promise<GivingToMany> {
  if (organisationId === undefined) throw new NotFound();
  return ask(givingToMany, visit, {
    organisationId,
    ...(selection !== undefined && { selection }),
    ...(entitlementId !== undefined && { entitlementId }),
  });
}

function withRight(giving: GivingToMany): GivingToMany & { entitlement: Entitlement } {
  const { entitlement } = giving;
  if (!entitlement) throw new Forbidden();
  return { ...giving, entitlement };
}

function unreadableDays(visit: ActorVisit, fields: readonly ('van' | 'tot')[]): ManyTrouble {
  const { day } = visit.t.rights.give.errors;
  return { ...noTrouble, faults: fields.map((field) => ({ field, message: day })) };
}

/** What depends on the person, and not on what was typed for everybody. */
const isPersonal = (obstacle: GrantObstacle): boolean =>
  obstacle.kind === 'own-admin-right' ||
  obstacle.kind === 'other-target-group' ||
  obstacle.kind === 'begins-before-relation' ||
  (obstacle.kind === 'ends-too-late' && obstacle.because === 'relation');

/** Faults that everybody has stand beside their fields; the others beside the people. */
function troubleOf(visit: ActorVisit, { hindered, subject }: Exclude<ManyPreview, { kind: 'ready' }>): ManyTrouble {
  const common = hindered.flatMap(({ obstacles }) => obstacles).filter((obstacle) => !isPersonal(obstacle));
  const faults = new Map(common.map((obstacle) => [JSON.stringify(obstacle), faultOf(obstacle, visit.t)]));
  const personal = hindered
    .map((one): Hindered => ({ ...one, obstacles: one.obstacles.filter(isPersonal) }))
    .filter((one) => one.obstacles.length > 0 || one.existing);
  return { faults: [...faults.values()], hindered: personal, gone: subject.gone > 0 };
}
