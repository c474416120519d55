import { Forbidden } from '#access/refusals.ts';
import { holds } from '#access/rule.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { longestReason } from '#apps/rights/inputs.ts';
import { headAdmin } from '#apps/rights/model.ts';
import { base, reviewAddress, reviewsAddress, withQuery } from '#apps/rights/pages/addresses.ts';
import { placeOf } from '#apps/rights/pages/reviews/reviews.tsx';
import { reviewIdOf } from '#apps/rights/pages/reviews/asked.ts';
import { errorOf } from '#apps/rights/pages/words.ts';
import { reviewPage } from '#apps/rights/reviews/queries.ts';
import { withdrawReview } from '#apps/rights/reviews/withdraw-review.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { TextArea } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';

/** Stopping is written out and confirmed once, with a reason. */
export function stopReviewPage(visit: ActorVisit): Promise<PageContent> {
  return stopForm(visit, '', []);
}

export async function sendStopReview(visit: FormVisit): Promise<PageContent | Response> {
  const reason = String(visit.form.get('reden') ?? '').slice(0, longestReason);
  const outcome = await perform(withdrawReview, visit, { reviewId: reviewIdOf(visit), reason });
  if (outcome !== 'reason-missing') return seeOther(withQuery(reviewsAddress, { gedaan: 'gestopt' }));
  return stopForm(visit, reason, [{ field: 'reden', message: visit.t.rights.reviews.stopReasonMissing }]);
}

async function stopForm(visit: ActorVisit, reason: string, faults: readonly FieldFault[]): Promise<PageContent> {
  const t = visit.t.rights.reviews;
  const { review } = await ask(reviewPage, visit, { reviewId: reviewIdOf(visit) });
  if (!review.leads) throw new Forbidden(holds(headAdmin), review.organisationId);
  return {
    title: t.stopTitle,
    tab: base,
    status: faults.length > 0 ? 422 : 200,
    children: (
      <div class="prose">
        <BackLink t={visit.t.ui} label={t.title} href={reviewAddress(review.id)} />
        <ErrorSummary t={visit.t.ui} faults={faults} />
        <PageHeading title={t.stopTitle} lead={review.state === 'running' ? t.stopLead(placeOf(review)) : undefined} />
        {review.state === 'running' ? (
          <PostForm t={visit.t.ui} action={`${reviewAddress(review.id)}/stoppen`}>
            <TextArea
              t={visit.t.ui}
              name="reden"
              label={t.stopReason}
              rows={2}
              maxlength={longestReason}
              value={reason}
              error={errorOf(faults, 'reden')}
            />
            <Buttons>
              <Button kind="danger">{t.stopSubmit}</Button>
              <ButtonLink kind="quiet" href={reviewAddress(review.id)}>
                {t.keep}
              </ButtonLink>
            </Buttons>
          </PostForm>
        ) : (
          <Notice t={visit.t.ui} kind="info">
            {t.closed}
          </Notice>
        )}
      </div>
    ),
  };
}
