import type { Child } from 'hono/jsx';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import type { Proposal } from '#apps/rights/mergers/migrate.ts';
import { countFates, type Counts } from '#apps/rights/mergers/model.ts';
import { mergerAddress } from '#apps/rights/pages/addresses.ts';
import { mergerFrame, whatStays } from '#apps/rights/pages/mergers/frame.tsx';
import { Empty, Warnings } from '#apps/rights/pages/mergers/proposal.tsx';
import { mergerWords } from '#apps/rights/pages/mergers/words.ts';
import { personLabel } from '#apps/rights/pages/words.ts';
import { newId } from '#platform/ids.ts';
import { Button, Buttons } from '#ui/components/button.tsx';
import { DataTable, type Column } from '#ui/components/data-table.tsx';
import { DescriptionList } from '#ui/components/description-list.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { Section } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';

interface Preview {
  proposal: Proposal;
  /** Keys of the rows that were ticked, whatever becomes of them. */
  chosen: readonly string[];
  /** Who gains which documents, rehearsed. */
  part: Child;
  changed: boolean;
}

/** Step 2: the numbers, who gains what, every row once, and one button. */
export async function previewPage(
  visit: ActorVisit,
  { proposal, chosen, part, changed }: Preview,
): Promise<PageContent> {
  const t = visit.t.rights.mergers;
  const { merger, rows, fingerprint, begun } = proposal;
  const words = await mergerWords(visit);
  const behind = new Set(rows.filter(({ fate }) => fate.fate === 'stays').map(({ row }) => row.personId)).size;
  return mergerFrame(
    visit,
    merger,
    <>
      {changed && (
        <Notice t={visit.t.ui} kind="warning" title={t.changedTitle} live>
          {t.changed}
        </Notice>
      )}
      <Warnings visit={visit} proposal={proposal} />
      <Section title={t.previewTitle} id="nakijken">
        {rows.length === 0 ? (
          <Empty visit={visit} proposal={proposal} />
        ) : (
          <>
            <CountsPart visit={visit} counts={countFates(rows.map(({ fate }) => fate))} />
            <p>
              {t.losers(behind)} {whatStays(visit, merger)}
            </p>
          </>
        )}
      </Section>
      {part}
      {rows.length > 0 && (
        <RowsPart
          visit={visit}
          columns={[
            { label: t.person, cell: ({ row }) => personLabel(row) },
            { label: t.what, rowHeader: true, cell: ({ row }) => words.what(row) },
            { label: t.becomes, cell: ({ row, fate }) => words.becomes(row, fate) },
          ]}
          rows={rows}
          fateOf={({ fate }) => fate.fate}
        />
      )}
      <PostForm t={visit.t.ui} action={mergerAddress(merger.organisationId)}>
        {chosen.map((key) => (
          <input type="hidden" name="mee" value={key} />
        ))}
        <input type="hidden" name="gezien" value={fingerprint} />
        <input type="hidden" name="sleutel" value={newId()} />
        {begun && rows.length > 0 && <p class="hint">{t.once}</p>}
        <Buttons>
          {begun && (
            <Button kind="main" name="stap" value="bevestigen">
              {t.submit}
            </Button>
          )}
          <Button kind="quiet" name="stap" value="wijzig">
            {t.change}
          </Button>
        </Buttons>
      </PostForm>
    </>,
    changed ? 409 : 200,
  );
}

const fates = ['moves', 'held', 'stays'] as const;

/** More rows than this are folded by what becomes of them. */
const manyRows = 50;

interface RowsProps<Row> {
  readonly visit: ActorVisit;
  readonly columns: Column<Row>[];
  readonly rows: readonly Row[];
  readonly fateOf: (row: Row) => (typeof fates)[number];
}

/** Every row once; many of them by what becomes of them, only what stays behind unfolded. */
export const RowsPart = <Row,>({ visit, columns, rows, fateOf }: RowsProps<Row>) => {
  const t = visit.t.rights.mergers;
  if (rows.length <= manyRows)
    return (
      <Section title={t.rows} id="alles">
        <DataTable caption={t.rows} captionHidden columns={columns} rows={rows} />
      </Section>
    );
  return (
    <Section title={t.rows} id="alles">
      {fates.map((fate) => {
        const own = rows.filter((row) => fateOf(row) === fate);
        if (own.length === 0) return null;
        const title = `${t.counts[fate]}: ${t.count(own.length)}`;
        return (
          <details open={fate === 'stays'}>
            <summary>{title}</summary>
            <DataTable caption={title} captionHidden columns={columns} rows={own} />
          </details>
        );
      })}
    </Section>
  );
};

export const CountsPart = ({ visit, counts }: { visit: ActorVisit; counts: Counts }) => {
  const t = visit.t.rights.mergers;
  return <DescriptionList facts={fates.map((fate) => ({ term: t.counts[fate], value: t.count(counts[fate]) }))} />;
};
