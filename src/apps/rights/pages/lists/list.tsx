import { NotFound } from '#access/refusals.ts';
import { perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { confirmList } from '#apps/rights/commands/apply-list.ts';
import { findList, listShownRows, type RightsList, type ShownRow } from '#apps/rights/lists/list-store.ts';
import { mostRows } from '#apps/rights/lists/read-list.ts';
import { base, listAddress, listsAddress, withQuery } from '#apps/rights/pages/addresses.ts';
import { csvFile } from '#apps/rights/pages/lists/csv.ts';
import { problemText, whoText } from '#apps/rights/pages/lists/problem-text.ts';
import { isId } from '#platform/ids.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { DataTable, type Column } from '#ui/components/data-table.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { Pager } from '#ui/components/pager.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatNumber } from '#ui/format.ts';

/** One list: how far it is, what would come of every row, and the one button that gives it. */
export async function listPage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.rights.lists;
  const list = await ownList(visit);
  const isBusy = list.state === 'checking' || list.state === 'applying';
  return {
    title: t.title,
    tab: base,
    children: (
      <>
        <BackLink t={visit.t.ui} label={t.another} href={listsAddress} />
        <PageHeading title={t.title} />
        {isBusy ? <Progress visit={visit} list={list} /> : await Outcome({ visit, list })}
      </>
    ),
  };
}

/** The worker takes it from here; the page tells how far it is. */
export async function sendConfirmation(visit: FormVisit): Promise<Response> {
  const listId = listIdOf(visit);
  const outcome = await perform(confirmList, visit, { listId });
  return seeOther(withQuery(listAddress(listId), { toon: outcome === 'problems' ? 'fouten' : undefined }));
}

/** The rows that gave nothing, with why, to be mended and sent again. Numbers stay out: the line says whom it is about. */
export async function listFaults(visit: ActorVisit): Promise<Response> {
  const t = visit.t.rights.lists;
  const list = await ownList(visit);
  const rows = await listShownRows(visit.db, list.id, { onlyProblems: true, after: 0, limit: mostRows });
  const cells = rows.map((row) => [
    String(row.line),
    whoText(visit, row),
    row.right,
    row.contexts,
    row.organisation,
    row.from,
    row.until,
    row.problem ? problemText(visit, row.problem) : '',
  ]);
  return csvFile('fouten.csv', [
    [t.line, t.who, t.right, t.contexts, t.organisation, t.from, t.until, t.problem],
    ...cells,
  ]);
}

const Progress = ({ visit, list }: { visit: ActorVisit; list: RightsList }) => {
  const t = visit.t.rights.lists;
  const words = list.state === 'checking' ? t.checking : t.applying;
  const [done, total] = [formatNumber(list.done, visit.lang), formatNumber(list.total, visit.lang)];
  return (
    <live-progress>
      <p class="lead" id="voortgang">
        {words(done, total)}
      </p>
      <progress class="upload-progress" max={list.total} value={list.done} aria-labelledby="voortgang"></progress>
      <p>{t.leave}</p>
      <Buttons>
        <ButtonLink href={listAddress(list.id)}>{t.refresh}</ButtonLink>
      </Buttons>
    </live-progress>
  );
};

const Outcome = async ({ visit, list }: { visit: ActorVisit; list: RightsList }) => {
  const t = visit.t.rights.lists;
  const query = visit.url.searchParams;
  const onlyProblems = query.get('toon') === 'fouten';
  const after = Number(/^\d{1,6}$/.exec(query.get('na') ?? '')?.[0] ?? 0);
  const rows = await listShownRows(visit.db, list.id, { onlyProblems, after, limit: pageSize + 1 });
  const shown = rows.slice(0, pageSize);
  const toon = onlyProblems ? 'fouten' : undefined;
  return (
    <>
      <Summary visit={visit} list={list} />
      {list.problems > 0 && (
        <Buttons>
          <ButtonLink href={withQuery(listAddress(list.id), { toon: onlyProblems ? undefined : 'fouten' })}>
            {onlyProblems ? t.showAll : t.showProblems(list.problems)}
          </ButtonLink>
          <ButtonLink href={`${listAddress(list.id)}/fouten`} download>
            {t.downloadProblems}
          </ButtonLink>
        </Buttons>
      )}
      <DataTable caption={onlyProblems ? t.problemRows : t.rows} columns={columnsOf(visit, list)} rows={shown} />
      <Pager
        t={visit.t.ui}
        nextHref={
          rows.length > pageSize
            ? withQuery(listAddress(list.id), { toon, na: String(shown.at(-1)?.line ?? 0) })
            : undefined
        }
      />
    </>
  );
};

const pageSize = 50;

const Summary = ({ visit, list }: { visit: ActorVisit; list: RightsList }) => {
  const t = visit.t.rights.lists;
  const possible = list.total - list.problems;
  const number = (n: number): string => formatNumber(n, visit.lang);
  if (list.state === 'applied')
    return (
      <Notice t={visit.t.ui} kind={list.problems > 0 ? 'warning' : 'success'} title={t.doneTitle} live>
        <p>{t.done(list.given, number(list.given))}</p>
        {list.problems > 0 && <p>{t.notGiven(list.problems, number(list.problems))}</p>}
      </Notice>
    );
  const canApply = possible > 0 && !(list.allOrNothing && list.problems > 0);
  return (
    <>
      <p class="lead">{t.possible(possible, number(possible))}</p>
      {list.problems > 0 && (
        <Notice t={visit.t.ui} kind="warning" title={t.problems(list.problems, number(list.problems))} live>
          <p>{list.allOrNothing ? t.mendAll : t.mendSome}</p>
        </Notice>
      )}
      {canApply && (
        <PostForm t={visit.t.ui} action={`${listAddress(list.id)}/bevestigen`}>
          <Buttons>
            <Button kind="main">{t.apply(possible, number(possible))}</Button>
          </Buttons>
        </PostForm>
      )}
    </>
  );
};

function columnsOf(visit: ActorVisit, list: RightsList): Column<ShownRow>[] {
  const t = visit.t.rights.lists;
  return [
    { label: t.line, numeric: true, cell: (row) => String(row.line) },
    { label: t.who, rowHeader: true, cell: (row) => whoText(visit, row) },
    { label: t.right, cell: (row) => (row.contexts ? `${row.right} (${row.contexts})` : row.right) },
    { label: t.organisation, cell: (row) => row.organisation },
    { label: t.period, cell: (row) => visit.t.rights.people.from(row.from, row.until) },
    {
      label: t.outcome,
      cell: (row) => {
        if (row.problem) return <strong>{problemText(visit, row.problem)}</strong>;
        return list.state === 'applied' || row.given ? t.given : t.willBeGiven;
      },
    },
  ];
}

async function ownList(visit: ActorVisit): Promise<RightsList> {
  const list = await findList(visit.db, listIdOf(visit));
  if (list?.personId !== visit.actor.personId) throw new NotFound();
  return list;
}

function listIdOf(visit: ActorVisit): string {
  const id = visit.params.id ?? '';
  if (!isId(id)) throw new NotFound();
  return id;
}
