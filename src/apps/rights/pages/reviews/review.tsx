import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { longestReason } from '#apps/rights/inputs.ts';
import { base, reviewAddress, reviewsAddress } from '#apps/rights/pages/addresses.ts';
import { sentKey } from '#apps/rights/pages/chosen/sent.ts';
import { textsOf } from '#apps/rights/pages/give/wish.ts';
import { reviewIdOf, type Sent } from '#apps/rights/pages/reviews/asked.ts';
import { isMine, ReviewItems } from '#apps/rights/pages/reviews/items.tsx';
import { KeptNotices, placeOf, ReviewProgress } from '#apps/rights/pages/reviews/reviews.tsx';
import { errorOf, personLabel, rightLabel } from '#apps/rights/pages/words.ts';
import { managedOrganisations } from '#apps/rights/queries/scope.ts';
import { decideReview } from '#apps/rights/reviews/decide-review.ts';
import { reviewPage, type Review, type ReviewItem, type ReviewSeen } from '#apps/rights/reviews/queries.ts';
import { isId } from '#platform/ids.ts';
import { ButtonLink } from '#ui/components/button.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { SubTabs } from '#ui/components/sub-tabs.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatDate } from '#ui/format.ts';

const nothingSent: Sent = { ticked: [], reason: '', faults: [] };

/** One review: every right with what helps to judge it, several confirmed or ended at once. */
export function showReview(visit: ActorVisit): Promise<PageContent> {
  return reviewContent(visit, nothingSent);
}

/** Confirms or ends what was ticked; tells whom somebody else had judged already. */
export async function sendReview(visit: FormVisit): Promise<PageContent | Response> {
  const form = textsOf(visit.form);
  const key = sentKey(visit);
  const reviewId = reviewIdOf(visit);
  const ticked = form.getAll('recht').filter((id) => isId(id));
  const verdict = form.get('wat') === 'beeindigen' ? 'ended' : 'confirmed';
  const sent = { ticked, reason: (form.get('reden') ?? '').slice(0, longestReason), faults: [] };
  if (ticked.length === 0) return reviewContent(visit, { ...sent, nothingChosen: true });
  const outcome = await perform(decideReview, visit, { ...sent, reviewId, grantIds: ticked, verdict, key });
  if (outcome.kind === 'again') return seeOther(reviewAddress(reviewId));
  if (outcome.kind === 'decided' && outcome.taken.length === 0) {
    const gedaan = verdict === 'ended' ? 'beeindigd' : 'bevestigd';
    return seeOther(reviewAddress(reviewId, { gedaan, aantal: String(outcome.count) }));
  }
  const faults =
    outcome.kind === 'reason-missing' ? [{ field: 'reden', message: visit.t.rights.reviews.reasonMissing }] : [];
  return reviewContent(visit, { ...sent, ticked: outcome.kind === 'decided' ? [] : ticked, faults, outcome });
}

async function reviewContent(visit: ActorVisit, sent: Sent): Promise<PageContent> {
  const t = visit.t.rights.reviews;
  const seen = await ask(reviewPage, visit, { reviewId: reviewIdOf(visit) });
  const { review } = seen;
  const conflict = sent.outcome !== undefined || sent.nothingChosen === true;
  return {
    title: `${t.title}: ${placeOf(review)}`,
    tab: base,
    status: sent.faults.length > 0 ? 422 : conflict ? 409 : 200,
    children: (
      <>
        <BackLink t={visit.t.ui} label={t.title} href={reviewsAddress} />
        <ErrorSummary t={visit.t.ui} faults={sent.faults} />
        <PageHeading title={placeOf(review)} lead={<ReviewProgress visit={visit} review={review} />} />
        <Outcome visit={visit} sent={sent} />
        <KeptNotices
          visit={visit}
          reviews={[review].map((one) => ({ ...one, kept: one.state === 'finished' ? one.kept : 0 }))}
        />
        <p>{summaryOf(visit, review)}</p>
        {managedOrganisations(visit.actor).includes(review.organisationId) ? (
          <Items visit={visit} seen={seen} sent={sent} />
        ) : (
          <p>{t.notYours}</p>
        )}
        <div class="actions">
          {seen.items.length > 0 && (
            <ButtonLink href={`${reviewAddress(review.id)}/bewaren`} download>
              {t.export}
            </ButtonLink>
          )}
          {review.leads && review.state === 'running' && (
            <ButtonLink kind="quiet" href={`${reviewAddress(review.id)}/stoppen`}>
              {t.stop}
            </ButtonLink>
          )}
        </div>
      </>
    ),
  };
}

