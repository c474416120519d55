import type { ActorVisit, FormVisit } from '#access/visit.ts';
import { withQuery } from '#apps/rights/pages/addresses.ts';
import { cameFrom, here, withoutChoice } from '#apps/rights/pages/chosen/way-back.ts';
import { findSelection } from '#apps/rights/queries/chosen-grants.ts';
import { isId } from '#platform/ids.ts';

/** What was ticked before on any page of a list; its address names the selection. */
export async function readKept(visit: ActorVisit): Promise<ReadonlySet<string>> {
  return new Set(await keptIn(visit, visit.url.searchParams.get('keuze')));
}

/** Everything that is chosen: on other pages before, and ticked on the page that was sent. */
export async function chosenSoFar(visit: FormVisit, form: URLSearchParams, name: string): Promise<string[]> {
  const shown = new Set((form.get('getoond') ?? '').split(','));
  const elsewhere = (await keptIn(visit, form.get('keuze'))).filter((id) => !shown.has(id));
  return [...new Set([...elsewhere, ...form.getAll(name).filter(isId)])];
}

async function keptIn(visit: ActorVisit, selection: string | null): Promise<string[]> {
  return isId(selection ?? '') ? findSelection(visit.db, selection ?? '', visit.actor.personId) : [];
}

/** Which page of the list a button asked for instead of going on: a neighbour, or the one with this name; undefined: none. */
export function askedPage(form: URLSearchParams): string | undefined {
  if (!form.has('naar')) return undefined;
  if (form.get('naar') !== searching) return cameFrom(form.get('naar'));
  const url = new URL(cameFrom(form.get('terug')) ?? '/', 'http://here');
  for (const name of ['na', 'voor']) url.searchParams.delete(name);
  // An institution that nobody chose, because there is only one, stands in the form alone.
  const asked = { instelling: form.get('instelling') ?? '', q: (form.get('q') ?? '').slice(0, 200) };
  return withQuery(url.pathname, { ...Object.fromEntries(url.searchParams), ...asked });
}

/** The value of the button that searches within the form of the boxes, so that what is ticked is kept. */
export const searching = 'zoek';
export const choosingForm = 'kiezen';

interface KeptFieldsProps {
  readonly visit: ActorVisit;
  readonly kept: ReadonlySet<string>;
  /** The ids of the boxes on this page. */
  readonly shown: readonly string[];
}

/** In the form of the boxes: where it stands, and what is chosen on other pages. */
export const KeptFields = ({ visit, kept, shown }: KeptFieldsProps) => (
  <>
    <input type="hidden" name="terug" value={here(visit)} />
    <input type="hidden" name="keuze" value={visit.url.searchParams.get('keuze') ?? ''} />
    <input type="hidden" name="getoond" value={shown.join(',')} />
    <KeptElsewhere visit={visit} kept={kept} shown={shown} />
  </>
);

/** How much is chosen that this page does not show, with the way to choose nothing. */
export const KeptElsewhere = ({ visit, kept, shown }: KeptFieldsProps) => {
  const t = visit.t.rights.change;
  const elsewhere = [...kept].filter((id) => !shown.includes(id)).length;
  if (elsewhere === 0) return null;
  return (
    <p>
      {t.keptElsewhere(elsewhere)} <a href={withoutChoice(here(visit))}>{t.forget}</a>
    </p>
  );
};
