import type { PropsWithChildren } from 'hono/jsx';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { isHindered, type DeputySubject, type JudgedRight } from '#apps/rights/deputies/judge.ts';
import { base, deputyAddress, personAddress } from '#apps/rights/pages/addresses.ts';
import { enumerate, errorOf, faultOf, personLabel, rightLabel } from '#apps/rights/pages/words.ts';
import { listThemes, themeLabel } from '#apps/themes/index.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { newId } from '#platform/ids.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { CheckboxGroup } from '#ui/components/choice-group.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { DateInput } from '#ui/components/inputs.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatDate } from '#ui/format.ts';

/** What was typed about a deputy; the days as dd/mm/jjjj. */
export interface DeputyWish {
  organisationId: number;
  absentId: string;
  deputyId: string;
  /** The request that this answers. */
  requestId: string | undefined;
  grantIds: string[];
  themeIds: number[];
  from: string;
  until: string;
}

interface DeputyForm {
  subject: DeputySubject;
  judged: readonly JudgedRight[];
  wish: DeputyWish;
  faults: readonly FieldFault[];
}

/** In what somebody is replaced, until when and why; what is not possible stands below with who can. */
export async function deputyForm(visit: ActorVisit, form: DeputyForm): Promise<PageContent> {
  const t = visit.t.rights.deputies;
  const { subject, judged, wish, faults } = form;
  const [absent, deputy] = [personLabel(subject.absent), personLabel(subject.deputy)];
  const code = formatOrganisationCode(wish.organisationId);
  const possible = judged.filter((right) => !isHindered(right));
  return framedDeputy(
    visit,
    subject.absent,
    faults.length > 0 ? 422 : 200,
    <Section title={t.formTitle(deputy)} id="wat">
      <ErrorSummary t={visit.t.ui} faults={faults} />
      <p>
        {t.rules(absent, deputy)}{' '}
        <a href={deputyAddress(wish.absentId, { instelling: code, aanvraag: wish.requestId ?? '' })}>{t.other}</a>
      </p>
      {judged.length === 0 && <p>{t.noRights(absent)}</p>}
      {possible.length > 0 && (
        <PostForm t={visit.t.ui} action={deputyAddress(wish.absentId)}>
          <input type="hidden" name="instelling" value={code} />
          <input type="hidden" name="plaatsvervanger" value={wish.deputyId} />
          <input type="hidden" name="sleutel" value={newId()} />
          {wish.requestId && <input type="hidden" name="aanvraag" value={wish.requestId} />}
          <Rights visit={visit} form={form} />
          <Themes visit={visit} form={form} labels={await labelsOf(visit)} />
          <When visit={visit} form={form} />
          <Buttons>
            <Button kind="main">{t.submit}</Button>
            <ButtonLink kind="quiet" href={personAddress(wish.absentId)}>
              {visit.t.rights.register.cancel}
            </ButtonLink>
          </Buttons>
        </PostForm>
      )}
      <NotPossible visit={visit} judged={judged.filter(isHindered)} />
    </Section>,
  );
}

interface PartProps {
  readonly visit: ActorVisit;
  readonly form: DeputyForm;
}

const Rights = ({ visit, form: { subject, judged, wish, faults } }: PartProps) => {
  const t = visit.t.rights.deputies;
  return (
    <CheckboxGroup
      t={visit.t.ui}
      name="recht"
      label={t.rights}
      hint={t.rightsHint}
      error={errorOf(faults, 'recht')}
      choices={judged
        .filter((right) => !isHindered(right))
        .map(({ grant }) => ({
          value: grant.id,
          label: rightLabel(grant),
          hint: t.untilOf(personLabel(subject.absent), formatDate(grant.until)),
          checked: wish.grantIds.includes(grant.id),
        }))}
    />
  );
};

const Themes = ({ visit, form, labels }: PartProps & { labels: ReadonlyMap<number, string> }) => {
  const t = visit.t.rights.deputies;
  const themeIds = form.judged.filter((right) => !isHindered(right)).flatMap((right) => right.themeIds);
  if (themeIds.length === 0) return null;
  return (
    <CheckboxGroup
      t={visit.t.ui}
      name="thema"
      label={t.themes}
      hint={t.themesHint}
      error={errorOf(form.faults, 'thema')}
      choices={themeIds.map((id) => ({
        value: String(id),
        label: labels.get(id) ?? String(id),
        checked: form.wish.themeIds.includes(id),
      }))}
    />
  );
};

const When = ({ visit, form: { subject, wish, faults } }: PartProps) => {
  const t = visit.t.rights.deputies;
  return (
    <>
      <DateInput t={visit.t.ui} name="van" label={t.from} value={wish.from} error={errorOf(faults, 'van')} />
      <DateInput
        t={visit.t.ui}
        name="tot"
        label={t.until}
        hint={t.untilHint(subject.mostDays)}
        value={wish.until}
        error={errorOf(faults, 'tot')}
      />
    </>
  );
};

const NotPossible = ({ visit, judged }: { visit: ActorVisit; judged: readonly JudgedRight[] }) => {
  const t = visit.t.rights.deputies;
  if (judged.length === 0) return null;
  return (
    <>
      <h3>{t.notPossible}</h3>
      <ul class="plain-list">
        {judged.map((right) => (
          <li>
            <strong>{rightLabel(right.grant)}</strong>: {whyNot(visit, right)}
          </li>
        ))}
      </ul>
    </>
  );
};

function whyNot(visit: ActorVisit, { deputisable, obstacles, whoCan }: JudgedRight): string {
  const t = visit.t.rights.deputies;
  if (!deputisable) return t.notDeputisable;
  if (obstacles.length > 0) return obstacles.map((obstacle) => faultOf(obstacle, visit.t).message).join(' ');
  return t.whoCan(enumerate([...new Set(whoCan)], visit.t.rights.give.and));
}

async function labelsOf(visit: ActorVisit): Promise<Map<number, string>> {
  return new Map((await listThemes(visit.db)).map((theme) => [theme.id, themeLabel(theme, visit.t)]));
}

/** The frame of both steps: back to who is absent. */
export function framedDeputy(
  visit: ActorVisit,
  person: { id: string; givenName: string; familyName: string },
  status: number,
  children: PropsWithChildren['children'],
): PageContent {
  const t = visit.t.rights.deputies;
  const name = personLabel(person);
  return {
    title: t.title(name),
    tab: base,
    status,
    children: (
      <>
        <BackLink t={visit.t.ui} label={name} href={personAddress(person.id)} />
        <PageHeading title={t.title(name)} lead={t.lead(name)} />
        {children}
      </>
    ),
  };
}
