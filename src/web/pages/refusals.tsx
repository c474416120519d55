import { Conflict, Forbidden, Invalid, NotFound, Unavailable } from '#access/refusals.ts';
import type { PageContent, Visit } from '#access/visit.ts';
import { randomToken } from '#platform/crypto.ts';
import { isOverloaded } from '#platform/db.ts';
import { log } from '#platform/log.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { ErrorPage } from '#ui/components/error-page.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { RefusalPanel } from '#ui/components/refusal-panel.tsx';
import { explainRefusal } from '#web/why/explain.ts';

type Known =
  'overloaded' | 'unavailable' | 'notFound' | 'conflict' | 'invalid' | 'otherSite' | 'tooLarge' | 'forbidden';
const statusOf: Record<Known, number> = {
  overloaded: 503,
  unavailable: 503,
  notFound: 404,
  conflict: 409,
  invalid: 400,
  otherSite: 403,
  tooLarge: 413,
  forbidden: 403,
};

/** The page for whatever a handler threw: refusals are explained, faults get a number; a page never turns white (SI-6). */
export async function refusalPage(visit: Visit, error: unknown): Promise<PageContent> {
  if (error instanceof NotFound) return plain(visit, 'notFound');
  if (error instanceof Forbidden) return forbiddenPage(visit, error);
  if (error instanceof Unavailable) return plain(visit, 'unavailable');
  if (error instanceof Conflict) return plain(visit, 'conflict');
  if (error instanceof Invalid) return plain(visit, 'invalid');
  if (isOverloaded(error)) return overloadedPage(visit, error);
  return faultPage(visit, error);
}

function overloadedPage(visit: Visit, error: unknown): PageContent {
  log.warn('overloaded', { path: visit.url.pathname, error });
  return plain(visit, 'overloaded');
}

/** A write that did not start on a page of ours. */
export function otherSitePage(visit: Visit): PageContent {
  return plain(visit, 'otherSite');
}

export function tooLargePage(visit: Visit): PageContent {
  return plain(visit, 'tooLarge');
}

/** Something that no form of ours sends. */
export function unreadablePage(visit: Visit): PageContent {
  return plain(visit, 'invalid');
}

export function tooOftenPage(visit: Visit): PageContent {
  const t = visit.t.web.signIn;
  return {
    title: t.failedTitle,
    status: 429,
    children: <ErrorPage t={visit.t.ui} title={t.failedTitle} explanation={t.tooOften} advice={[]} />,
  };
}

/** The session ended while somebody was typing: what was typed stands in this page and can be sent again. */
export function lostSessionPage(visit: Visit, form: FormData): PageContent {
  const t = visit.t.web.errors;
  const typed = [...form].flatMap(([name, value]) => (typeof value === 'string' ? [{ name, value }] : []));
  return {
    title: t.lostTitle,
    status: 401,
    children: (
      <>
        <PageHeading title={t.lostTitle} lead={t.lost} />
        <form method="post" action={`${visit.url.pathname}${visit.url.search}`}>
          {typed.map(({ name, value }) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <Buttons>
            <ButtonLink kind="main" href="/aanmelden" newWindow>
              {t.lostSignIn}
            </ButtonLink>
            <Button>{t.lostAgain}</Button>
          </Buttons>
        </form>
      </>
    ),
  };
}

function plain(visit: Visit, kind: Known): PageContent {
  const t = visit.t.web.errors;
  return {
    title: t[`${kind}Title`],
    status: statusOf[kind],
    children: (
      <ErrorPage t={visit.t.ui} title={t[`${kind}Title`]} explanation={t[kind]} advice={[]}>
        <ButtonLink href="/">{t.toStart}</ButtonLink>
      </ErrorPage>
    ),
  };
}

function faultPage(visit: Visit, error: unknown): PageContent {
  const t = visit.t.web.errors;
  const fault = randomToken().slice(0, 10);
  log.error('fault', { fault, method: visit.request.method, path: visit.url.pathname, error });
  return {
    title: t.faultTitle,
    status: 500,
    children: (
      <ErrorPage t={visit.t.ui} title={t.faultTitle} explanation={t.fault} advice={[]} faultId={fault}>
        <ButtonLink href="/">{t.toStart}</ButtonLink>
      </ErrorPage>
    ),
  };
}

async function forbiddenPage(visit: Visit, refusal: Forbidden): Promise<PageContent> {
  const t = visit.t.web.errors;
  const explained = visit.actor && refusal.missing ? await explainRefusal(visit, visit.actor, refusal) : null;
  return {
    title: t.forbiddenTitle,
    status: 403,
    children: (
      <>
        <PageHeading title={t.forbiddenTitle} lead={t.forbidden} />
        {explained && (
          <RefusalPanel
            t={visit.t.ui}
            reasons={explained.reasons}
            givers={explained.givers}
            askHref={explained.askHref}
            nobody={explained.isBound ? undefined : visit.t.web.why.notYours}
          >
            {explained.rescue && <p>{explained.rescue}</p>}
          </RefusalPanel>
        )}
        <Buttons>
          <ButtonLink href={`/waarom${explained?.institution ? `?instelling=${explained.institution}` : ''}`}>
            {t.whyLink}
          </ButtonLink>
          <ButtonLink href="/">{t.toStart}</ButtonLink>
        </Buttons>
      </>
    ),
  };
}
