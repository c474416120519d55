import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { askedDay, type AskedDay, RehearsalFields, rehearsing, type Rehearsing } from '#apps/library/index.ts';
import { endGrants, previewEnd, type EndableGrant, type EndOutcome } from '#apps/rights/commands/end-grants.ts';
import { longestReason } from '#apps/rights/inputs.ts';
import type { EndMode, EndObstacle } from '#apps/rights/model.ts';
import { base, endAddress, withQuery } from '#apps/rights/pages/addresses.ts';
import { afterAgain, afterChange } from '#apps/rights/pages/chosen/after-change.ts';
import { chosenIds, keptChoice } from '#apps/rights/pages/chosen/choice.ts';
import { ChosenTable } from '#apps/rights/pages/chosen/chosen-table.tsx';
import { sentIds, sentKey } from '#apps/rights/pages/chosen/sent.ts';
import { wayBack } from '#apps/rights/pages/chosen/way-back.ts';
import { organisationLabel, personLabel, rightLabel } from '#apps/rights/pages/words.ts';
import { addDays, parseDay, writeDay } from '#apps/rights/period.ts';
import { newId } from '#platform/ids.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { RadioGroup } from '#ui/components/choice-group.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { DateInput, TextArea } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';

interface Typed {
  mode: EndMode | null;
  /** As typed, for a later day. */
  day: string;
  reason: string;
  faults: readonly FieldFault[];
  rehearsed?: Rehearsing<unknown>;
}

/** Asks once, with everything written out, before rights end (RI-7). */
export async function endPage(visit: ActorVisit): Promise<PageContent> {
  return confirmation(visit, await chosenIds(visit), { mode: null, day: '', reason: '', faults: [] });
}

/** Ends the rights that were listed, or says why not, beside what was typed. */
export async function sendEnd(visit: FormVisit): Promise<PageContent | Response> {
  const grantIds = sentIds(visit);
  const mode = modeIn(visit.form.get('wanneer'));
  const typedDay = String(visit.form.get('dag') ?? '').slice(0, 20);
  const reason = String(visit.form.get('reden') ?? '').slice(0, longestReason);
  const t = visit.t.rights.end;
  const typed = { mode, day: typedDay, reason };
  const day = parseDay(typedDay);
  if (mode === 'later' && day === undefined)
    return confirmation(visit, grantIds, {
      ...typed,
      faults: [{ field: 'dag', message: visit.t.rights.give.errors.day }],
    });
  const key = sentKey(visit);
  const asked = askedDay(
    visit,
    addDays(mode === 'later' && day !== undefined ? day : visit.actor.today, mode === 'at-once' ? 0 : 1),
  );
  const rehearsed = asked && (await rehearsedEnd(visit, asked, { grantIds, mode, day }));
  const outcome =
    rehearsed?.outcome ?? (rehearsed ? null : await perform(endGrants, visit, { grantIds, mode, day, reason, key }));
  if (rehearsed && outcome?.kind !== 'obstacles')
    return confirmation(visit, grantIds, { ...typed, faults: [], rehearsed });
  if (outcome === null) throw new Error('a form that is no rehearsal has an outcome');
  switch (outcome.kind) {
    case 'ended':
      return seeOther(afterChange(visit, outcome.grants, doneWords[mode]));
    case 'again':
      return seeOther(afterAgain(visit));
    case 'reason-missing':
      return confirmation(visit, grantIds, { ...typed, faults: [{ field: 'reden', message: t.reasonMissing }] });
    case 'obstacles': {
      const kinds = [...new Set(outcome.rows.map(({ obstacle }) => obstacle.kind))];
      const field = mode === 'later' ? 'dag' : 'wanneer';
      return confirmation(visit, grantIds, {
        ...typed,
        faults: kinds.map((kind) => ({ field, message: t.obstacles[kind] })),
      });
    }
  }
}

/** What ending would change; a reason is asked for when it is meant. */
async function rehearsedEnd(
  visit: FormVisit,
  asked: AskedDay,
  end: { grantIds: string[]; mode: EndMode; day: string | undefined },
): Promise<Rehearsing<EndOutcome>> {
  const rows = await ask(previewEnd, visit, { grantIds: end.grantIds });
  const people = rows.map(({ grant }) => grant.personId);
  const reason = visit.t.rehearsal.lead;
  return rehearsing(visit, asked, people, () => perform(endGrants, visit, { ...end, reason, key: newId() }));
}

const doneWords = { today: 'vandaag', later: 'ingekort', 'at-once': 'ingetrokken' } as const;

function modeIn(sent: FormDataEntryValue | null): EndMode {
  if (sent === 'later') return 'later';
  return sent === 'meteen' ? 'at-once' : 'today';
}

