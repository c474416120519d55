import { actAsDoor } from '#access/context.ts';
import { publicForm, publicPage, publicStep, page, form, signedIn, type Route } from '#access/route.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent, type Visit } from '#access/visit.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { RadioGroup } from '#ui/components/choice-group.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { formatDate } from '#ui/format.ts';
import { log } from '#platform/log.ts';
import { cookies } from '#web/session/cookie.ts';
import { endAllSessions, endSession, rotateSession } from '#web/session/store.ts';
import { isOffered, jointChoices, listCapacities, type Capacity, type Choice } from '#web/sign-in/capacities.ts';
import { againPath, signInAgainPage } from '#web/sign-in/again.tsx';
import { beginSignIn, finishSignIn, signInLimit, type SignInFailure } from '#web/sign-in/flow.ts';
import { callbackPath, signedOutPath, type IdentityProvider } from '#web/sign-in/identity-provider.ts';
import { safeReturn } from '#web/sign-in/return-address.ts';

/** Signing in, choosing on whose behalf, signing out (SI-1 to SI-6). */
export function signInRoutes(provider: IdentityProvider): Route[] {
  return [
    publicPage('/aanmelden', (visit) =>
      visit.actor ? seeOther(safeReturn(visit.url.searchParams.get('terug'))) : signInPage(visit),
    ),
    publicForm(
      '/aanmelden',
      async (visit) =>
        settle(
          visit,
          await beginSignIn(visit, provider, {
            returnTo: String(visit.form.get('terug') ?? '/'),
            fresh: visit.form.has('opnieuw'),
          }),
        ),
      signInLimit,
    ),
    publicStep(callbackPath, async (visit) => settle(visit, await finishSignIn(visit, provider))),
    page(againPath, signedIn, signInAgainPage),
    publicPage(signedOutPath, (visit) => signedOutPage(visit)),
    page('/aanmelden/namens-wie', signedIn, async (visit) => onBehalfOfPage(visit, await capacitiesOf(visit), false)),
    form('/aanmelden/namens-wie', signedIn, chooseOnBehalfOf),
    form('/afmelden', signedIn, (visit) => signOut(visit, provider, false)),
    form('/afmelden/overal', signedIn, (visit) => signOut(visit, provider, true)),
  ];
}

function signInPage(visit: Visit): PageContent {
  const t = visit.t.web.signIn;
  const expired = visit.url.searchParams.get('verlopen') !== null;
  return {
    title: t.title,
    children: (
      <>
        <PageHeading title={t.title} lead={t.intro} />
        {expired && (
          <Notice t={visit.t.ui} kind="info" live>
            {t.expired}
          </Notice>
        )}
        <form method="post" action="/aanmelden" class="stack">
          <input type="hidden" name="terug" value={safeReturn(visit.url.searchParams.get('terug'))} />
          <RadioGroup
            t={visit.t.ui}
            name="wie"
            label={t.who}
            choices={[
              { value: 'OV', label: t.asSchool, hint: t.asSchoolHint, checked: true },
              { value: 'GID', label: t.asGovernment, hint: t.asGovernmentHint },
            ]}
          />
          <p>{t.means}</p>
          <Buttons>
            <Button kind="main">{t.submit}</Button>
          </Buttons>
        </form>
        <Notice t={visit.t.ui} kind="warning" title={t.noticeTitle}>
          <p>{t.notice}</p>
          <p>{t.noticeAccept}</p>
        </Notice>
        <p>
          <strong>{t.help}</strong>
        </p>
      </>
    ),
  };
}

/** A failed sign-in keeps its place: what happened, what to do, 1700 (SI-4). */
function settle(visit: Visit, outcome: Response | SignInFailure): Response | PageContent {
  if (outcome instanceof Response) return outcome;
  const t = visit.t.web.signIn;
  const title = outcome === 'unknown' ? t.unknownTitle : t.failedTitle;
  const status = { failed: 400, unavailable: 503, unknown: 403, blocked: 403, tooWeak: 403 }[outcome];
  return {
    title,
    status,
    children: (
      <>
        <PageHeading title={title} lead={t[outcome]} />
        <p>
          <strong>{t.help}</strong>
        </p>
        <Buttons>
          <ButtonLink kind="main" href="/aanmelden">
            {t.again}
          </ButtonLink>
        </Buttons>
      </>
    ),
  };
}

