import { NotFound } from '#access/refusals.ts';
import { perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { withdrawRequest } from '#apps/rights/commands/decide-request.ts';
import { askAddress, ownRequestsAddress, withQuery } from '#apps/rights/pages/addresses.ts';
import { thingLabel } from '#apps/rights/pages/requests/thing.ts';
import { organisationLabel } from '#apps/rights/pages/words.ts';
import { listRequestsOf, type AccessRequest } from '#apps/rights/queries/requests.ts';
import { isId } from '#platform/ids.ts';
import { ButtonLink } from '#ui/components/button.tsx';
import { DataTable, type Column } from '#ui/components/data-table.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { formatDate } from '#ui/format.ts';

/** Mijn aanvragen: what I asked, what became of it, and taking it back while nobody has decided (RE). */
export async function ownRequestsPage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.rights.requests;
  const requests = await listRequestsOf(visit.db, visit.actor.personId);
  return {
    title: t.mine,
    children: (
      <>
        <PageHeading title={t.mine} lead={t.mineLead} action={<ButtonLink href={askAddress}>{t.ask}</ButtonLink>} />
        <Done visit={visit} />
        {requests.length === 0 ? (
          <EmptyState title={t.noneTitle} suggestions={t.none} />
        ) : (
          <DataTable caption={t.mine} captionHidden columns={columnsOf(visit)} rows={requests} />
        )}
      </>
    ),
  };
}

/** Takes a request back; when somebody decided first, the list says what. */
export async function sendWithdrawal(visit: FormVisit): Promise<Response> {
  const requestId = visit.params.id ?? '';
  if (!isId(requestId)) throw new NotFound();
  const result = await perform(withdrawRequest, visit, { requestId });
  return seeOther(withQuery(ownRequestsAddress, { gedaan: result === 'withdrawn' ? 'ingetrokken' : 'beslist' }));
}

const Done = ({ visit }: { visit: ActorVisit }) => {
  const t = visit.t.rights.requests.done;
  const words = { gevraagd: t.asked, ingetrokken: t.withdrawn, beslist: t.decided };
  const done = visit.url.searchParams.get('gedaan') ?? '';
  if (!Object.hasOwn(words, done)) return null;
  return (
    <Notice t={visit.t.ui} kind={done === 'beslist' ? 'info' : 'success'} live>
      {words[done as keyof typeof words]}
    </Notice>
  );
};

function columnsOf(visit: ActorVisit): Column<AccessRequest>[] {
  const t = visit.t.rights.requests;
  return [
    { label: t.what, rowHeader: true, cell: (request) => thingLabel(visit, request) },
    {
      label: t.institution,
      cell: (request) => organisationLabel({ id: request.organisationId, name: request.organisationName }),
    },
    { label: t.askedOn, cell: (request) => formatDate(request.askedOn) },
    { label: t.until, cell: (request) => formatDate(request.until) },
    { label: t.state, cell: (request) => stateOf(visit, request) },
    {
      label: visit.t.rights.people.actions,
      cell: (request) => request.state === 'open' && <TakeBack visit={visit} request={request} />,
    },
  ];
}

function stateOf(visit: ActorVisit, request: AccessRequest) {
  const t = visit.t.rights.requests.states;
  const on = formatDate(request.decidedOn ?? request.askedOn);
  switch (request.state) {
    case 'open':
      return t.open;
    case 'granted':
      return t.granted(on, formatDate(request.givenUntil ?? request.until));
    case 'refused':
      return (
        <>
          {t.refused(on)} <span>{request.decisionReason}</span>
        </>
      );
    case 'withdrawn':
      return t.withdrawn(on);
    case 'closed':
      return t.closed(on);
  }
}

const TakeBack = ({ visit, request }: { visit: ActorVisit; request: AccessRequest }) => {
  const t = visit.t.rights.requests;
  return (
    <form method="post" action={`${ownRequestsAddress}/${request.id}/intrekken`}>
      <button class="button quiet" type="submit">
        {t.takeBack}
        <span class="hidden-text"> {thingLabel(visit, request)}</span>
      </button>
    </form>
  );
};
