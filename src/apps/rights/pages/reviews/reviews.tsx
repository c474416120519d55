import type { ActorVisit, PageContent } from '#access/visit.ts';
import { base, reviewAddress, startReviewAddress } from '#apps/rights/pages/addresses.ts';
import { organisationLabel } from '#apps/rights/pages/words.ts';
import { listReviewable, listReviews, type Review } from '#apps/rights/reviews/queries.ts';
import { ButtonLink } from '#ui/components/button.tsx';
import { DataTable, type Column } from '#ui/components/data-table.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatDate } from '#ui/format.ts';

/** Jaarlijks nazicht: what runs, how far it is, and what was before. */
export async function reviewsPage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.rights.reviews;
  const reviews = await listReviews(visit.db);
  const running = reviews.filter(({ state }) => state === 'running');
  const earlier = reviews.filter(({ state }) => state !== 'running');
  const mayStart = (await listReviewable(visit.db, visit.actor)).some(({ isRunning }) => !isRunning);
  return {
    title: t.title,
    tab: base,
    children: (
      <>
        <BackLink t={visit.t.ui} label={visit.t.rights.name} href={base} />
        <PageHeading
          title={t.title}
          lead={t.lead}
          action={
            mayStart && (
              <ButtonLink kind="main" href={startReviewAddress}>
                {t.start}
              </ButtonLink>
            )
          }
        />
        <Done visit={visit} />
        <KeptNotices visit={visit} reviews={reviews} />
        {reviews.length === 0 && <EmptyState title={t.noneTitle} suggestions={t.none} />}
        {running.length > 0 && (
          <Section title={t.running} id="lopend">
            <ReviewTable visit={visit} caption={t.running} reviews={running} />
          </Section>
        )}
        {earlier.length > 0 && (
          <Section title={t.history} id="vroeger">
            <ReviewTable visit={visit} caption={t.history} reviews={earlier} />
          </Section>
        )}
      </>
    ),
  };
}

const Done = ({ visit }: { visit: ActorVisit }) => {
  const t = visit.t.rights.reviews;
  const query = visit.url.searchParams;
  const count = Number(/^\d{1,3}$/.exec(query.get('aantal') ?? '')?.[0] ?? 1);
  const done = query.get('gedaan');
  const words = done === 'gestart' ? t.startedDone(count) : done === 'gestopt' ? t.stopped : undefined;
  return words === undefined ? null : (
    <Notice t={visit.t.ui} kind="success" live>
      {words}
    </Notice>
  );
};

/** The alarm that a last head local administrator was not confirmed (R8), until somebody answers. */
export const KeptNotices = ({ visit, reviews }: { visit: ActorVisit; reviews: readonly Review[] }) => {
  const t = visit.t.rights.reviews;
  return (
    <>
      {reviews
        .filter(({ kept }) => kept > 0)
        .map((review) => (
          <Notice t={visit.t.ui} kind="warning" title={t.keptTitle}>
            <p>{t.kept(placeOf(review))}</p>
            <p>
              <a href={reviewAddress(review.id)}>{t.look}</a>
            </p>
          </Notice>
        ))}
    </>
  );
};

export const placeOf = (review: Pick<Review, 'organisationId' | 'organisationName'>): string =>
  organisationLabel({ id: review.organisationId, name: review.organisationName });

const ReviewTable = ({
  visit,
  caption,
  reviews,
}: {
  visit: ActorVisit;
  caption: string;
  reviews: readonly Review[];
}) => {
  const t = visit.t.rights.reviews;
  const columns: Column<Review>[] = [
    {
      label: t.institution,
      rowHeader: true,
      cell: (review) => <a href={reviewAddress(review.id)}>{placeOf(review)}</a>,
    },
    {
      label: t.started,
      cell: ({ startedOn, startedBy }) => t.startedBy(formatDate(startedOn), startedBy ?? t.somebody),
    },
    { label: t.until, cell: ({ endsOn }) => formatDate(endsOn) },
    { label: t.progressLabel, cell: (review) => <ReviewProgress visit={visit} review={review} /> },
    { label: t.state, cell: ({ state }) => t.states[state] },
  ];
  return <DataTable caption={caption} columns={columns} rows={reviews} captionHidden />;
};

/** `43 van 61 nagekeken`, with a bar for who looks quickly. */
export const ReviewProgress = ({ visit, review }: { visit: ActorVisit; review: Review }) => {
  const t = visit.t.rights.reviews;
  const words = t.progress(review.reviewed, review.total);
  return (
    <span class="review-progress">
      <progress max={Math.max(review.total, 1)} value={review.reviewed} aria-label={words} />
      <span>{words}</span>
    </span>
  );
};
