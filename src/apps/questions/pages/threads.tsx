import type { ActorVisit } from '#access/visit.ts';
import type { ListedQuestion } from '#apps/questions/list.ts';
import { formatNumber } from '#apps/questions/model.ts';
import { isOverdue, questionAddress, stateMark, waitingDays } from '#apps/questions/pages/words.ts';
import { mostExcerpt, type AskedQuestion, type QuestionInList } from '#apps/questions/queries.ts';
import { institutionLabel, momentOf } from '#apps/submissions/index.ts';
import { DataTable, type Column } from '#ui/components/data-table.tsx';
import { StateBadge } from '#ui/components/state-badge.tsx';
import { formatDate } from '#ui/format.ts';

type Row = QuestionInList & Partial<Pick<ListedQuestion, 'isNew'>>;

interface ThreadsProps {
  visit: ActorVisit;
  caption: string;
  questions: readonly Row[];
  hrefOf?: (id: string) => string;
  /** Columns of one side only, behind the others. */
  more?: readonly Column<Row>[];
}

/** Questions as rows, the same for who asked and who answers. */
export const Threads = ({ visit, caption, questions, hrefOf = questionAddress, more = [] }: ThreadsProps) => {
  const t = visit.t.questions;
  return (
    <DataTable
      caption={caption}
      captionHidden
      rows={questions}
      columns={[
        {
          label: t.document,
          rowHeader: true,
          cell: (row) => (
            <>
              <a href={hrefOf(row.id)}>{row.documentTitle}</a>
              <br />
              <span class="soft">{formatNumber(row.number)}</span>
              {row.excerpt && (
                <>
                  <br />
                  <span class="excerpt">
                    {row.excerpt.length < mostExcerpt ? row.excerpt : `${row.excerpt.trimEnd()}…`}
                  </span>
                </>
              )}
            </>
          ),
        },
        { label: t.institution, cell: (row) => institutionLabel(row.institutionId, row.institutionName) },
        {
          label: t.askedBy,
          cell: (row) => (
            <>
              {row.askedBy === visit.actor.personId ? t.you : row.askedByName}
              <br />
              <span class="soft">{momentOf(row.askedAt, visit.t)}</span>
            </>
          ),
        },
        {
          label: t.state,
          cell: (row) => (
            <>
              <StateBadge {...stateMark(row.state, visit.t)} />
              {row.isNew && <strong> {t.list.news}</strong>}
            </>
          ),
        },
        { label: t.due, cell: (row) => <Due visit={visit} question={row} /> },
        ...more,
      ]}
    />
  );
};

/** By when an answer is expected and how long it takes already; overdue is said in a word. */
export const Due = ({ visit, question }: { visit: ActorVisit; question: AskedQuestion }) => {
  const t = visit.t.questions;
  const days = waitingDays(question, visit.actor.today);
  if (days === null || question.dueOn === null) return <>–</>;
  return (
    <>
      {formatDate(question.dueOn)}{' '}
      {isOverdue(question, visit.actor.today) && <StateBadge tone="error" label={t.late} />}
      <br />
      <span class="soft">
        {t.waiting}: {t.working(days)}
      </span>
    </>
  );
};
