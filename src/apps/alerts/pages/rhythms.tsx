import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { chooseRhythm, dropRhythm, ownRhythms, type OwnRhythms } from '#apps/alerts/commands/keep-rhythms.ts';
import type { OwnRhythm } from '#apps/alerts/model.ts';
import { rhythmsAddress } from '#apps/alerts/pages/alert-fields.tsx';
import type { OwnChoice } from '#apps/alerts/settings.ts';
import { institutionLabel } from '#apps/library/index.ts';
import { themeLabel, type Theme } from '#apps/themes/index.ts';
import { Button, Buttons } from '#ui/components/button.tsx';
import { RadioGroup } from '#ui/components/choice-group.tsx';
import { DataTable } from '#ui/components/data-table.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { Select } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';

interface Typed {
  institution: string;
  theme: string;
  rhythm: string;
  faults: readonly FieldFault[];
}

const blank: Typed = { institution: '', theme: '', rhythm: '', faults: [] };
const all = 'alle';

const rhythmOf: Readonly<Record<string, OwnRhythm>> = {
  meteen: 'at-once',
  dagelijks: 'daily',
  wekelijks: 'weekly',
  nooit: 'never',
};

/** The themes that have a rhythm of their own, and one more (NO-1). */
export function rhythmsPage(visit: ActorVisit): Promise<PageContent> {
  return showRhythms(visit, blank);
}

export async function sendRhythm(visit: FormVisit): Promise<PageContent | Response> {
  const text = (name: string): string => String(visit.form.get(name) ?? '').slice(0, 100);
  const typed = { institution: text('instelling'), theme: text('thema'), rhythm: text('ritme') };
  const faults = faultsOf(visit, typed);
  if (faults.length > 0) return showRhythms(visit, { ...typed, faults });
  const { kind } = await perform(chooseRhythm, visit, {
    institutionId: typed.institution === all ? null : Number(typed.institution),
    themeId: Number(typed.theme),
    rhythm: rhythmOf[typed.rhythm] ?? 'daily',
  });
  if (kind === 'saved') return seeOther(`${rhythmsAddress}?gedaan=bewaard`);
  if (kind === 'off') return seeOther(rhythmsAddress);
  const message = visit.t.alerts.rhythms.notHeld;
  return showRhythms(visit, { ...typed, faults: [{ field: 'thema', message }] });
}

export async function sendDrop(visit: FormVisit): Promise<Response> {
  const [institution = '', theme = ''] = String(visit.form.get('keuze') ?? '').split(':');
  const number = (text: string): number => (/^\d{1,7}$/.test(text) ? Number(text) : 0);
  const institutionId = institution === all ? null : number(institution);
  await perform(dropRhythm, visit, { institutionId, themeId: Math.min(number(theme), 32_767) });
  return seeOther(`${rhythmsAddress}?gedaan=weg`);
}

function faultsOf(visit: ActorVisit, typed: Omit<Typed, 'faults'>): FieldFault[] {
  const t = visit.t.alerts.rhythms;
  return [
    ...(typed.institution === all || /^\d{1,7}$/.test(typed.institution)
      ? []
      : [{ field: 'instelling', message: t.institutionMissing }]),
    ...(/^\d{1,3}$/.test(typed.theme) ? [] : [{ field: 'thema', message: t.themeMissing }]),
    ...(Object.hasOwn(rhythmOf, typed.rhythm) ? [] : [{ field: 'ritme', message: t.rhythmMissing }]),
  ];
}

async function showRhythms(visit: ActorVisit, typed: Typed): Promise<PageContent> {
  const t = visit.t.alerts.rhythms;
  const own = await ask(ownRhythms, visit, {});
  return {
    title: t.title,
    status: typed.faults.length > 0 ? 422 : 200,
    children: (
      <>
        <BackLink t={visit.t.ui} label={visit.t.profile.name} href="/mijn-profiel#veld-attendering" />
        <ErrorSummary t={visit.t.ui} faults={typed.faults} />
        <PageHeading title={t.title} lead={t.lead} />
        <Done visit={visit} />
        {own.settings.isOn ? (
          <>
            <Chosen visit={visit} chosen={own.chosen} />
            {own.themes.length > 0 && <ChooseForm visit={visit} own={own} typed={typed} />}
          </>
        ) : (
          <Notice t={visit.t.ui} kind="info">
            {t.off} <a href="/mijn-profiel#veld-attendering">{t.switchOn}</a>
          </Notice>
        )}
      </>
    ),
  };
}