async function confirmation(visit: ActorVisit, grantIds: readonly string[], typed: Typed): Promise<PageContent> {
  const t = visit.t.rights.end;
  const rows = await ask(previewEnd, visit, { grantIds: [...grantIds] });
  const possible = rows.filter((row) => !row.atOnce);
  const back = wayBack(
    visit,
    rows.map(({ grant }) => grant),
  );
  return {
    title: t.title(rows.length),
    tab: base,
    ...(typed.faults.length > 0 && { status: 422 }),
    children: (
      <>
        <BackLink t={visit.t.ui} {...back} />
        <PageHeading title={t.title(rows.length)} />
        {possible.length > 0 && <ErrorSummary t={visit.t.ui} faults={typed.faults} />}
        <Possible visit={visit} rows={possible} />
        <Impossible visit={visit} rows={rows} live={typed.faults.length > 0} />
        {typed.rehearsed?.part}
        {possible.length > 0 && <EndForm visit={visit} rows={possible} typed={typed} keep={back.href} />}
      </>
    ),
  };
}

const Possible = ({ visit, rows }: { visit: ActorVisit; rows: readonly EndableGrant[] }) => {
  const t = visit.t.rights.end;
  const [first, second] = rows;
  if (!first) return null;
  const { grant } = first;
  const last = rows.some((row) => row.today) ? whenColumn(visit) : undefined;
  if (second) return <ChosenTable visit={visit} caption={t.several(rows.length)} rows={rows} last={last} />;
  const organisation = organisationLabel({ id: grant.organisationId, name: grant.organisationName });
  return (
    <>
      <p>
        <strong>{t.question(personLabel(grant), rightLabel(grant), organisation)}</strong>
      </p>
      <p>{t.periodNow(writeDay(grant.from, visit.lang), writeDay(grant.until, visit.lang))}</p>
    </>
  );
};

function whenColumn(visit: ActorVisit) {
  const t = visit.t.rights.end;
  const words = (obstacle: EndObstacle | undefined) => (obstacle ? t.obstacles[obstacle.kind] : '');
  return { label: t.remark, cell: (row: EndableGrant) => words(row.today) };
}

/** What was picked but stays, with the reason and what to do first. */
const Impossible = ({ visit, rows, live }: { visit: ActorVisit; rows: readonly EndableGrant[]; live: boolean }) => {
  const t = visit.t.rights.end;
  const hindered = rows.flatMap(({ grant, atOnce }) => (atOnce ? [{ grant, obstacle: atOnce }] : []));
  if (hindered.length === 0) return null;
  return (
    <Notice t={visit.t.ui} kind="warning" title={t.cannotTitle(hindered.length)} live={live}>
      {hindered.map(({ grant, obstacle }) => (
        <p>
          <strong>
            {personLabel(grant)}, {rightLabel(grant)}:
          </strong>{' '}
          {t.obstacles[obstacle.kind]}
        </p>
      ))}
    </Notice>
  );
};

interface EndFormProps {
  visit: ActorVisit;
  rows: readonly EndableGrant[];
  typed: Typed;
  /** Where somebody goes who rather keeps the rights. */
  keep: string;
}

const EndForm = ({ visit, rows, typed, keep }: EndFormProps) => {
  const t = visit.t.rights.end;
  const todayIsPossible = rows.every((row) => !row.today);
  const mode = typed.mode ?? (todayIsPossible ? 'today' : 'at-once');
  const errorOf = (field: string) => typed.faults.find((fault) => fault.field === field)?.message;
  return (
    <div class="prose">
      <p>{t.kept}</p>
      <PostForm t={visit.t.ui} action={withQuery(endAddress, Object.fromEntries(keptChoice(visit)))}>
        {rows.map(({ grant }) => (
          <input type="hidden" name="recht" value={grant.id} />
        ))}
        <input type="hidden" name="sleutel" value={newId()} />
        <RadioGroup
          t={visit.t.ui}
          name="wanneer"
          label={t.how}
          error={errorOf('wanneer')}
          choices={[
            ...(todayIsPossible
              ? [{ value: 'vandaag', label: t.today, hint: t.todayHint, checked: mode === 'today' }]
              : []),
            { value: 'later', label: t.later, checked: mode === 'later' },
            { value: 'meteen', label: t.atOnce, hint: t.atOnceHint, checked: mode === 'at-once' },
          ]}
        />
        <DateInput
          t={visit.t.ui}
          name="dag"
          label={t.day}
          hint={t.dayHint}
          optional
          value={typed.day}
          error={errorOf('dag')}
        />
        <TextArea
          t={visit.t.ui}
          name="reden"
          label={t.reason}
          hint={t.reasonHint}
          rows={2}
          maxlength={longestReason}
          value={typed.reason}
          error={errorOf('reden')}
        />
        <RehearsalFields visit={visit} rehearsed={typed.rehearsed} day="" />
        <Buttons>
          <Button kind="danger">{t.submit(rows.length)}</Button>
          <ButtonLink kind="quiet" href={keep}>
            {t.keep}
          </ButtonLink>
        </Buttons>
      </PostForm>
    </div>
  );
};
