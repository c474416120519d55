import type { ActorVisit, PageContent } from '#access/visit.ts';
import { RehearsalFields, type Rehearsing } from '#apps/library/index.ts';
import type { AccessInput } from '#apps/rights/commands/give-access.ts';
import { askedAddress, askedParameters } from '#apps/rights/pages/access/asked.ts';
import { accessFrame } from '#apps/rights/pages/access/frame.tsx';
import { whoCan, whoIn, type Chosen } from '#apps/rights/pages/access/what.tsx';
import { accessAddress, accessPreviewAddress } from '#apps/rights/pages/addresses.ts';
import { prolongObstacleText } from '#apps/rights/pages/chosen/prolong.tsx';
import { enumerate, faultOf, organisationLabel, personLabel, rightLabel } from '#apps/rights/pages/words.ts';
import { endsBadly, writeDay } from '#apps/rights/period.ts';
import type { AccessPlan, AccessProblem, AccessSubject, PlannedRight } from '#apps/rights/plan-access.ts';
import { themeLabel } from '#apps/themes/index.ts';
import { levelById, type LevelId } from '#directory/levels.ts';
import { newId } from '#platform/ids.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { DataTable } from '#ui/components/data-table.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { Section } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { formatDate } from '#ui/format.ts';

interface Preview {
  asked: Chosen;
  input: AccessInput;
  subject: AccessSubject;
  plan: AccessPlan;
  /** What she will see; none where it cannot be given. */
  rehearsed: Rehearsing<unknown> | undefined;
}

/** Step 3: everything that follows, what is there already, what she will see, and one button. */
export function previewStep(visit: ActorVisit, preview: Preview): PageContent {
  const { asked, input, subject, plan } = preview;
  const t = visit.t.rights.access;
  const chosen = subject.wishes.filter(({ id }) => asked.wishIds.includes(id)).map(({ name }) => name[visit.lang]);
  const possible = !plan.hasProblems && !plan.isEmpty;
  return accessFrame(
    visit,
    { step: 3, asked, who: whoIn(subject), what: chosen, ...(plan.hasProblems && { status: 422 }) },
    <>
      <Section title={t.previewTitle} id="nakijken">
        <p class="lead">
          {t.sentence({
            person: personLabel(subject.person),
            organisation: organisationLabel(subject.scoped.organisation),
            from: writeDay(input.from, visit.lang),
            until: writeDay(input.until, visit.lang),
          })}{' '}
          {t.sentenceTodo(enumerate(chosen.map(lowerFirst), visit.t.rights.give.and))}
        </p>
        <Problems visit={visit} plan={plan} />
        {plan.isEmpty && !plan.hasProblems && (
          <Notice t={visit.t.ui} kind="info" title={t.emptyTitle} live>
            {t.empty}
          </Notice>
        )}
        {possible && endsBadly(input.until) && (
          <Notice t={visit.t.ui} kind="warning">
            {visit.t.rights.give.badEnd}
          </Notice>
        )}
        <Rights visit={visit} rights={plan.rights} />
        <Themes visit={visit} plan={plan} />
      </Section>
      {preview.rehearsed?.part}
      <PostForm t={visit.t.ui} action={accessAddress}>
        {[...askedParameters(asked), ['sleutel', newId()] as const].map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {preview.rehearsed && (
          <RehearsalFields
            visit={visit}
            rehearsed={preview.rehearsed}
            day={input.from}
            formaction={accessPreviewAddress}
          />
        )}
        <Buttons>
          {possible && <Button kind="main">{t.submit}</Button>}
          <ButtonLink kind="quiet" href={askedAddress(asked)}>
            {t.change}
          </ButtonLink>
        </Buttons>
      </PostForm>
    </>,
  );
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** What cannot be given, item by item, with who can or what to change. */
const Problems = ({ visit, plan }: { visit: ActorVisit; plan: AccessPlan }) => {
  const t = visit.t.rights.access;
  if (!plan.hasProblems) return null;
  const { themeProblem } = plan;
  return (
    <Notice t={visit.t.ui} kind="error" title={t.problemsTitle} live>
      <ul>
        {plan.rights.flatMap(({ entitlement, problem }) =>
          problem ? [<li>{t.problem(entitlement.name, problemText(visit, problem))}</li>] : [],
        )}
        {themeProblem && (
          <li>
            {themeProblem.kind === 'begins-later'
              ? t.themesLater
              : t.themesNotYours(whoCan(visit, themeProblem.givers))}
          </li>
        )}
      </ul>
    </Notice>
  );
};

function problemText(visit: ActorVisit, problem: AccessProblem): string {
  const t = visit.t.rights.access;
  switch (problem.kind) {
    case 'not-yours':
      return t.notYours(whoCan(visit, problem.givers));
    case 'clash':
      return t.clash(formatDate(problem.grant.from), formatDate(problem.grant.until));
    case 'prolong':
      return prolongObstacleText(visit, problem.obstacle);
    case 'obstacles':
      return problem.obstacles.map((obstacle) => faultOf(obstacle, visit.t).message).join(' ');
  }
}

const Rights = ({ visit, rights }: { visit: ActorVisit; rights: readonly PlannedRight[] }) => {
  const t = visit.t.rights.access;
  if (rights.length === 0) return null;
  return (
    <DataTable
      caption={t.rights}
      rows={rights}
      columns={[
        {
          label: t.right,
          rowHeader: true,
          cell: ({ entitlement, contexts }) => rightLabel({ entitlementName: entitlement.name, contexts }),
        },
        { label: visit.t.rights.give.description, cell: ({ entitlement }) => entitlement.description },
        { label: t.what, cell: ({ step }) => stepText(visit, step) },
      ]}
    />
  );
};

function stepText(visit: ActorVisit, step: PlannedRight['step']): string {
  const t = visit.t.rights.access;
  if (step.kind === 'has') return t.stepHas(formatDate(step.until));
  return step.kind === 'prolong' ? t.stepProlong(formatDate(step.grant.until)) : t.stepNew;
}

const Themes = ({ visit, plan }: { visit: ActorVisit; plan: AccessPlan }) => {
  const t = visit.t.rights.access;
  if (plan.themes.length === 0) return null;
  const severalLevels = new Set(plan.themes.map(({ levelId }) => levelId)).size > 1;
  return (
    <DataTable
      caption={t.themes}
      rows={plan.themes}
      columns={[
        {
          label: t.theme,
          rowHeader: true,
          cell: ({ theme, levelId }) =>
            `${themeLabel(theme, visit.t)}${severalLevels ? ` · ${levelById(levelId as LevelId).name[visit.lang]}` : ''}`,
        },
        { label: t.what, cell: ({ has }) => (has ? t.themeHas : t.themeNew) },
      ]}
    />
  );
};