const Done = ({ visit }: { visit: ActorVisit }) => {
  const t = visit.t.alerts.rhythms;
  const done = visit.request.method === 'GET' ? visit.url.searchParams.get('gedaan') : null;
  if (done !== 'bewaard' && done !== 'weg') return null;
  return (
    <Notice t={visit.t.ui} kind="success" live>
      {done === 'bewaard' ? t.saved : t.dropped}
    </Notice>
  );
};

const Chosen = ({ visit, chosen }: { visit: ActorVisit; chosen: readonly OwnChoice[] }) => {
  const t = visit.t.alerts.rhythms;
  if (chosen.length === 0) return <p>{t.none}</p>;
  return (
    <DataTable
      caption={t.caption}
      rows={chosen}
      columns={[
        { label: t.theme, rowHeader: true, cell: (one) => themeLabel(themeOf(one), visit.t) },
        { label: t.institution, cell: (one) => placeOf(visit, one) },
        { label: t.rhythm, cell: (one) => t.names[one.rhythm] },
        {
          label: t.change,
          cell: (one) => (
            <PostForm t={visit.t.ui} action={`${rhythmsAddress}/verwijder`}>
              <Button kind="quiet" name="keuze" value={`${one.institutionId ?? all}:${one.themeId}`}>
                {t.drop}
                <span class="hidden-text">
                  : {themeLabel(themeOf(one), visit.t)}, {placeOf(visit, one)}
                </span>
              </Button>
            </PostForm>
          ),
        },
      ]}
    />
  );
};

const placeOf = (visit: ActorVisit, { institutionId, institutionName }: OwnChoice): string =>
  institutionId === null ? visit.t.alerts.rhythms.everywhere : institutionLabel(institutionId, institutionName ?? '');

const themeOf = (one: OwnChoice): Pick<Theme, 'name' | 'confidentiality'> => ({
  name: one.themeName,
  confidentiality: one.confidentiality as Theme['confidentiality'],
});

const ChooseForm = ({ visit, own, typed }: { visit: ActorVisit; own: OwnRhythms; typed: Typed }) => {
  const t = visit.t.alerts.rhythms;
  const errorOf = (name: string) => typed.faults.find((fault) => fault.field === name)?.message;
  const everyone = own.readsEverywhere ? t.everywhere : own.institutions.length > 1 ? t.allInstitutions : null;
  return (
    <Section title={t.add} id="toevoegen">
      <PostForm t={visit.t.ui} action={rhythmsAddress}>
        <Select
          t={visit.t.ui}
          name="instelling"
          label={t.institution}
          value={typed.institution}
          error={errorOf('instelling')}
          options={[
            ...(everyone === null ? [] : [{ value: all, label: everyone }]),
            ...own.institutions.map(({ id, name }) => ({ value: String(id), label: institutionLabel(id, name) })),
          ]}
        />
        <Select
          t={visit.t.ui}
          name="thema"
          label={t.theme}
          placeholder={t.chooseTheme}
          value={typed.theme}
          error={errorOf('thema')}
          options={own.themes.map((theme) => ({ value: String(theme.id), label: themeLabel(theme, visit.t) }))}
        />
        <RadioGroup
          t={visit.t.ui}
          name="ritme"
          label={t.rhythm}
          error={errorOf('ritme')}
          choices={Object.entries(rhythmOf).map(([value, rhythm]) => ({
            value,
            label: t.names[rhythm],
            hint: t.hints[rhythm],
            checked: typed.rhythm === value,
          }))}
        />
        <Buttons>
          <Button kind="main">{t.save}</Button>
        </Buttons>
      </PostForm>
    </Section>
  );
};
