import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { endGrant, previewEnd } from '#apps/rights/commands/end-grant.ts';
import { longestReason } from '#apps/rights/inputs.ts';
import type { EndMode, EndObstacle } from '#apps/rights/model.ts';
import { base, endAddress, institutionAddress } from '#apps/rights/pages/addresses.ts';
import { organisationLabel, personLabel } from '#apps/rights/pages/words.ts';
import { writeDay } from '#apps/rights/period.ts';
import { isId } from '#platform/ids.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { RadioGroup } from '#ui/components/choice-group.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { TextArea } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';

interface Typed {
  mode: EndMode | null;
  reason: string;
  faults: readonly FieldFault[];
  obstacle?: EndObstacle;
}

/** Asks once, with everything written out, before a right ends. */
export async function endPage(visit: ActorVisit): Promise<PageContent> {
  return confirmation(visit, { mode: null, reason: '', faults: [] });
}

/** Ends the right, or says why not, beside what was typed. */
export async function sendEnd(visit: FormVisit): Promise<PageContent | Response> {
  const mode: EndMode = visit.form.get('wanneer') === 'meteen' ? 'at-once' : 'today';
  const reason = String(visit.form.get('reden') ?? '').slice(0, longestReason);
  const outcome = await perform(endGrant, visit, { grantId: grantIdOf(visit), mode, reason });
  if (outcome.kind === 'ended') {
    const done = mode === 'today' ? 'vandaag' : 'ingetrokken';
    return seeOther(institutionAddress(outcome.grant.organisationId, { gedaan: done }));
  }
  const t = visit.t.rights.end;
  if (outcome.kind === 'reason-missing')
    return confirmation(visit, { mode, reason, faults: [{ field: 'reden', message: t.reasonMissing }] });
  const faults = [{ field: 'wanneer', message: t.obstacles[outcome.obstacle.kind] }];
  return confirmation(visit, { mode, reason, faults, obstacle: outcome.obstacle });
}

async function confirmation(visit: ActorVisit, typed: Typed): Promise<PageContent> {
  const t = visit.t.rights.end;
  const { subject, today, atOnce } = await ask(previewEnd, visit, { grantId: grantIdOf(visit) });
  const { grant, organisation } = subject;
  return {
    title: t.title,
    tab: base,
    ...(typed.faults.length > 0 && { status: 422 }),
    children: (
      <div class="prose">
        <BackLink t={visit.t.ui} label={organisationLabel(organisation)} href={institutionAddress(organisation.id)} />
        <PageHeading title={t.title} />
        {!atOnce && <ErrorSummary t={visit.t.ui} faults={typed.faults} />}
        <p>
          <strong>{t.question(personLabel(grant), grant.entitlementName, organisationLabel(organisation))}</strong>
        </p>
        <p>{t.periodNow(writeDay(grant.from, visit.lang), writeDay(grant.until, visit.lang))}</p>
        {atOnce ? (
          <Notice t={visit.t.ui} kind="warning" title={t.cannotTitle} live={typed.obstacle !== undefined}>
            {t.obstacles[atOnce.kind]}
          </Notice>
        ) : (
          <EndForm visit={visit} typed={typed} todayIsPossible={today === undefined} />
        )}
      </div>
    ),
  };
}

interface EndFormProps {
  visit: ActorVisit;
  typed: Typed;
  todayIsPossible: boolean;
}

const EndForm = ({ visit, typed, todayIsPossible }: EndFormProps) => {
  const t = visit.t.rights.end;
  const mode = typed.mode ?? (todayIsPossible ? 'today' : 'at-once');
  const errorOf = (field: string) => typed.faults.find((fault) => fault.field === field)?.message;
  return (
    <>
      <p>{t.kept}</p>
      <PostForm t={visit.t.ui} action={endAddress(grantIdOf(visit))}>
        <RadioGroup
          t={visit.t.ui}
          name="wanneer"
          label={t.how}
          error={errorOf('wanneer')}
          choices={[
            ...(todayIsPossible
              ? [{ value: 'vandaag', label: t.today, hint: t.todayHint, checked: mode === 'today' }]
              : []),
            { value: 'meteen', label: t.atOnce, hint: t.atOnceHint, checked: mode === 'at-once' },
          ]}
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
        <Buttons>
          <Button kind="danger">{t.submit}</Button>
          <ButtonLink kind="quiet" href={base}>
            {t.keep}
          </ButtonLink>
        </Buttons>
      </PostForm>
    </>
  );
};

function grantIdOf(visit: ActorVisit): string {
  const id = visit.params.id ?? '';
  if (!isId(id)) throw new NotFound();
  return id;
}
