import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { approveRequest, refuseRequest, task, type ApproveOutcome } from '#apps/rights/commands/decide-request.ts';
import { suggestEnds, type EndSuggestion } from '#apps/rights/end-dates.ts';
import { longestReason } from '#apps/rights/inputs.ts';
import {
  base,
  deputyAddress,
  personAddress,
  taskAddress,
  tasksAddress,
  withQuery,
} from '#apps/rights/pages/addresses.ts';
import { chosenEnd, EndDate, EnterButton } from '#apps/rights/pages/end-date.tsx';
import { textsOf } from '#apps/rights/pages/give/wish.ts';
import { thingLabel } from '#apps/rights/pages/requests/thing.ts';
import { errorOf, faultOf, organisationLabel, personLabel } from '#apps/rights/pages/words.ts';
import { parseDay } from '#apps/rights/period.ts';
import { type AccessRequest } from '#apps/rights/queries/requests.ts';
import { managedOrganisations } from '#apps/rights/queries/scope.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { listSchoolHolidays } from '#directory/school-holidays.ts';
import { isId } from '#platform/ids.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { CheckboxGroup } from '#ui/components/choice-group.tsx';
import { DescriptionList } from '#ui/components/description-list.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { TextArea } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatDate } from '#ui/format.ts';

interface Typed {
  until?: string;
  contexts?: readonly string[];
  reason?: string;
  faults: readonly FieldFault[];
}

/** One request: who asks what and why, and the two answers. */
export function taskPage(visit: ActorVisit): Promise<PageContent> {
  return decisionPage(visit, { faults: [] });
}

/** Approves as asked or less; the page says what stands in the way, and who was first. */
export async function sendApproval(visit: FormVisit): Promise<PageContent | Response> {
  const form = textsOf(visit.form);
  const chosen = chosenEnd(form);
  const typed = { until: chosen ?? form.get('tot') ?? '', contexts: form.getAll('context').slice(0, 50) };
  if (chosen !== undefined) return decisionPage(visit, { ...typed, faults: [] });
  const until = parseDay(typed.until);
  const t = visit.t.rights.tasks;
  if (until === undefined)
    return decisionPage(visit, { ...typed, faults: [{ field: 'tot', message: visit.t.rights.give.errors.day }] });
  const outcome = await perform(approveRequest, visit, { requestId: requestIdOf(visit), ...typed, until });
  if (outcome.kind === 'approved')
    return seeOther(withQuery(tasksAddress, { gedaan: outcome.waits ? 'voorgesteld' : 'goedgekeurd' }));
  const faults = faultsOf(visit, outcome);
  return decisionPage(visit, {
    ...typed,
    faults: outcome.kind === 'exists' ? [{ field: 'tot', message: t.exists }] : faults,
  });
}

/** Refuses with a reason. */
export async function sendRefusal(visit: FormVisit): Promise<PageContent | Response> {
  const reason = String(visit.form.get('reden') ?? '').slice(0, longestReason);
  const outcome = await perform(refuseRequest, visit, { requestId: requestIdOf(visit), reason });
  if (outcome.kind === 'refused') return seeOther(withQuery(tasksAddress, { gedaan: 'geweigerd' }));
  const message = visit.t.rights.tasks.reasonMissing;
  return decisionPage(visit, { reason, faults: outcome.kind === 'decided' ? [] : [{ field: 'reden', message }] });
}

function faultsOf(visit: ActorVisit, outcome: ApproveOutcome): FieldFault[] {
  if (outcome.kind === 'more-than-asked') return [{ field: 'tot', message: visit.t.rights.tasks.moreThanAsked }];
  return outcome.kind === 'obstacles' ? outcome.obstacles.map((obstacle) => faultOf(obstacle, visit.t)) : [];
}

async function decisionPage(visit: ActorVisit, typed: Typed): Promise<PageContent> {
  const t = visit.t.rights.tasks;
  const { request, rightUntil } = await ask(task, visit, { requestId: requestIdOf(visit) });
  const isOpen = request.state === 'open';
  const title = request.deputy ? visit.t.rights.deputies.asked.title : t.one;
  const holidays = await listSchoolHolidays(visit.db);
  return {
    title,
    tab: base,
    status: typed.faults.length > 0 ? 422 : !isOpen && visit.request.method === 'POST' ? 409 : 200,
    children: (
      <div class="prose">
        <BackLink t={visit.t.ui} label={t.title} href={tasksAddress} />
        {isOpen && <ErrorSummary t={visit.t.ui} faults={typed.faults} />}
        <PageHeading title={title} />
        <DescriptionList facts={factsOf(visit, request)} />
        {isOpen ? (
          <>
            {request.deputy ? (
              <ChooseDeputy visit={visit} request={request} />
            ) : (
              <ApproveForm
                visit={visit}
                request={request}
                typed={typed}
                suggestions={suggestEnds(visit.actor.today, request.until, holidays)}
                rightUntil={request.themeId === null ? null : rightUntil}
              />
            )}
            <RefuseForm visit={visit} typed={typed} />
          </>
        ) : (
          <Notice t={visit.t.ui} kind="info" title={t.decidedTitle} live>
            <p>{decidedText(visit, request)}</p>
          </Notice>
        )}
      </div>
    ),
  };
}

