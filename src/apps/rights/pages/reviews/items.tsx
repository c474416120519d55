import { create as contentDisposition } from 'content-disposition';
import type { Actor } from '#access/actor.ts';
import { ask } from '#access/use-case.ts';
import type { ActorVisit } from '#access/visit.ts';
import { longestReason } from '#apps/rights/inputs.ts';
import { personAddress, reviewAddress } from '#apps/rights/pages/addresses.ts';
import { reviewIdOf, type Sent } from '#apps/rights/pages/reviews/asked.ts';
import { organisationLabel, personLabel, rightLabel } from '#apps/rights/pages/words.ts';
import { managingGrant } from '#apps/rights/policy.ts';
import { awaits } from '#apps/rights/reviews/rules.ts';
import { reviewPage, type ReviewItem, type ReviewSeen } from '#apps/rights/reviews/queries.ts';
import { newId } from '#platform/ids.ts';
import { writeCsv } from '#platform/text/write-csv.ts';
import { Button, Buttons } from '#ui/components/button.tsx';
import { DataTable, type Column } from '#ui/components/data-table.tsx';
import { TextArea } from '#ui/components/inputs.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { formatDate } from '#ui/format.ts';

/** So many stand on one page; judging them brings the next. */
const pageSize = 200;

/** Whether this actor is to judge it: he manages it, and it is not his own administrator right (R3). */
export function isMine(
  actor: Actor,
  { review, delegations }: Pick<ReviewSeen, 'review' | 'delegations'>,
  item: ReviewItem,
) {
  const isOpen = review.state === 'running' || item.verdict === 'kept';
  return isOpen && awaits(item, actor) && managingGrant(actor, item, delegations) !== undefined;
}

interface ItemsProps {
  readonly visit: ActorVisit;
  readonly seen: ReviewSeen;
  readonly shown: readonly ReviewItem[];
  readonly sent: Sent & { readonly reasonError: string | undefined };
}

export const ReviewItems = ({ visit, seen, shown, sent }: ItemsProps) => {
  const t = visit.t.rights.reviews;
  const rows = shown.slice(0, pageSize);
  const any = rows.some((item) => isMine(visit.actor, seen, item));
  const table = (
    <>
      {shown.length > pageSize && <p>{t.first(pageSize)}</p>}
      <DataTable
        caption={t.count(shown.length)}
        columns={any ? [chooseColumn(visit, seen, sent.ticked), ...columnsOf(visit, seen)] : columnsOf(visit, seen)}
        rows={rows}
      />
    </>
  );
  if (!any) return table;
  return (
    <PostForm t={visit.t.ui} action={reviewAddress(seen.review.id)}>
      <input type="hidden" name="sleutel" value={newId()} />
      <choose-all label={visit.t.rights.change.chooseAll}>{table}</choose-all>
      <p>{t.endHint}</p>
      <TextArea
        t={visit.t.ui}
        name="reden"
        label={t.reason}
        hint={t.reasonHint}
        optional
        rows={2}
        maxlength={longestReason}
        value={sent.reason}
        error={sent.reasonError}
      />
      <Buttons>
        <Button kind="main" name="wat" value="bevestigen">
          {t.confirm}
        </Button>
        <Button kind="danger" name="wat" value="beeindigen">
          {t.end}
        </Button>
      </Buttons>
    </PostForm>
  );
};

function chooseColumn(visit: ActorVisit, seen: ReviewSeen, ticked: readonly string[]): Column<ReviewItem> {
  const t = visit.t.rights.change;
  return {
    label: t.choose,
    cell: (item) =>
      isMine(visit.actor, seen, item) ? (
        <input
          type="checkbox"
          name="recht"
          value={item.id}
          checked={ticked.includes(item.id)}
          aria-label={t.chooseOne(item.entitlementName, personLabel(item))}
          autocomplete="off"
        />
      ) : null,
  };
}

function columnsOf(visit: ActorVisit, seen: ReviewSeen): Column<ReviewItem>[] {
  const t = visit.t.rights.reviews;
  return [
    {
      label: visit.t.rights.people.person,
      rowHeader: true,
      cell: (item) => <a href={personAddress(item.personId)}>{personLabel(item)}</a>,
    },
    {
      label: visit.t.rights.people.right,
      cell: (item) => (item.themes > 0 ? `${rightLabel(item)}, ${t.themes(item.themes)}` : rightLabel(item)),
    },
    { label: t.since, cell: (item) => formatDate(item.from) },
    { label: t.ends, cell: (item) => formatDate(item.until) },
    { label: t.lastSignIn, cell: (item) => (item.lastSignIn ? formatDate(item.lastSignIn) : t.neverSignedIn) },
    { label: t.givenBy, cell: (item) => item.givenBy ?? t.unknownGiver },
    { label: t.answer, cell: (item) => answerOf(visit, seen, item) },
  ];
}

function answerOf(visit: ActorVisit, { review, delegations }: ReviewSeen, item: ReviewItem): string {
  const t = visit.t.rights.reviews;
  const verdict = t.verdicts[item.verdict];
  if (item.decidedBy && item.decidedOn) return t.by(verdict, item.decidedBy, formatDate(item.decidedOn));
  if (item.verdict !== 'open') return verdict;
  if (item.gone) return t.gone;
  if (review.state !== 'running') return '';
  if (item.isAdmin && item.personId === visit.actor.personId) return t.ownAdmin;
  return managingGrant(visit.actor, item, delegations) ? verdict : t.notManaged;
}

/** The whole review for a spreadsheet: who has what, since when, and what was answered. */
export async function saveReview(visit: ActorVisit): Promise<Response> {
  const t = visit.t.rights.reviews;
  const seen = await ask(reviewPage, visit, { reviewId: reviewIdOf(visit) });
  const { review, items } = seen;
  const people = visit.t.rights.people;
  const head = [t.institution, people.person, people.right, t.since, t.ends, t.lastSignIn, t.givenBy, t.answer];
  const place = organisationLabel({ id: review.organisationId, name: review.organisationName });
  const rows = items.map((item) => [
    place,
    personLabel(item),
    rightLabel(item),
    formatDate(item.from),
    formatDate(item.until),
    item.lastSignIn ? formatDate(item.lastSignIn) : t.neverSignedIn,
    item.givenBy ?? t.unknownGiver,
    answerOf(visit, seen, item),
  ]);
  return new Response(writeCsv([head, ...rows]), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': contentDisposition(`nazicht-${review.startedOn}.csv`),
    },
  });
}
