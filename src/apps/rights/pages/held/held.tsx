import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { heldEndings, rejectHeld, releaseHeld, type DecideHeldOutcome } from '#apps/rights/held/decide-held.ts';
import type { HeldEndings, HeldRelation } from '#apps/rights/held/queries.ts';
import { longestReason } from '#apps/rights/inputs.ts';
import { base, heldAddress, personAddress, tasksAddress, withQuery } from '#apps/rights/pages/addresses.ts';
import { LeftRelations } from '#apps/rights/pages/relations/ending-table.tsx';
import { errorOf, organisationLabel, personLabel } from '#apps/rights/pages/words.ts';
import { isId } from '#platform/ids.ts';
import { Button, Buttons } from '#ui/components/button.tsx';
import { DataTable } from '#ui/components/data-table.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { TextArea } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatDate } from '#ui/format.ts';

/** Which of the two answers was sent; the name of its field. */
type Answer = 'vrijgeven' | 'weigeren';

interface Typed {
  answer?: Answer;
  reason?: string;
  faults: readonly FieldFault[];
  outcome?: DecideHeldOutcome;
}

/** What a program wanted to end at one institution, and the two answers to it. */
export function heldPage(visit: ActorVisit): Promise<PageContent> {
  return decisionPage(visit, { faults: [] });
}

/** Lets everything that is held happen. */
export async function sendRelease(visit: FormVisit): Promise<PageContent | Response> {
  const reason = reasonOf(visit);
  return answered(visit, 'vrijgeven', reason, await perform(releaseHeld, visit, { heldId: heldIdOf(visit), reason }));
}

/** Refuses it whole. */
export async function sendRejection(visit: FormVisit): Promise<PageContent | Response> {
  const reason = reasonOf(visit);
  return answered(visit, 'weigeren', reason, await perform(rejectHeld, visit, { heldId: heldIdOf(visit), reason }));
}

function answered(
  visit: FormVisit,
  answer: Answer,
  reason: string,
  outcome: DecideHeldOutcome,
): Promise<PageContent> | Response {
  if (outcome.kind === 'decided-now')
    return seeOther(withQuery(tasksAddress, { gedaan: answer === 'vrijgeven' ? 'vrijgegeven' : 'tegengehouden' }));
  const message = visit.t.rights.held.reasonMissing;
  const faults = outcome.kind === 'reason-missing' ? [{ field: `reden-${answer}`, message }] : [];
  return decisionPage(visit, { answer, reason, faults, outcome });
}

async function decisionPage(visit: ActorVisit, typed: Typed): Promise<PageContent> {
  const t = visit.t.rights.held;
  const { held, relations } = await ask(heldEndings, visit, { heldId: heldIdOf(visit) });
  const running = relations.filter(({ runs }) => runs).length;
  const isOpen = held.state === 'open';
  const rows = typed.outcome?.kind === 'obstacles' ? typed.outcome.rows : [];
  return {
    title: t.title,
    tab: base,
    status: typed.faults.length > 0 || rows.length > 0 ? 422 : !isOpen && visit.request.method === 'POST' ? 409 : 200,
    children: (
      <div class="prose">
        <BackLink t={visit.t.ui} label={visit.t.rights.tasks.title} href={tasksAddress} />
        {isOpen && <ErrorSummary t={visit.t.ui} faults={typed.faults} />}
        <PageHeading
          title={t.title}
          lead={organisationLabel({ id: held.organisationId, name: held.organisationName })}
        />
        <LeftRelations visit={visit} rows={rows} names={new Map()} />
        <p>{t.lead(held.program, held.people, held.relations)}</p>
        {held.endedBefore > 0 && <p>{t.endedBefore(held.endedBefore)}</p>}
        {isOpen ? <p>{t.why}</p> : <Decided visit={visit} held={held} />}
        <Who visit={visit} relations={relations} />
        {isOpen && (
          <>
            <Answering visit={visit} answer="vrijgeven" typed={typed} running={running} />
            <Answering visit={visit} answer="weigeren" typed={typed} running={running} />
          </>
        )}
      </div>
    ),
  };
}

const Decided = ({ visit, held }: { visit: ActorVisit; held: HeldEndings }) => {
  const t = visit.t.rights.held;
  const who = held.decidedBy ?? visit.t.rights.person.somebody;
  const on = formatDate(held.decidedOn ?? held.askedOn);
  return (
    <Notice t={visit.t.ui} kind="info" title={t.decidedTitle} live>
      <p>{held.state === 'released' ? t.wasReleased(who, on) : t.wasRejected(who, on)}</p>
      {held.reason && <p>{held.reason}</p>}
    </Notice>
  );
};

const Who = ({ visit, relations }: { visit: ActorVisit; relations: readonly HeldRelation[] }) => {
  const t = visit.t.rights;
  return (
    <DataTable
      caption={t.held.who(relations.length)}
      rows={relations}
      columns={[
        {
          label: t.people.person,
          rowHeader: true,
          cell: (one) => <a href={personAddress(one.personId)}>{personLabel(one)}</a>,
        },
        { label: t.person.category, cell: ({ category }) => category },
        { label: t.held.now, cell: ({ runs }) => (runs ? t.held.runs : t.held.gone) },
      ]}
    />
  );
};

interface AnsweringProps {
  visit: ActorVisit;
  answer: Answer;
  typed: Typed;
  running: number;
}

const Answering = ({ visit, answer, typed, running }: AnsweringProps) => {
  const t = visit.t.rights.held;
  const isRelease = answer === 'vrijgeven';
  const field = `reden-${answer}`;
  return (
    <Section title={isRelease ? t.release : t.reject} id={answer}>
      <p>{isRelease ? t.releaseLead : t.rejectLead}</p>
      <PostForm t={visit.t.ui} action={`${heldAddress(heldIdOf(visit))}/${answer}`}>
        <TextArea
          t={visit.t.ui}
          name={field}
          label={t.reason}
          hint={isRelease ? t.releaseHint : t.rejectHint}
          rows={2}
          maxlength={longestReason}
          value={typed.answer === answer ? typed.reason : undefined}
          error={errorOf(typed.faults, field)}
        />
        <Buttons>
          <Button kind={isRelease ? 'danger' : 'main'}>{isRelease ? t.releaseSubmit(running) : t.rejectSubmit}</Button>
        </Buttons>
      </PostForm>
    </Section>
  );
};

const reasonOf = ({ form }: FormVisit): string =>
  String(form.get('reden-vrijgeven') ?? form.get('reden-weigeren') ?? '').slice(0, longestReason);

function heldIdOf(visit: ActorVisit): string {
  const id = visit.params['id'] ?? '';
  if (!isId(id)) throw new NotFound();
  return id;
}
