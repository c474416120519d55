import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { rehearsalDay, rehearsing } from '#apps/library/index.ts';
import { accessChoices, giveAccess, previewAccess, type AccessInput } from '#apps/rights/commands/give-access.ts';
import { readAsked } from '#apps/rights/pages/access/asked.ts';
import { previewStep } from '#apps/rights/pages/access/preview.tsx';
import { whatStep, type Chosen } from '#apps/rights/pages/access/what.tsx';
import { whoStep } from '#apps/rights/pages/access/who.tsx';
import { personAddress } from '#apps/rights/pages/addresses.ts';
import { sentKey } from '#apps/rights/pages/chosen/sent.ts';
import { textsOf } from '#apps/rights/pages/give/wish.ts';
import { parseDay } from '#apps/rights/period.ts';
import { newId } from '#platform/ids.ts';

/** Geef toegang: one wish, one flow. The address says who and, on the way back, what was chosen. */
export async function accessPage(visit: ActorVisit): Promise<PageContent> {
  const asked = readAsked(visit.url.searchParams);
  const { organisationId, personId } = asked;
  if (organisationId === undefined || personId === undefined) return whoStep(visit, asked);
  return whatStep(visit, { ...asked, organisationId, personId });
}

/** What follows from the wishes, and what she will see: rehearsed in this very transaction, and undone. */
export async function sendPreview(visit: FormVisit): Promise<PageContent> {
  const asked = chosenIn(visit);
  const understood = understand(visit, asked);
  if ('faults' in understood) return whatStep(visit, asked, understood.faults);
  return preview(visit, asked, understood.input);
}

/** Gives everything at once, however often it is sent, or says what stands in the way. */
export async function sendAccess(visit: FormVisit): Promise<PageContent | Response> {
  const asked = chosenIn(visit);
  const understood = understand(visit, asked);
  const key = sentKey(visit);
  if ('faults' in understood) return whatStep(visit, asked, understood.faults);
  const outcome = await perform(giveAccess, visit, { ...understood.input, key });
  if (outcome.kind === 'problems') return preview(visit, asked, understood.input);
  return seeOther(personAddress(asked.personId, { gedaan: 'toegang' }));
}

async function preview(visit: FormVisit, asked: Chosen, input: AccessInput): Promise<PageContent> {
  const subject = await ask(accessChoices, visit, input);
  const plan = await ask(previewAccess, visit, input);
  const day = rehearsalDay(visit, input.from);
  const possible = !plan.hasProblems && !plan.isEmpty;
  const change = () => perform(giveAccess, visit, { ...input, key: newId() });
  const rehearsed = possible ? await rehearsing(visit, day, [input.personId], change) : undefined;
  return previewStep(visit, { asked, input, subject, plan, rehearsed });
}

function chosenIn(visit: FormVisit): Chosen {
  const asked = readAsked(textsOf(visit.form));
  const { organisationId, personId } = asked;
  if (organisationId === undefined || personId === undefined) throw new NotFound();
  return { ...asked, organisationId, personId };
}

function understand(
  visit: FormVisit,
  asked: Chosen,
): { input: AccessInput } | { faults: { field: string; message: string }[] } {
  const t = visit.t.rights;
  const from = parseDay(asked.from ?? '');
  const until = parseDay(asked.until ?? '');
  const faults = [
    ...(asked.wishIds.length === 0 ? [{ field: 'wens', message: t.access.chooseWish }] : []),
    ...(from === undefined ? [{ field: 'van', message: t.give.errors.day }] : []),
    ...(until === undefined ? [{ field: 'tot', message: t.give.errors.day }] : []),
    ...(from !== undefined && from < visit.actor.today
      ? [{ field: 'van', message: t.give.errors['begins-in-past'] }]
      : []),
    ...(from !== undefined && until !== undefined && until < from
      ? [{ field: 'tot', message: t.give.errors['ends-before-begin'] }]
      : []),
  ];
  if (faults.length > 0 || from === undefined || until === undefined) return { faults };
  const { organisationId, personId, wishIds } = asked;
  return { input: { organisationId, personId, wishIds: [...wishIds], from, until } };
}
