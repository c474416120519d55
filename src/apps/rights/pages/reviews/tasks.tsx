import type { Child } from 'hono/jsx';
import type { ActorVisit } from '#access/visit.ts';
import { reviewAddress, startReviewAddress, withQuery } from '#apps/rights/pages/addresses.ts';
import { placeOf } from '#apps/rights/pages/reviews/reviews.tsx';
import { organisationLabel } from '#apps/rights/pages/words.ts';
import { managedOrganisations } from '#apps/rights/queries/scope.ts';
import { listDueForReview, listReviews, listWaitingReviews } from '#apps/rights/reviews/queries.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { Section } from '#ui/components/page.tsx';

/** In Mijn taken: reviews that wait for this actor, what a review left open, and those that are due again after a year. */
export async function reviewTasks(visit: ActorVisit): Promise<Child> {
  const t = visit.t.rights.reviews;
  if (managedOrganisations(visit.actor).length === 0) return null;
  const reviews = await listReviews(visit.db);
  const waits = new Set(await listWaitingReviews(visit.db, visit.actor));
  const waiting = reviews.filter(({ id }) => waits.has(id));
  const kept = reviews.filter((one) => one.kept > 0);
  const due = await listDueForReview(visit.db, visit.actor);
  if (waiting.length + kept.length + due.length === 0) return null;
  return (
    <Section title={t.taskTitle} id="nazicht">
      <ul>
        {kept.map((review) => (
          <li>
            <a href={reviewAddress(review.id)}>{t.taskKept(placeOf(review))}</a>
          </li>
        ))}
        {waiting.map((review) => (
          <li>
            <a href={reviewAddress(review.id)}>{t.taskWaits(placeOf(review), review.reviewed, review.total)}</a>
          </li>
        ))}
        {due.map((one) => (
          <li>
            {one.lastOn === null ? t.taskNever(organisationLabel(one)) : t.taskDue(organisationLabel(one))}.{' '}
            <a href={withQuery(startReviewAddress, { instelling: formatOrganisationCode(one.id) })}>{t.start}</a>
          </li>
        ))}
      </ul>
    </Section>
  );
}
