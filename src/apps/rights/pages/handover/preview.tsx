import type { ActorVisit, PageContent } from '#access/visit.ts';
import { RehearsalFields, type Rehearsing } from '#apps/library/index.ts';
import { isChange, isHindered, leftBehind } from '#apps/rights/handover/judge.ts';
import type { HandoverSubject, Judged, JudgedTheme } from '#apps/rights/handover/subject.ts';
import { longestReason } from '#apps/rights/inputs.ts';
import { handoverAddress } from '#apps/rights/pages/addresses.ts';
import { framedHandover } from '#apps/rights/pages/handover/items.tsx';
import { parametersOf, type HandoverWish } from '#apps/rights/pages/handover/wish.ts';
import { hindrancesOf } from '#apps/rights/pages/handover/words.ts';
import { enumerate, errorOf, organisationLabel, personLabel, rightLabel } from '#apps/rights/pages/words.ts';
import { addDays, writeDay } from '#apps/rights/period.ts';
import { listThemes, themeLabel } from '#apps/themes/index.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { levelById, type LevelId } from '#directory/levels.ts';
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
  seen: string;
  lastDay: string;
  faults: readonly FieldFault[];
  /** Something is other than it was shown before. */
  changed: boolean;
  /** What both gain and lose; none where it cannot be. */
  rehearsed: Rehearsing<unknown> | undefined;
}

/** Step 3: a row for each right with what happens, or why it cannot and who can; what both gain and lose; one button. */
export async function previewPage(visit: ActorVisit, preview: Preview): Promise<PageContent> {
  const { subject, judged, lastDay, faults, changed, rehearsed } = preview;
  const t = visit.t.rights.handover;
  const hindered = judged.some(isHindered);
  const [from, to] = [personLabel(subject.leaver), personLabel(subject.successor)];
  const tell = await teller(visit, subject, lastDay);
  // Where everything stays there is nothing to look at.
  const places = [...Map.groupBy(judged, ({ place }) => place)].filter(([, rows]) => rows.some(isChange));
  return framedHandover(
    visit,
    subject.leaver,
    changed ? 409 : faults.length > 0 || hindered ? 422 : 200,
    <>
      <Section title={t.previewTitle} id="voorbeeld">
        <ErrorSummary t={visit.t.ui} faults={faults} />
        {changed && (
          <Notice t={visit.t.ui} kind="warning" title={t.changedTitle} live>
            <p>{t.changed}</p>
          </Notice>
        )}
        <p class="lead">{t.previewLead(from, to, writeDay(lastDay, visit.lang))}</p>
        {hindered && (
          <Notice t={visit.t.ui} kind="warning" title={t.hinderedTitle} live>
            <p>{t.hindered}</p>
          </Notice>
        )}
        {places.map(([place, rows]) => (
          <DataTable
            caption={organisationLabel(place.scoped.organisation)}
            columns={[
              { label: t.right, rowHeader: true, cell: ({ handed }) => rightLabel(handed.grant) },
              { label: t.becomes, cell: (one) => tell(one).map((line) => <div>{line}</div>) },
            ]}
            rows={rows}
          />
        ))}
        <p>{t.relationNext(from)}</p>
      </Section>
      {rehearsed?.part}
      <ConfirmForm visit={visit} preview={preview} hindered={hindered} />
    </>,
  );
}

const ConfirmForm = ({ visit, preview, hindered }: { visit: ActorVisit; preview: Preview; hindered: boolean }) => {
  const { wish, seen, lastDay, faults, rehearsed } = preview;
  const t = visit.t.rights.handover;
  const kept = [
    ['instelling', formatOrganisationCode(wish.organisationId)],
    ['opvolger', wish.toId],
    ...parametersOf(wish),
    ['gezien', seen],
    ['sleutel', newId()],
  ] as const;
  return (
    <PostForm t={visit.t.ui} action={handoverAddress(wish.fromId)}>
      {kept.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {rehearsed && <RehearsalFields visit={visit} rehearsed={rehearsed} day={addDays(lastDay, 1)} />}
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
  );
};

/** Says what happens to one right and its themes, a line each; or what stands in the way. */
async function teller(
  visit: ActorVisit,
  subject: HandoverSubject,
  lastDay: string,
): Promise<(one: Judged) => string[]> {
  const t = visit.t.rights.handover;
  const { and } = visit.t.rights.give;
  const [from, to] = [personLabel(subject.leaver), personLabel(subject.successor)];
  const labels = new Map((await listThemes(visit.db)).map((theme) => [theme.id, themeLabel(theme, visit.t)]));
  const line = (
    { themes }: Judged,
    wanted: (theme: JudgedTheme) => boolean,
    say: (n: number, names: string) => string,
  ): string[] => {
    const found = themes.filter(wanted);
    const severalLevels = new Set(themes.map(({ levelId }) => levelId)).size > 1;
    const names = [...Map.groupBy(found, ({ levelId }) => levelId)].map(([levelId, at]) => {
      const listed = at.map(({ themeId }) => labels.get(themeId) ?? String(themeId)).join(', ');
      return severalLevels ? `${levelById(levelId as LevelId).name[visit.lang]}: ${listed}` : listed;
    });
    return found.length === 0 ? [] : [say(found.length, names.join('; '))];
  };
  const ofRight = (one: Judged): string[] => {
    const { handed, choice } = one;
    const { has } = handed;
    const left = leftBehind(one);
    return [
      ...(one.gives ? [t.gives(to, formatDate(choice.until ?? handed.grant.until))] : []),
      ...(choice.fate === 'move' && has ? [t.has(to, formatDate(has.from), formatDate(has.until))] : []),
      ...(left.contexts.length > 0 ? [t.contextsStay(to, enumerate(left.contexts, and))] : []),
      ...(left.themes > 0 ? [t.themesStay(to, left.themes)] : []),
    ];
  };
  return (one) => {
    const hindrances = [
      ...hindrancesOf(visit, one),
      ...(['cannot-stay', 'no-right', 'reads-all'] as const).flatMap((kind) =>
        line(
          one,
          ({ obstacle }) => obstacle === kind,
          (_n, names) => t.themeObstacles[kind](names, { from, to }),
        ),
      ),
    ];
    if (hindrances.length > 0) return hindrances;
    const { choice, place } = one;
    const isAwaited = ({ themeId }: JudgedTheme): boolean => place.needSecond.includes(themeId);
    const lost = ({ fate, unticks }: JudgedTheme): boolean => fate === 'end' && !unticks;
    return [
      ...(choice.fate === 'keep' ? [t.stays] : ofRight(one)),
      ...line(one, (theme) => theme.ticks, t.themesGo),
      ...line(one, (theme) => theme.ticks && isAwaited(theme), t.themesWait),
      ...(choice.fate === 'move' ? line(one, lost, (n, names) => t.themesEnd(n, names)) : []),
      ...line(
        one,
        ({ unticks }) => unticks,
        (n, names) => t.themesAtOnce(from, n, names),
      ),
      ...(choice.fate === 'keep' ? [] : [endOf(visit, one, { from, lastDay })]),
    ];
  };
}

function endOf(visit: ActorVisit, { ends }: Judged, { from, lastDay }: { from: string; lastDay: string }): string {
  const t = visit.t.rights.handover;
  if (ends === null) return t.endsAnyway;
  return ends === 'at-once' ? t.neverBegins(from) : t.endsFor(from, formatDate(lastDay));
}
