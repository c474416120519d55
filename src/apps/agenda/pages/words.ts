import { isItem, type AgendaItem, type ClosingForm, type Entry } from '#apps/agenda/model.ts';
import { levelName } from '#apps/agenda/pages/address.ts';
import { levels as everyLevel } from '#directory/levels.ts';
import type { Lang, Messages } from '#i18n/index.ts';
import { formatDate } from '#ui/format.ts';

const locale = (lang: Lang): string => (lang === 'nl' ? 'nl-BE' : 'en-GB');

const format = (day: string, lang: Lang, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale(lang), { ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));

/** `november 2026`. */
export const monthTitle = (month: string, lang: Lang): string =>
  format(`${month}-01`, lang, { month: 'long', year: 'numeric' });

/** `maandag 23 november`. */
export const dayTitle = (day: string, lang: Lang): string =>
  format(day, lang, { weekday: 'long', day: 'numeric', month: 'long' });

/** `ma 23 nov`, as it stands before an entry. */
export const shortDay = (day: string, lang: Lang) => ({
  weekday: format(day, lang, { weekday: 'short' }),
  day: format(day, lang, { day: 'numeric' }),
  month: format(day, lang, { month: 'short' }),
});

/** The seven days of the week from Monday, as heads of columns. */
export const weekdays = (lang: Lang): string[] =>
  Array.from({ length: 7 }, (_, at) => format(`2026-06-0${at + 1}`, lang, { weekday: 'long' }));

export function titleOf(entry: Entry, t: Messages): string {
  if (entry.kind === 'right') return t.agenda.rightEnds(entry.entitlement);
  return entry.kind === 'form' ? t.agenda.formCloses(entry.title) : entry.title;
}

/** "Te versturen van 01/09/2026 tot en met 30/11/2026". */
export function formPeriod({ opens, ends }: ClosingForm, t: Messages): string {
  return t.agenda.formPeriod(opens === null ? null : formatDate(opens), formatDate(ends));
}

/** "9.00 tot 12.00 uur", "tot en met 27/11/2026" or "hele dag". */
export function timeOf(entry: Entry, t: Messages): string {
  const words = t.agenda.time;
  if (!isItem(entry)) return '';
  const until = entry.ends === entry.begins ? '' : words.untilDay(formatDate(entry.ends));
  return [clockOf(entry, t), until].filter(Boolean).join(', ');
}

function clockOf({ beginsAt, endsAt, begins, ends }: AgendaItem, t: Messages): string {
  const words = t.agenda.time;
  if (beginsAt === null) return begins === ends ? words.wholeDay : '';
  return endsAt === null ? words.from(beginsAt) : words.between(beginsAt, endsAt);
}

/** "Basisonderwijs, Secundair onderwijs – enkel scholen voor buitengewoon onderwijs". */
export function audienceOf(item: AgendaItem, t: Messages, lang: Lang): string {
  const all = item.levels.length === everyLevel.length;
  const levels = all ? t.agenda.allLevels : item.levels.map((level) => levelName(level, lang)).join(', ');
  if (item.kinds.length === 0) return levels;
  return t.agenda.audienceOnly(levels, item.kinds.map((kind) => t.agenda.institutionKinds[kind]).join(', '));
}
