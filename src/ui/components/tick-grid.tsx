import { raw } from 'hono/html';
import type { UiMessages } from '#i18n/nl/ui.ts';
import type { Confidentiality } from './badge.tsx';

export interface TickGridTheme {
  readonly id: string;
  readonly name: string;
  readonly state: Confidentiality;
  /** Never ticked by *Alle* (TH-3: pay overviews). */
  readonly separate?: boolean | undefined;
}

export interface TickGridCell {
  readonly ticked: boolean;
  /** What the person saw; sent back as `seen`. Absent when nothing was ever ticked here. */
  readonly version?: string | number | undefined;
  /** Ticked by one of two: where it stands, instead of a box. */
  readonly waiting?: { readonly href: string; readonly short: string; readonly rest: string } | undefined;
}

export interface TickGridPerson {
  readonly id: string;
  readonly name: string;
  /** Tells two people of one name apart: a function, a birth year. */
  readonly detail?: string | undefined;
  /** In the order of the themes. Ignored when `automatic` says why nothing can be ticked. */
  readonly cells: readonly TickGridCell[];
  /** "Portaalbeheerder: heeft alle thema's" (TH-2). */
  readonly automatic?: string | undefined;
}

export interface TickGridProps {
  readonly t: UiMessages;
  readonly caption: string;
  /** Receives the plain form and, with the client script, one box at a time. */
  readonly action: string;
  readonly themes: readonly TickGridTheme[];
  readonly people: readonly TickGridPerson[];
  /** State of the whole grid as shown, for the plain form. */
  readonly seen?: string | undefined;
  /** Instead of saving: what its button says. The script then saves nothing by itself. */
  readonly tries?: string | undefined;
}

/** Up to this many themes their names fit beside each other, reading normally. */
const NAMES_FIT_FLAT = 5;

/**
 * Themabeheer (TH-3): people × themes. A plain form: `tick` for every ticked box, `shown` for every person in sight,
 * `all` for the person whose *Alle* was pressed. The client script saves each box by itself.
 * Without autocomplete, or going back would tick boxes as they once were.
 */
export const TickGrid = (props: TickGridProps) => {
  const { t, tries, ...form } = props;
  if (tries !== undefined) return <GridForm {...form} t={t} save={tries} />;
  return (
    <tick-grid messages={JSON.stringify(clientMessages(t))}>
      <GridForm {...form} t={t} save={t.tickGrid.save} />
    </tick-grid>
  );
};

const GridForm = ({ t, caption, action, themes, people, seen, save }: TickGridProps & { readonly save: string }) => (
  <form class="tick-form" method="post" action={action} autocomplete="off">
    {seen !== undefined && <input type="hidden" name="seen" value={seen} />}
    {themes.some((theme) => theme.separate) && <p class="hint">{t.tickGrid.allHint}</p>}
    <p class="hint tick-keys" hidden>
      {t.tickGrid.keys}
    </p>
    <div class="tick-box" role="region" aria-labelledby="rooster" tabindex={0}>
      <table class={themes.length > NAMES_FIT_FLAT ? 'tick-table upright' : 'tick-table'}>
        <caption class="hidden-text" id="rooster">
          {caption}
        </caption>
        <HeaderRow t={t} themes={themes} />
        <tbody>
          {people.map((person, index) => (
            <PersonRow t={t} person={person} themes={themes} row={index + 1} />
          ))}
        </tbody>
      </table>
    </div>
    <div class="tick-foot">
      <p class="tick-status" role="status"></p>
      <button class="button quiet tick-undo" type="button" hidden>
        {t.tickGrid.undo}
      </button>
      <button class="button main tick-save" type="submit">
        {save}
      </button>
    </div>
  </form>
);

const clientMessages = ({ tickGrid }: UiMessages) => ({
  saving: tickGrid.saving,
  saved: tickGrid.saved('{person}', '{theme}'),
  removed: tickGrid.removed('{person}', '{theme}'),
  savedAll: tickGrid.savedAll('{person}', '{count}'),
  nothingToDo: tickGrid.nothingToDo('{person}'),
  failed: tickGrid.failed,
  undone: tickGrid.undone,
});

const HeaderRow = ({ t, themes }: { t: UiMessages; themes: readonly TickGridTheme[] }) => (
  <thead>
    <tr>
      <th scope="col">{t.tickGrid.person}</th>
      <th scope="col">{t.tickGrid.all}</th>
      {themes.map((theme, index) => (
        <th scope="col" data-separate={theme.separate ? '' : undefined}>
          <span id={`c${index}`}>
            {theme.name} <small>{t.confidentiality[theme.state].toLowerCase()}</small>
          </span>
        </th>
      ))}
    </tr>
  </thead>
);

interface PersonRowProps {
  readonly t: UiMessages;
  readonly person: TickGridPerson;
  readonly themes: readonly TickGridTheme[];
  readonly row: number;
}

const PersonRow = ({ t, person, themes, row }: PersonRowProps) => (
  <tr>
    <th scope="row">
      <span id={`r${row}`}>{person.name}</span>
      {person.detail && <small> {person.detail}</small>}
      {!person.automatic && <input type="hidden" name="shown" value={person.id} />}
    </th>
    {person.automatic ? (
      <td class="tick-automatic" colspan={themes.length + 1}>
        {person.automatic}
      </td>
    ) : (
      <>
        <td>
          <button class="tick-all" name="all" value={person.id} aria-label={t.tickGrid.allFor(person.name)}>
            {t.tickGrid.all}
          </button>
        </td>
        {raw(boxes(person, themes, row))}
      </>
    )}
  </tr>
);

/** 300 people × 20 themes are 6,000 boxes: written as text, because building elements for them takes ten times as long. */
const boxes = (person: TickGridPerson, themes: readonly TickGridTheme[], row: number): string =>
  themes
    .map(({ id }, column) => {
      const cell = person.cells[column];
      if (cell?.waiting)
        return `<td class="tick-waiting"><a href="${escapeAttribute(cell.waiting.href)}" aria-describedby="r${row} c${column}">${escapeAttribute(cell.waiting.short)}<span class="hidden-text">${escapeAttribute(cell.waiting.rest)}</span></a></td>`;
      const version = cell?.version === undefined ? '' : ` data-version="${escapeAttribute(String(cell.version))}"`;
      const checked = cell?.ticked ? ' checked' : '';
      return `<td><input type="checkbox" name="tick" value="${escapeAttribute(`${person.id}:${id}`)}"${version} aria-labelledby="r${row} c${column}"${checked}></td>`;
    })
    .join('');

const escapeAttribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