function factsOf(visit: ActorVisit, request: AccessRequest) {
  const t = visit.t.rights.requests;
  const name = personLabel(request);
  return [
    {
      term: visit.t.rights.people.person,
      value: managedOrganisations(visit.actor).includes(request.organisationId) ? (
        <a href={personAddress(request.personId)}>{name}</a>
      ) : (
        name
      ),
    },
    { term: t.what, value: thingLabel(visit, request) },
    { term: t.institution, value: organisationLabel({ id: request.organisationId, name: request.organisationName }) },
    ...(request.deputy ? [{ term: visit.t.rights.deputies.from, value: formatDate(request.deputy.from) }] : []),
    { term: t.until, value: formatDate(request.until) },
    ...(request.reason === null ? [] : [{ term: visit.t.rights.tasks.why, value: request.reason }]),
    { term: t.askedOn, value: formatDate(request.askedOn) },
  ];
}

function decidedText(visit: ActorVisit, request: AccessRequest): string {
  const t = visit.t.rights.tasks;
  const on = formatDate(request.decidedOn ?? request.askedOn);
  if (request.state === 'withdrawn') return t.wasWithdrawn(on);
  if (request.state === 'closed') return t.wasClosed(on);
  const who = request.decidedBy ?? visit.t.rights.person.somebody;
  return request.state === 'granted' ? t.wasGranted(who, on) : t.wasRefused(who, on);
}

interface FormProps {
  visit: ActorVisit;
  request: AccessRequest;
  typed: Typed;
  /** Last day of the right that the theme will hang on; null where the right is given now. */
  rightUntil: string | null;
  /** Days that suit schools, none later than what was asked. */
  suggestions: readonly EndSuggestion[];
}

/** Who that is, is looked up here: whoever asks could only write a name. */
const ChooseDeputy = ({ visit, request }: { visit: ActorVisit; request: AccessRequest }) => {
  const t = visit.t.rights.deputies.asked;
  const place = { instelling: formatOrganisationCode(request.organisationId), aanvraag: request.id };
  return (
    <Section title={t.choose} id="goedkeuren">
      <p>{t.chooseHint}</p>
      <Buttons>
        <ButtonLink kind="main" href={deputyAddress(request.personId, place)}>
          {t.choose}
        </ButtonLink>
      </Buttons>
    </Section>
  );
};

const ApproveForm = ({ visit, request, typed, rightUntil, suggestions }: FormProps) => {
  const t = visit.t.rights.tasks;
  const ticked = typed.contexts ?? request.contexts;
  return (
    <Section title={t.approve} id="goedkeuren">
      <PostForm t={visit.t.ui} action={`${taskAddress(request.id)}/goedkeuren`}>
        <EnterButton />
        {request.contexts.length > 0 && (
          <CheckboxGroup
            t={visit.t.ui}
            name="context"
            label={visit.t.rights.give.contexts}
            hint={t.lessHint}
            error={errorOf(typed.faults, 'context')}
            choices={request.contexts.map((context) => ({
              value: context,
              label: context,
              checked: ticked.includes(context),
            }))}
          />
        )}
        {rightUntil === null ? (
          <EndDate
            visit={visit}
            name="tot"
            label={visit.t.rights.give.until}
            hint={t.untilHint(formatDate(request.until))}
            value={typed.until ?? formatDate(request.until)}
            error={errorOf(typed.faults, 'tot') ?? errorOf(typed.faults, 'recht')}
            suggestions={suggestions}
          />
        ) : (
          <>
            <input type="hidden" name="tot" value={formatDate(request.until)} />
            <p>{t.asLongAsRight(formatDate(rightUntil))}</p>
          </>
        )}
        <Buttons>
          <Button kind="main">{t.approve}</Button>
        </Buttons>
      </PostForm>
    </Section>
  );
};

const RefuseForm = ({ visit, typed }: { visit: ActorVisit; typed: Typed }) => {
  const t = visit.t.rights.tasks;
  return (
    <Section title={t.refuse} id="weigeren">
      <PostForm t={visit.t.ui} action={`${taskAddress(requestIdOf(visit))}/weigeren`}>
        <TextArea
          t={visit.t.ui}
          name="reden"
          label={t.reason}
          hint={t.reasonHint}
          rows={2}
          maxlength={longestReason}
          value={typed.reason}
          error={errorOf(typed.faults, 'reden')}
        />
        <Buttons>
          <Button kind="danger">{t.refuse}</Button>
        </Buttons>
      </PostForm>
    </Section>
  );
};

function requestIdOf(visit: ActorVisit): string {
  const id = visit.params.id ?? '';
  if (!isId(id)) throw new NotFound();
  return id;
}
