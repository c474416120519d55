import type { ActorVisit, PageContent } from '#access/visit.ts';
import { leftBehind, themesToTick, type HandoverSubject, type Judged } from '#apps/rights/handover/judge.ts';
import { longestReason } from '#apps/rights/inputs.ts';
import { handoverAddress } from '#apps/rights/pages/addresses.ts';
import { framedHandover } from '#apps/rights/pages/handover/items.tsx';
import { parametersOf, type HandoverWish } from '#apps/rights/pages/handover/wish.ts';
import { enumerate, errorOf, faultOf, personLabel, rightLabel } from '#apps/rights/pages/words.ts';
import { writeDay } from '#apps/rights/period.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { newId } from '#platform/ids.ts';
import { Button, Buttons } from '#ui/components/button.tsx';
import { DataTable } from '#ui/components/data-table.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { TextArea } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { Section } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { formatDate } from '#ui/format.ts';

interface Preview {
  wish: HandoverWish;
  subject: HandoverSubject;
  judged: readonly Judged[];
  lastDay: string;
  faults: readonly FieldFault[];
  hindered: boolean;
}

/** Step 3: a row for each right with what happens, or why it cannot and who can; one button. */
export function previewPage(visit: ActorVisit, preview: Preview): PageContent {
  const { wish, subject, judged, lastDay, faults, hindered } = preview;
  const t = visit.t.rights.handover;
  const [from, to] = [personLabel(subject.leaver), personLabel(subject.successor)];
  const code = formatOrganisationCode(wish.organisationId);
  const status = faults.length > 0 || hindered ? 422 : 200;
  return framedHandover(
    visit,
    subject.leaver,
    status,
    <Section title={t.previewTitle} id="voorbeeld">
      <ErrorSummary t={visit.t.ui} faults={faults} />
      <p class="lead">{t.previewLead(from, to, writeDay(lastDay, visit.lang))}</p>
      {hindered && (
        <Notice t={visit.t.ui} kind="warning" title={t.hinderedTitle} live>
          <p>{t.hindered}</p>
        </Notice>
      )}
      <DataTable
        caption={t.previewTitle}
        captionHidden
        columns={[
          { label: t.right, rowHeader: true, cell: ({ handed }) => rightLabel(handed.grant) },
          {
            label: t.becomes,
            cell: (one) => tell(visit, subject, one, lastDay).map((line) => <div>{line}</div>),
          },
        ]}
        rows={judged}
      />
      <p>{t.relationNext(from)}</p>
      <PostForm t={visit.t.ui} action={handoverAddress(wish.fromId)}>
        <input type="hidden" name="instelling" value={code} />
        <input type="hidden" name="opvolger" value={wish.toId} />
        {parametersOf(wish).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="sleutel" value={newId()} />
        {!hindered && (
          <TextArea
            t={visit.t.ui}
            name="reden"
            label={t.reason}
            hint={t.reasonHint}
            rows={2}
            maxlength={longestReason}
            value={wish.reason}
            error={errorOf(faults, 'reden')}
          />
        )}
        <Buttons>
          {!hindered && (
            <Button kind="main" name="stap" value="bevestigen">
              {t.submit}
            </Button>
          )}
          <Button kind="quiet" name="stap" value="wijzig">
            {t.change}
          </Button>
        </Buttons>
      </PostForm>
    </Section>,
  );
}

/** What happens to one right, a line each; or what stands in the way. */
function tell(visit: ActorVisit, subject: HandoverSubject, judged: Judged, lastDay: string): string[] {
  const t = visit.t.rights.handover;
  const { handed, choice, whoCan, giving, ending } = judged;
  if (choice.fate === 'keep') return [t.stays];
  if (whoCan.length > 0) return [t.whoCan(enumerate([...new Set(whoCan)], visit.t.rights.give.and))];
  const hindrances = [
    ...giving.map((obstacle) => faultOf(obstacle, visit.t).message),
    ...(ending ? [visit.t.rights.end.obstacles[ending.kind]] : []),
  ];
  if (hindrances.length > 0) return hindrances;
  const [from, to] = [personLabel(subject.leaver), personLabel(subject.successor)];
  const { has } = handed;
  const themes = themesToTick(subject, judged);
  const waiting = themes.filter(({ themeId }) => subject.needSecond.includes(themeId)).length;
  const left = leftBehind(subject, judged);
  return [
    ...(judged.gives ? [t.gives(to, formatDate(choice.until ?? handed.grant.until))] : []),
    ...(choice.fate === 'move' && has ? [t.has(to, formatDate(has.from), formatDate(has.until))] : []),
    ...(left.contexts.length > 0 ? [t.contextsStay(to, enumerate(left.contexts, visit.t.rights.give.and))] : []),
    ...(themes.length > 0 ? [t.themesGo(themes.length)] : []),
    ...(waiting > 0 ? [t.themesWait(waiting)] : []),
    ...(left.themes > 0 ? [t.themesStay(to, left.themes)] : []),
    endOf(visit, judged, { from, lastDay }),
  ];
}

function endOf(visit: ActorVisit, { ends }: Judged, { from, lastDay }: { from: string; lastDay: string }): string {
  const t = visit.t.rights.handover;
  if (ends === null) return t.endsAnyway;
  return ends === 'at-once' ? t.neverBegins(from) : t.endsFor(from, formatDate(lastDay));
}