function summaryOf(visit: ActorVisit, review: Review): string {
  const t = visit.t.rights.reviews;
  const counts = `${t.confirmedEnded(review.confirmed, review.ended)}.`;
  const closedOn = formatDate(review.closedOn ?? review.startedOn);
  if (review.state === 'running') return `${t.before(formatDate(review.endsOn))} ${counts}`;
  if (review.state === 'finished') return `${t.finishedOn(closedOn)} ${counts}`;
  return `${t.stoppedWhy(review.closedBy ?? t.somebody, closedOn, review.closedReason ?? '')} ${counts}`;
}

/** What was done, or why not; who was first is named. */
const Outcome = ({ visit, sent }: { visit: ActorVisit; sent: Sent }) => {
  const t = visit.t.rights.reviews;
  const { outcome } = sent;
  const query = visit.url.searchParams;
  const count = Number(/^\d{1,4}$/.exec(query.get('aantal') ?? '')?.[0] ?? 1);
  const doneWords = { bevestigd: t.confirmed(count), beeindigd: t.ended(count), gestart: t.startedDone(1) };
  const done = query.get('gedaan') ?? '';
  if (sent.nothingChosen) return <Warning visit={visit} title={t.cannotTitle} lines={[t.nothingChosen]} />;
  if (!outcome)
    return Object.hasOwn(doneWords, done) ? (
      <Notice t={visit.t.ui} kind="success" live>
        {doneWords[done as keyof typeof doneWords]}
      </Notice>
    ) : null;
  switch (outcome.kind) {
    case 'decided':
      return <Warning visit={visit} title={t.takenTitle} lines={outcome.taken.map((item) => takenText(visit, item))} />;
    case 'obstacles':
      return (
        <Warning
          visit={visit}
          title={t.cannotTitle}
          lines={outcome.rows.map(
            ({ grant, obstacle }) =>
              `${personLabel(grant)}, ${rightLabel(grant)}: ${visit.t.rights.end.obstacles[obstacle.kind]}`,
          )}
        />
      );
    case 'own-admin-right':
      return <Warning visit={visit} title={t.cannotTitle} lines={[t.own]} />;
    case 'closed':
      return <Warning visit={visit} title={t.cannotTitle} lines={[t.closed]} />;
    default:
      return null;
  }
};

const Warning = ({ visit, title, lines }: { visit: ActorVisit; title: string; lines: readonly string[] }) => (
  <Notice t={visit.t.ui} kind="warning" title={title} live>
    {lines.map((line) => (
      <p>{line}</p>
    ))}
  </Notice>
);

function takenText(visit: ActorVisit, item: ReviewItem): string {
  const t = visit.t.rights.reviews;
  const by = item.decidedBy ?? t.somebody;
  return t.taken(personLabel(item), rightLabel(item), t.verdicts[item.verdict], by);
}

const Items = ({ visit, seen, sent }: { visit: ActorVisit; seen: ReviewSeen; sent: Sent }) => {
  const t = visit.t.rights.reviews;
  const { review, items } = seen;
  const showsAll = visit.url.searchParams.get('toon') === 'alles' || review.state !== 'running';
  const mine = items.filter((item) => isMine(visit.actor, seen, item));
  const shown = showsAll ? items : mine;
  const address = reviewAddress(review.id);
  return (
    <>
      {review.state === 'running' && (
        <SubTabs
          label={t.filter}
          tabs={[
            { label: `${t.open} (${mine.length})`, href: address, current: !showsAll },
            { label: `${t.all} (${items.length})`, href: `${address}?toon=alles`, current: showsAll },
          ]}
        />
      )}
      {shown.length === 0 ? (
        review.reviewed >= review.total ? (
          <EmptyState title={t.doneTitle} suggestions={t.done} />
        ) : (
          <EmptyState title={t.othersTitle} suggestions={t.others} />
        )
      ) : (
        <ReviewItems
          visit={visit}
          seen={seen}
          shown={shown}
          sent={{ ...sent, reasonError: errorOf(sent.faults, 'reden') }}
        />
      )}
    </>
  );
};
