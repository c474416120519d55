import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { askedDay, rehearseField, rehearsing, type AskedDay, type Rehearsing } from '#apps/library/index.ts';
import { loses, type Holder, type SwitchTo } from '#apps/rights/automatic/model.ts';
import { previewSwitch } from '#apps/rights/automatic/queries.ts';
import { switchAutomaticRight, type SwitchOutcome } from '#apps/rights/automatic/switch-automatic-right.ts';
import { longestReason } from '#apps/rights/inputs.ts';
import { automaticAddress, base, giveAddress, profileAddress, withQuery } from '#apps/rights/pages/addresses.ts';
import { institutionOf, stateOf } from '#apps/rights/pages/automatic/list.tsx';
import { sentKey } from '#apps/rights/pages/chosen/sent.ts';
import { organisationLabel, personLabel } from '#apps/rights/pages/words.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { newId } from '#platform/ids.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { DataTable } from '#ui/components/data-table.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { TextArea } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';

interface Typed {
  reason: string;
  /** What was typed cannot be sent: a reason is missing, or something stands in the way. */
  refused?: 'reason-missing' | 'obstacle';
  /** What it would change, where that was asked first. */
  rehearsed?: Rehearsing<SwitchOutcome>;
}

/** One automatic right at one institution: who loses or gets it, and why, before it is switched (R16). */
export async function switchPage(visit: ActorVisit): Promise<PageContent> {
  return confirmation(visit, { reason: '' });
}

/** Switches, or says why not, beside what was typed. */
export async function sendSwitch(visit: FormVisit): Promise<PageContent | Response> {
  const what = rightOf(visit);
  const to = sentTo(visit);
  const reason = String(visit.form.get('reden') ?? '').slice(0, longestReason);
  const asked = askedDay(visit, visit.actor.today);
  const rehearsed = asked && (await rehearsedSwitch(visit, asked, { ...what, to }));
  if (rehearsed && (rehearsed.outcome === null || rehearsed.outcome.kind === 'switched'))
    return confirmation(visit, { reason, rehearsed });
  const outcome =
    rehearsed?.outcome ?? (await perform(switchAutomaticRight, visit, { ...what, to, reason, key: sentKey(visit) }));
  const list = automaticAddress(what.organisationId);
  switch (outcome.kind) {
    case 'switched':
      return seeOther(
        outcome.stillManages ? withQuery(list, { gedaan: to === 'off' ? 'uit' : 'aan' }) : profileAddress,
      );
    case 'again':
      return seeOther(withQuery(list, { gedaan: 'al-gebeurd' }));
    case 'already':
      return seeOther(withQuery(list, { gedaan: 'al-zo' }));
    case 'reason-missing':
    case 'obstacle':
      return confirmation(visit, { reason, refused: outcome.kind });
  }
}

/** What it would change for everybody whom it touches; a reason is asked for when it is meant. */
async function rehearsedSwitch(
  visit: FormVisit,
  asked: AskedDay,
  wish: { organisationId: number; entitlementId: string; to: SwitchTo },
): Promise<Rehearsing<SwitchOutcome>> {
  const { holders } = await ask(previewSwitch, visit, wish);
  const people = holders.map(({ personId }) => personId);
  const reason = visit.t.rehearsal.lead;
  return rehearsing(visit, asked, people, () =>
    perform(switchAutomaticRight, visit, { ...wish, reason, key: newId() }),
  );
}

function rightOf(visit: ActorVisit) {
  const entitlementId = visit.params['recht'] ?? '';
  if (!/^[a-z-]{1,60}$/.test(entitlementId)) throw new NotFound();
  return { organisationId: institutionOf(visit), entitlementId };
}

/** The form says which way, so that one that was opened before a colleague switched does not undo it. */
function sentTo(visit: FormVisit): SwitchTo {
  const sent = visit.form.get('stand');
  if (sent === 'uit') return 'off';
  if (sent === 'aan') return 'on';
  throw new NotFound();
}

type Preview = Awaited<ReturnType<typeof previewSwitch.read>>;

