import { Forbidden, NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { askedDay, type AskedDay, rehearsing } from '#apps/library/index.ts';
import { grantRight, previewGrant, type GrantPreview } from '#apps/rights/commands/grant-right.ts';
import type { GrantInput } from '#apps/rights/inputs.ts';
import type { Entitlement } from '#apps/rights/model.ts';
import { base, institutionAddress, withQuery } from '#apps/rights/pages/addresses.ts';
import { givingTo, type Giving } from '#apps/rights/pages/give/giving.ts';
import { whoStep } from '#apps/rights/pages/give/step-1.tsx';
import { detailsStep, rightStep, type DetailsTrouble } from '#apps/rights/pages/give/step-2.tsx';
import { confirmStep } from '#apps/rights/pages/give/step-3.tsx';
import { completeWish, readWish, textsOf, type Wish } from '#apps/rights/pages/give/wish.ts';
import { faultOf } from '#apps/rights/pages/words.ts';
import { managedOrganisations } from '#apps/rights/queries/scope.ts';
import { isId, newId } from '#platform/ids.ts';

/** Nieuw recht toekennen (RI-3): the address says how far the answers have come. */
export async function givePageAt(visit: ActorVisit): Promise<PageContent> {
  const wish = readWish(visit.url.searchParams);
  if (wish.organisationId === undefined || wish.personId === undefined) return whoStep(visit, wish);
  const giving = await giveTo(visit, wish);
  if (!giving.entitlement) return rightStep(visit, wish, giving);
  return wish.confirms
    ? confirm(visit, wish, withRight(giving))
    : detailsStep(visit, wish, withRight(giving), noTrouble);
}

/** Gives the right, once however often it is sent, or goes back to the details with what stands in the way. */
export async function sendGrant(visit: FormVisit): Promise<PageContent | Response> {
  const wish = readWish(textsOf(visit.form));
  const complete = completeWish(wish);
  const key = String(visit.form.get('sleutel') ?? '');
  if (!complete || !isId(key)) throw new NotFound();
  if ('faults' in complete) return detailsAgain(visit, wish, unreadableDays(visit, complete.faults));
  const { input } = complete;
  const asked = askedDay(visit, input.from);
  if (asked) return rehearsedGrant(visit, wish, input, asked);
  const outcome = await perform(grantRight, visit, { ...input, key });
  if (outcome.kind === 'exists' || outcome.kind === 'obstacles')
    return detailsAgain(visit, wish, troubleOf(visit, outcome));
  return onwards(visit, input.organisationId, outcome.grantId);
}

const noTrouble: DetailsTrouble = { faults: [] };

async function confirm(
  visit: ActorVisit,
  wish: Wish,
  giving: Giving & { entitlement: Entitlement },
): Promise<PageContent> {
  const complete = completeWish(wish);
  if (!complete) throw new NotFound();
  if ('faults' in complete) return detailsStep(visit, wish, giving, unreadableDays(visit, complete.faults));
  const preview = await ask(previewGrant, visit, complete.input);
  if (preview.kind === 'ready') return confirmStep(visit, wish, giving, { input: complete.input });
  return detailsStep(visit, wish, giving, troubleOf(visit, preview));
}

/** What giving would change, before it is given. */
async function rehearsedGrant(visit: FormVisit, wish: Wish, input: GrantInput, asked: AskedDay): Promise<PageContent> {
  const preview = await ask(previewGrant, visit, input);
  if (preview.kind !== 'ready') return detailsAgain(visit, wish, troubleOf(visit, preview));
  const rehearsed = await rehearsing(visit, asked, [input.personId], () =>
    perform(grantRight, visit, { ...input, key: newId() }),
  );
  return confirmStep(visit, wish, withRight(await giveTo(visit, wish)), { input, rehearsed });
}

async function detailsAgain(visit: ActorVisit, wish: Wish, trouble: DetailsTrouble): Promise<PageContent> {
  const giving = await giveTo(visit, wish);
  // What may be given changed while the person was confirming: the choice starts again from what is left.
  return giving.entitlement ? detailsStep(visit, wish, withRight(giving), trouble) : rightStep(visit, wish, giving);
}

async function giveTo(visit: ActorVisit, wish: Wish): Promise<Giving> {
  const { organisationId, personId, entitlementId } = wish;
  if (organisationId === undefined || personId === undefined) throw new NotFound();
  return ask(givingTo, visit, { organisationId, personId, ...(entitlementId !== undefined && { entitlementId }) });
}

function withRight(giving: Giving): Giving & { entitlement: Entitlement } {
  const { entitlement } = giving;
  if (!entitlement) throw new Forbidden();
  return { ...giving, entitlement };
}

function unreadableDays(visit: ActorVisit, faults: readonly { field: 'van' | 'tot' }[]): DetailsTrouble {
  return { faults: faults.map(({ field }) => ({ field, message: visit.t.rights.give.errors.day })) };
}

function troubleOf(visit: ActorVisit, found: Exclude<GrantPreview, { kind: 'ready' }>): DetailsTrouble {
  if (found.kind === 'exists') return { faults: [], existing: found.grant };
  return { faults: found.obstacles.map((obstacle) => faultOf(obstacle, visit.t)) };
}

// The helpdesk that gave an institution its administrator no longer sees inside: it goes back to its own start.
function onwards(visit: FormVisit, organisationId: number, grantId: string): Response {
  return managedOrganisations(visit.actor).includes(organisationId)
    ? seeOther(institutionAddress(organisationId, { gedaan: 'toegekend', recht: grantId }))
    : seeOther(withQuery(base, { gedaan: 'toegekend' }));
}