function signedOutPage(visit: Visit): PageContent {
  const t = visit.t.web.signIn;
  const everywhere = visit.url.searchParams.get('overal') !== null;
  return {
    title: t.signedOutTitle,
    children: (
      <>
        <PageHeading title={t.signedOutTitle} lead={everywhere ? t.signedOutEverywhere : t.signedOut} />
        <Buttons>
          <ButtonLink kind="main" href="/aanmelden">
            {t.again}
          </ButtonLink>
        </Buttons>
      </>
    ),
  };
}

// Before the choice there is no actor whose rows row-level security could show: the door reads them.
async function capacitiesOf(visit: ActorVisit): Promise<Capacity[]> {
  await actAsDoor(visit.db);
  return listCapacities(visit.db, visit.session.personId);
}

function onBehalfOfPage(visit: ActorVisit, capacities: readonly Capacity[], failed: boolean): PageContent {
  const t = visit.t.web.onBehalfOf;
  const returnTo = safeReturn(visit.url.searchParams.get('terug'));
  const current = `${visit.session.targetGroup}:${visit.session.workRelationId ?? ''}`;
  const choices = choicesFor(visit, capacities).map((choice) => ({ ...choice, checked: choice.value === current }));
  const faults = failed ? [{ field: 'namens', message: t.choose }] : [];
  return {
    title: t.title,
    status: failed ? 422 : 200,
    children: (
      <>
        <ErrorSummary t={visit.t.ui} faults={faults} />
        <PageHeading title={t.title} lead={choices.length > 0 ? t.intro : t.none} />
        {choices.length > 0 && (
          <form method="post" action={`/aanmelden/namens-wie?terug=${encodeURIComponent(returnTo)}`} class="stack">
            <RadioGroup
              t={visit.t.ui}
              name="namens"
              label={t.title}
              choices={choices}
              {...(failed && { error: t.choose })}
            />
            <Buttons>
              <Button kind="main">{t.submit}</Button>
            </Buttons>
          </form>
        )}
        {choices.length === 0 && <p>{visit.t.web.signIn.help}</p>}
      </>
    ),
  };
}

function choicesFor(visit: Visit, capacities: readonly Capacity[]) {
  const t = visit.t.web.onBehalfOf;
  return [
    ...jointChoices(capacities).map((joint) => ({
      value: `${joint.targetGroup}:`,
      label: t.all(joint.count),
      hint: t.allHint,
    })),
    ...capacities.map((capacity) => ({
      value: `${capacity.targetGroup}:${capacity.workRelationId}`,
      label: `${capacity.organisationName} (${numberOf(capacity)})`,
      ...(capacity.until && { hint: t.until(formatDate(capacity.until)) }),
    })),
  ];
}

function numberOf(capacity: Capacity): string {
  return capacity.ovoCode ?? String(capacity.organisationId).padStart(6, '0');
}

async function chooseOnBehalfOf(visit: FormVisit): Promise<Response | PageContent> {
  await actAsDoor(visit.tx);
  const capacities = await listCapacities(visit.tx, visit.session.personId);
  const [targetGroup, relation] = String(visit.form.get('namens') ?? '').split(':');
  const choice: Choice = { targetGroup: targetGroup ?? '', workRelationId: relation || null };
  if (!isOffered(capacities, choice)) return onBehalfOfPage(visit, capacities, true);
  const token = await rotateSession(visit.tx, visit.session, choice);
  return seeOther(safeReturn(visit.url.searchParams.get('terug')), {
    'set-cookie': cookies(visit.services.config.baseUrl).session.write(token),
  });
}

async function signOut(visit: FormVisit, provider: IdentityProvider, everywhere: boolean): Promise<Response> {
  await actAsDoor(visit.tx);
  if (everywhere) await endAllSessions(visit.tx, visit.session.personId);
  else await endSession(visit.tx, visit.session);
  const clear = { 'set-cookie': cookies(visit.services.config.baseUrl).session.clear() };
  if (everywhere) return seeOther(`${signedOutPath}?overal`, clear);
  return seeOther((await endAddress(visit, provider)) ?? signedOutPath, clear);
}

async function endAddress(visit: FormVisit, provider: IdentityProvider): Promise<string | null> {
  const sealed = visit.session.idTokenSealed;
  if (!sealed || visit.session.issuer !== provider.issuer) return null;
  try {
    return await provider.endAddress(visit.services.sessionSealer.open(sealed));
  } catch (error) {
    // Our own session has ended; that the provider does not answer must not keep anybody in.
    log.warn('sign-out-at-provider-failed', { error });
    return null;
  }
}
