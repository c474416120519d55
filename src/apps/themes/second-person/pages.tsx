import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { themeLabel } from '#apps/themes/pages/labels.ts';
import { proposalAddress } from '#apps/themes/second-person/addresses.ts';
import {
  confirmProposal,
  longestReason,
  proposalTask,
  refuseProposal,
  withdrawProposal,
  type DecideOutcome,
} from '#apps/themes/second-person/decide.ts';
import type { Proposal } from '#apps/themes/second-person/model.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { isLevelId, levelById } from '#directory/levels.ts';
import { isId } from '#platform/ids.ts';
import { Button, Buttons } from '#ui/components/button.tsx';
import { DataTable } from '#ui/components/data-table.tsx';
import { DescriptionList } from '#ui/components/description-list.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { TextArea } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatDate } from '#ui/format.ts';

const tasksAddress = '/mijn-taken';

/** Mijn taken: what waits for this actor as the second person. */
export const ProposalTasks = ({ visit, proposals }: { visit: ActorVisit; proposals: readonly Proposal[] }) => {
  const t = visit.t.themes.secondPerson;
  if (proposals.length === 0) return null;
  return (
    <Section title={t.tasks} id="bevestigen">
      <DataTable
        caption={t.tasks}
        captionHidden
        columns={[
          {
            label: t.what,
            rowHeader: true,
            cell: (proposal) => <a href={proposalAddress(proposal.id)}>{whatOf(visit, proposal)}</a>,
          },
          { label: t.institution, cell: placeOf },
          { label: t.proposedBy, cell: (proposal) => proposal.proposer },
          { label: t.expires, cell: (proposal) => formatDate(proposal.expiresOn) },
        ]}
        rows={proposals}
      />
    </Section>
  );
};

/** One proposal: what, by whom, and the two answers of the second person; who proposed may take it back. */
export function showProposal(visit: ActorVisit): Promise<PageContent> {
  return proposalPage(visit, {});
}

export async function sendConfirm(visit: FormVisit): Promise<PageContent | Response> {
  return answered(visit, await perform(confirmProposal, visit, { proposalId: idOf(visit) }));
}

export async function sendWithdraw(visit: FormVisit): Promise<PageContent | Response> {
  return answered(visit, await perform(withdrawProposal, visit, { proposalId: idOf(visit) }));
}

export async function sendRefuse(visit: FormVisit): Promise<PageContent | Response> {
  const reason = String(visit.form.get('reden') ?? '').slice(0, longestReason);
  return answered(visit, await perform(refuseProposal, visit, { proposalId: idOf(visit), reason }));
}

function answered(visit: FormVisit, outcome: DecideOutcome): Promise<PageContent> | Response {
  const { reasonMissing } = visit.t.themes.secondPerson;
  if (outcome.kind === 'closed') return proposalPage(visit, { status: 409 });
  if (outcome.kind === 'reason-missing') return proposalPage(visit, { status: 422, fault: reasonMissing });
  return seeOther(`${proposalAddress(outcome.proposal.id)}?gedaan`);
}

