import { NotFound } from '#access/refusals.ts';
import { perform } from '#access/use-case.ts';
import type { FormVisit, PageContent } from '#access/visit.ts';
import { overseenPlace } from '#apps/library/pages/overseen.tsx';
import { rehearsalDay } from '#apps/library/rehearsal/asked-day.ts';
import { RehearsalFields, rehearsing } from '#apps/library/rehearsal/rehearsing.tsx';
import { filterOf, gridAddress, saveGrid } from '#apps/themes/index.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';

const kept = ['shown', 'seen', 'tick', 'all'] as const;

/** A grid that was ticked to be tried: who gains and loses what, with the grid itself on its way to be saved (TH-3). */
export async function rehearseGrid(visit: FormVisit): Promise<PageContent> {
  const place = overseenPlace(visit);
  if (!place) throw new NotFound();
  const { institutionId, level } = place;
  const t = visit.t.rehearsal;
  const fields = kept.flatMap((name) =>
    visit.form.getAll(name).flatMap((value) => (typeof value === 'string' ? [{ name, value }] : [])),
  );
  const valuesOf = (name: string) => fields.filter((field) => field.name === name).map(({ value }) => value);
  const grid = {
    institutionId,
    levelId: level.id,
    shown: valuesOf('shown'),
    seen: valuesOf('seen')[0] ?? '',
    ticks: valuesOf('tick'),
    all: valuesOf('all')[0] || null,
  };
  const asked = rehearsalDay(visit, visit.actor.today);
  const rehearsed = await rehearsing(visit, asked, grid.shown, () => perform(saveGrid, visit, grid));
  const faults = asked.day === undefined ? [{ field: 'proefdag', message: t.dayWrong }] : [];
  const path = `/${level.slug}/themabeheer`;
  const here = gridAddress(path, institutionId, filterOf(visit));
  return {
    title: t.try,
    levelId: level.id,
    tab: path,
    ...(faults.length > 0 && { status: 422 }),
    children: (
      <>
        <ErrorSummary t={visit.t.ui} faults={faults} />
        <PageHeading title={visit.t.themes.name} />
        {rehearsed.part}
        <PostForm t={visit.t.ui} action={here}>
          {fields.map(({ name, value }) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <RehearsalFields
            visit={visit}
            rehearsed={rehearsed}
            day={visit.actor.today}
            formaction={gridAddress(`${path}/proef`, institutionId, filterOf(visit))}
          />
          <Buttons>
            <Button kind="main">{t.saveTicks}</Button>
            <ButtonLink kind="quiet" href={`${here}&proef`}>
              {t.toGrid}
            </ButtonLink>
          </Buttons>
        </PostForm>
      </>
    ),
  };
}
