import { Forbidden, NotFound } from '#access/refusals.ts';
import { perform } from '#access/use-case.ts';
import { seeOther, type FormVisit, type PageContent } from '#access/visit.ts';
import { tickTheme, untickTheme } from '#apps/themes/commands/change-tick.ts';
import { saveGrid } from '#apps/themes/commands/save-grid.ts';
import { gridPage } from '#apps/themes/pages/grid.tsx';
import { filterOf, gridAddress, placeOf, type AdministeredPlace } from '#apps/themes/pages/place.ts';
import { SavedNotice } from '#apps/themes/pages/saved-notice.tsx';
import { themeGrid } from '#apps/themes/views.ts';
import { ask } from '#access/use-case.ts';

type GridPlace = AdministeredPlace & { institutionId: number };

/** Takes in the grid: one box at a time from the client script, the whole form from a browser without it. */
export async function receiveGrid(visit: FormVisit): Promise<Response | PageContent> {
  const place = placeOf(visit);
  if (place.institutionId === null) throw new NotFound();
  const here = { ...place, institutionId: place.institutionId };
  const wantsJson = visit.request.headers.get('accept')?.includes('application/json') ?? false;
  return wantsJson ? receiveTick(visit, here) : receiveForm(visit, here);
}

/** Answers with the new version, or with the state that is true now and a sentence about it. */
async function receiveTick(visit: FormVisit, place: GridPlace): Promise<Response> {
  const t = visit.t.themes.tick;
  try {
    const outcome = await perform(visit.form.get('ticked') === 'true' ? tickTheme : untickTheme, visit, {
      institutionId: place.institutionId,
      levelId: place.level.id,
      personId: text(visit.form, 'person'),
      themeId: Number(text(visit.form, 'theme')),
      seen: Number(text(visit.form, 'seen')),
    });
    if (outcome.kind === 'proposed') {
      const message = visit.t.themes.secondPerson.proposed(1);
      return Response.json(
        { ok: false, message, current: { ticked: false, version: outcome.version } },
        { status: 202 },
      );
    }
    if (outcome.kind !== 'changed') return Response.json({ ok: true, version: outcome.version });
    const { ticked, version, by } = outcome;
    return Response.json(
      { ok: false, message: t.changed(by ?? t.somebody), current: { ticked, version } },
      { status: 409 },
    );
  } catch (error) {
    if (!(error instanceof NotFound || error instanceof Forbidden)) throw error;
    return Response.json({ ok: false, message: t.gone }, { status: error instanceof NotFound ? 404 : 403 });
  }
}

async function receiveForm(visit: FormVisit, place: GridPlace): Promise<Response | PageContent> {
  const where = { institutionId: place.institutionId, levelId: place.level.id };
  const saved = await perform(saveGrid, visit, {
    ...where,
    shown: texts(visit.form, 'shown'),
    seen: text(visit.form, 'seen'),
    ticks: texts(visit.form, 'tick'),
    all: text(visit.form, 'all') || null,
  });
  if (saved.changedElsewhere.length === 0 && saved.gone === 0)
    return seeOther(
      `${gridAddress(place.path, place.institutionId, filterOf(visit))}&gedaan=${saved.saved}${saved.proposed > 0 ? `&voorgesteld=${saved.proposed}` : ''}`,
    );
  const grid = await ask(themeGrid, visit, where);
  const page = await gridPage(visit, place, <SavedNotice visit={visit} grid={grid} saved={saved} />);
  const complete = saved.gone === 0 && saved.changedElsewhere.every((cell) => !cell.unsaved);
  return { ...page, status: complete ? 200 : 409 };
}

const text = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

const texts = (form: FormData, name: string): string[] =>
  form.getAll(name).filter((value): value is string => typeof value === 'string');