async function proposalPage(visit: ActorVisit, shown: { status?: number; fault?: string }): Promise<PageContent> {
  const t = visit.t.themes.secondPerson;
  const { proposal, confirmers, isSecond } = await ask(proposalTask, visit, { proposalId: idOf(visit) });
  const action = proposalAddress(proposal.id);
  // Whoever answers second did not decide this: no "Gelukt" above the answer of somebody else.
  const isLate = shown.status === 409;
  return {
    title: t.one,
    tab: '/gebruikersbeheer',
    status: shown.status ?? 200,
    children: (
      <div class="prose">
        <BackLink t={visit.t.ui} label={visit.t.rights.tasks.title} href={tasksAddress} />
        {shown.fault && <ErrorSummary t={visit.t.ui} faults={[{ field: 'reden', message: shown.fault }]} />}
        <PageHeading title={t.one} lead={proposal.stands ? t.lead : t.closed} />
        {!proposal.stands && (
          <Notice
            t={visit.t.ui}
            kind={proposal.state === 'confirmed' && !isLate ? 'success' : 'info'}
            {...(isLate && { title: t.late })}
            live={isLate || visit.url.searchParams.has('gedaan')}
          >
            <p>{outcomeOf(visit, proposal)}</p>
          </Notice>
        )}
        <DescriptionList facts={factsOf(visit, proposal, confirmers)} />
        {proposal.stands && isSecond && (
          <>
            <PostForm t={visit.t.ui} action={`${action}/ja`}>
              <Buttons>
                <Button kind="main">{t.confirm}</Button>
              </Buttons>
            </PostForm>
            <Section title={t.refuse} id="weigeren">
              <PostForm t={visit.t.ui} action={`${action}/nee`}>
                <TextArea
                  t={visit.t.ui}
                  name="reden"
                  label={t.reason}
                  hint={t.reasonHint}
                  rows={2}
                  maxlength={longestReason}
                  error={shown.fault}
                />
                <Buttons>
                  <Button kind="danger">{t.refuse}</Button>
                </Buttons>
              </PostForm>
            </Section>
          </>
        )}
        {proposal.stands && proposal.proposedBy === visit.actor.personId && (
          <PostForm t={visit.t.ui} action={`${action}/intrekken`}>
            <p>{t.ownHint}</p>
            <Buttons>
              <Button>{t.withdraw}</Button>
            </Buttons>
          </PostForm>
        )}
      </div>
    ),
  };
}

/** "Salarisoverzichten (zeer vertrouwelijk), basisonderwijs, voor An Peeters". */
export function whatOf(visit: ActorVisit, proposal: Proposal): string {
  const t = visit.t.themes.secondPerson;
  const { themeName: name, themeConfidentiality: confidentiality, levelId, receiver } = proposal;
  if (name === null || confidentiality === null) return t.switchOff;
  const level = levelId !== null && isLevelId(levelId) ? levelById(levelId).name[visit.lang].toLowerCase() : '';
  return t.tick(themeLabel({ name, confidentiality }, visit.t), level, receiver ?? '');
}

const placeOf = (proposal: Proposal): string =>
  `${formatOrganisationCode(proposal.organisationId)} ${proposal.organisationName}`;

function factsOf(visit: ActorVisit, proposal: Proposal, confirmers: readonly string[]) {
  const t = visit.t.themes.secondPerson;
  return [
    { term: t.what, value: whatOf(visit, proposal) },
    { term: t.institution, value: placeOf(proposal) },
    { term: t.proposedBy, value: t.byOn(proposal.proposer, formatDate(proposal.proposedOn)) },
    ...(proposal.stands
      ? [
          { term: t.whoMay, value: whoMay(visit, proposal, confirmers) },
          { term: t.expires, value: formatDate(proposal.expiresOn) },
        ]
      : []),
  ];
}

/** Names of the institution's own administrators, and the board. */
export function whoMay(visit: ActorVisit, proposal: Proposal, confirmers: readonly string[]): string {
  const board = proposal.boardName ? [visit.t.themes.secondPerson.board(proposal.boardName)] : [];
  return [...confirmers, ...board].join(', ');
}

function outcomeOf(visit: ActorVisit, proposal: Proposal): string {
  const t = visit.t.themes.secondPerson.outcomes;
  const decider = proposal.decider ?? '';
  if (proposal.state === 'confirmed') return t.confirmed(decider);
  if (proposal.state === 'refused') return t.refused(decider, proposal.reason ?? '');
  return proposal.state === 'expired' || proposal.expiresOn < visit.actor.today ? t.expired : t.withdrawn;
}

function idOf(visit: ActorVisit): string {
  const id = visit.params.id ?? '';
  if (!isId(id)) throw new NotFound();
  return id;
}