async function confirmation(visit: ActorVisit, typed: Typed): Promise<PageContent> {
  const t = visit.t.rights.automatic;
  const found = await ask(previewSwitch, visit, rightOf(visit));
  const { organisation, entitlement, off, to, obstacle } = found;
  const status = { 'reason-missing': 422, obstacle: 409 } as const;
  const faults = typed.refused === 'reason-missing' ? [{ field: 'reden', message: t.reasonMissing[to] }] : [];
  return {
    title: t[to].title,
    tab: base,
    ...(typed.refused && { status: status[typed.refused] }),
    children: (
      <div class="prose">
        <BackLink t={visit.t.ui} label={t.title} href={automaticAddress(organisation.id)} />
        <ErrorSummary t={visit.t.ui} faults={faults} />
        <PageHeading title={t[to].title} lead={t[to].lead(entitlement.name, organisationLabel(organisation))} />
        {off && (
          <p>
            {t.state}: {stateOf(visit, off)}
          </p>
        )}
        <p>{t.opens(entitlement.description)}</p>
        <WhoTouched visit={visit} found={found} />
        {!obstacle && typed.rehearsed?.part}
        {obstacle ? (
          <Notice t={visit.t.ui} kind="warning" title={t.cannot} live={typed.refused === 'obstacle'}>
            <p>{t.obstacles[obstacle]}</p>
            {obstacle === 'last-head-admin' && (
              <a href={withQuery(giveAddress, { instelling: formatOrganisationCode(organisation.id) })}>
                {visit.t.rights.give.title}
              </a>
            )}
          </Notice>
        ) : (
          <SwitchForm visit={visit} found={found} typed={typed} error={faults[0]?.message} />
        )}
      </div>
    ),
  };
}

const WhoTouched = ({ visit, found: { holders, to } }: { visit: ActorVisit; found: Preview }) => {
  const t = visit.t.rights.automatic;
  // Who has nothing loses nothing: a head whom the switch passed by before.
  const touched = holders.filter(({ cause }) => to === 'on' || cause !== null);
  return (
    <Section title={t[to].who} id="wie">
      {touched.length === 0 ? (
        <p>{t[to].nobody}</p>
      ) : (
        <DataTable
          caption={t[to].who}
          captionHidden
          columns={[
            { label: t.person, rowHeader: true, cell: (holder: Holder) => personLabel(holder) },
            { label: t.becomes, cell: (holder) => becomes(visit, holder) },
          ]}
          rows={touched}
        />
      )}
    </Section>
  );
};

function becomes(visit: ActorVisit, { cause }: Holder): string {
  const t = visit.t.rights.automatic;
  if (cause === null) return t.gains;
  if (cause === 'deputy') return t.losesAsDeputy;
  return cause === 'automatic' ? t.loses : t.keeps;
}

interface SwitchFormProps {
  visit: ActorVisit;
  found: Preview;
  typed: Typed;
  error: string | undefined;
}

const SwitchForm = ({ visit, found: { organisation, entitlement, holders, to }, typed, error }: SwitchFormProps) => {
  const t = visit.t.rights.automatic;
  const isOwn = to === 'off' && holders.some((one) => one.personId === visit.actor.personId && loses(one));
  return (
    <>
      <p>{t[to].what}</p>
      {isOwn && (
        <Notice t={visit.t.ui} kind="warning">
          {entitlement.isAdmin ? t.off.ownAdmin : t.off.own}
        </Notice>
      )}
      <PostForm t={visit.t.ui} action={automaticAddress(organisation.id, entitlement.id)}>
        <input type="hidden" name="sleutel" value={newId()} />
        <input type="hidden" name="stand" value={to === 'off' ? 'uit' : 'aan'} />
        <TextArea
          t={visit.t.ui}
          name="reden"
          label={t.reason}
          hint={t.reasonHint}
          rows={2}
          maxlength={longestReason}
          value={typed.reason}
          error={error}
        />
        <Buttons>
          <Button kind={to === 'off' ? 'danger' : 'main'}>{t[to].submit}</Button>
          <Button name={rehearseField} value="ja">
            {typed.rehearsed ? visit.t.rehearsal.again : visit.t.rehearsal.try}
          </Button>
          <ButtonLink kind="quiet" href={automaticAddress(organisation.id)}>
            {t.keep}
          </ButtonLink>
        </Buttons>
      </PostForm>
    </>
  );
};
