import type { ActorVisit, PageContent } from '#access/visit.ts';
import type { MergerState } from '#apps/rights/mergers/migrate.ts';
import { countFates } from '#apps/rights/mergers/model.ts';
import { mergerFrame, whatStays } from '#apps/rights/pages/mergers/frame.tsx';
import { CountsPart, RowsPart } from '#apps/rights/pages/mergers/preview.tsx';
import { mergerWords } from '#apps/rights/pages/mergers/words.ts';
import { Notice } from '#ui/components/notice.tsx';
import { formatDate } from '#ui/format.ts';

/** What was decided, by whom, row by row: for the heads of both institutions, for good. */
export async function decidedPage(
  visit: ActorVisit,
  { merger, migration }: Extract<MergerState, { kind: 'decided' }>,
): Promise<PageContent> {
  const t = visit.t.rights.mergers;
  const { outcome, names } = migration;
  const words = await mergerWords(visit);
  const counts = countFates(outcome);
  const done = visit.url.searchParams.get('gedaan');
  const on = formatDate(migration.appliedOn);
  const by = migration.appliedBy || t.noLongerKnown;
  return mergerFrame(
    visit,
    merger,
    <>
      {done === 'nu' && (
        <Notice t={visit.t.ui} kind="success" title={t.doneTitle} live>
          {counts.moves === 0 ? t.doneNothing : t.done}
        </Notice>
      )}
      {done === 'eerder' && (
        <Notice t={visit.t.ui} kind="warning" title={t.beforeTitle} live>
          {t.before(by, on)}
        </Notice>
      )}
      <p>
        {t.decided(by, on)} {outcome.length > 0 && whatStays(visit, merger)}
      </p>
      {outcome.length > 0 && <CountsPart visit={visit} counts={counts} />}
      {outcome.length > 0 && (
        <RowsPart
          visit={visit}
          columns={[
            { label: t.person, cell: ({ personId }) => names.get(personId) ?? t.noLongerKnown },
            { label: t.what, rowHeader: true, cell: (row) => words.what(row) },
            { label: t.becomes, cell: (row) => words.becomes(row, row) },
          ]}
          rows={outcome}
          fateOf={({ fate }) => fate}
        />
      )}
    </>,
  );
}
