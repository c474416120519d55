import { type ActorVisit, type PageContent } from '#access/visit.ts';
import { listMergerTasks } from '#apps/rights/mergers/queries.ts';
import { base, taskAddress } from '#apps/rights/pages/addresses.ts';
import { OwnDeputyships } from '#apps/rights/pages/deputies/deputyships.tsx';
import { MergerTasks } from '#apps/rights/pages/mergers/tasks.tsx';
import { reviewTasks } from '#apps/rights/pages/reviews/tasks.tsx';
import { heldInvitationTasks } from '#apps/rights/pages/invitations/tasks.tsx';
import { heldTasks } from '#apps/rights/pages/held/tasks.tsx';
import { thingLabel } from '#apps/rights/pages/requests/thing.ts';
import { organisationLabel, personLabel } from '#apps/rights/pages/words.ts';
import { listTasks, type AccessRequest } from '#apps/rights/queries/requests.ts';
import { RescueTasks } from '#apps/rights/rescue/page.tsx';
import { listRescueTasks } from '#apps/rights/rescue/queries.ts';
import { listProposalTasks, ProposalTasks } from '#apps/themes/index.ts';
import { DataTable, type Column } from '#ui/components/data-table.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatDate } from '#ui/format.ts';

/** Mijn taken: what waits for me, the oldest first (RI-6). */
export async function tasksPage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.rights.tasks;
  const tasks = await listTasks(visit.db, visit.actor);
  const replacing = await OwnDeputyships({ visit, tasks: true });
  const held = await heldTasks(visit);
  const invited = await heldInvitationTasks(visit);
  const proposals = await listProposalTasks(visit.db, visit.actor);
  const rescues = await listRescueTasks(visit.db, visit.actor);
  const mergers = await listMergerTasks(visit.db, visit.actor);
  const reviews = await reviewTasks(visit);
  return {
    title: t.title,
    tab: base,
    children: (
      <>
        <BackLink t={visit.t.ui} label={visit.t.rights.name} href={base} />
        <PageHeading title={t.title} lead={t.lead} />
        <Done visit={visit} />
        {replacing}
        {held}
        {invited}
        <RescueTasks visit={visit} rescues={rescues} />
        <MergerTasks visit={visit} mergers={mergers} />
        <ProposalTasks visit={visit} proposals={proposals} />
        {reviews}
        {tasks.length + rescues.length + proposals.length + mergers.length === 0 && !reviews && !held && !invited && (
          <EmptyState title={t.noneTitle} suggestions={t.none} />
        )}
        {tasks.length > 0 && <DataTable caption={t.count(tasks.length)} columns={columnsOf(visit)} rows={tasks} />}
      </>
    ),
  };
}

const Done = ({ visit }: { visit: ActorVisit }) => {
  const t = visit.t.rights.tasks.done;
  const { doneReleased, doneRejected } = visit.t.rights.held;
  const words = {
    goedgekeurd: t.approved,
    geweigerd: t.refused,
    voorgesteld: t.approvedByOne,
    aangeduid: visit.t.rights.rescue.named,
    vrijgegeven: doneReleased,
    tegengehouden: doneRejected,
  };
  const done = visit.url.searchParams.get('gedaan') ?? '';
  if (!Object.hasOwn(words, done)) return null;
  return (
    <Notice t={visit.t.ui} kind="success" live>
      {words[done as keyof typeof words]}
    </Notice>
  );
};

function columnsOf(visit: ActorVisit): Column<AccessRequest>[] {
  const t = visit.t.rights.requests;
  return [
    {
      label: visit.t.rights.people.person,
      rowHeader: true,
      cell: (request) => <a href={taskAddress(request.id)}>{personLabel(request)}</a>,
    },
    { label: t.what, cell: (request) => thingLabel(visit, request) },
    {
      label: t.institution,
      cell: (request) => organisationLabel({ id: request.organisationId, name: request.organisationName }),
    },
    { label: t.until, cell: (request) => formatDate(request.until) },
    { label: t.askedOn, cell: (request) => formatDate(request.askedOn) },
  ];
}
