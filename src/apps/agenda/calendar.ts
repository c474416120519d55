import { ICalCalendar, ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { isItem, type AgendaItem, type ClosingForm, type EndingRight, type Entry } from '#apps/agenda/model.ts';
import { formAddress, levelName } from '#apps/agenda/pages/address.ts';
import { formPeriod } from '#apps/agenda/pages/words.ts';
import { addDays } from '#apps/rights/index.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import type { Messages } from '#i18n/index.ts';

interface Frame {
  baseUrl: string;
  t: Messages;
}

/** The agenda as a calendar program reads it (RFC 5545). Times are told in UTC, so that every program shows the same moment. */
export function writeCalendar(entries: readonly Entry[], frame: Frame): string {
  const calendar = new ICalCalendar({
    name: frame.t.agenda.feed.calendarName,
    prodId: { company: 'Schoolpoort', product: 'Agenda', language: 'NL' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 6 * 3600,
  });
  for (const entry of entries) {
    if (isItem(entry)) addItem(calendar, entry, frame);
    else if (entry.kind === 'form') addForm(calendar, entry, frame);
    else addRight(calendar, entry, frame);
  }
  return calendar.toString();
}

function addItem(calendar: ICalCalendar, item: AgendaItem, { baseUrl, t }: Frame): void {
  calendar.createEvent({
    ...daysOf(item),
    id: `${item.id}@${new URL(baseUrl).hostname}`,
    sequence: item.revision,
    stamp: item.changedAt,
    lastModified: item.changedAt,
    summary: item.cancelled ? t.agenda.cancelledTitle(item.title) : item.title,
    description: [item.description, item.link, item.organiser].filter(Boolean).join('\n\n'),
    ...(item.place !== '' && { location: item.place }),
    url: `${baseUrl}/agenda/${item.id}`,
    status: item.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: item.beginsAt === null ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    categories: [{ name: t.agenda.kinds[item.kind] }],
  });
}

function addRight(calendar: ICalCalendar, right: EndingRight, { baseUrl, t }: Frame): void {
  calendar.createEvent({
    ...wholeDays(right.begins, right.ends),
    id: `recht-${right.id}@${new URL(baseUrl).hostname}`,
    stamp: new Date(`${right.begins}T00:00:00Z`),
    summary: t.agenda.rightEnds(right.entitlement),
    description: right.organisations.map(({ id, name }) => `${formatOrganisationCode(id)} ${name}`).join('\n'),
    url: `${baseUrl}/mijn-profiel`,
    transparency: ICalEventTransparency.TRANSPARENT,
    categories: [{ name: t.agenda.kinds.right }],
  });
}

function addForm(calendar: ICalCalendar, form: ClosingForm, { baseUrl, t }: Frame): void {
  calendar.createEvent({
    ...wholeDays(form.begins, form.ends),
    id: `formulier-${form.id}@${new URL(baseUrl).hostname}`,
    stamp: new Date(`${form.begins}T00:00:00Z`),
    summary: t.agenda.formCloses(form.title),
    description: [formPeriod(form, t), form.levels.map((level) => levelName(level, 'nl')).join(', ')].join('\n'),
    url: `${baseUrl}${formAddress(form)}`,
    transparency: ICalEventTransparency.TRANSPARENT,
    categories: [{ name: t.agenda.kinds.form }],
  });
}

function daysOf(item: AgendaItem) {
  if (item.beginMoment === null) return wholeDays(item.begins, item.ends);
  return { start: item.beginMoment, ...(item.endMoment && { end: item.endMoment }) };
}

// In a calendar file the end of whole days is the day after the last one.
function wholeDays(begins: string, ends: string) {
  return { start: `${begins}T00:00:00Z`, end: `${addDays(ends, 1)}T00:00:00Z`, allDay: true, timezone: 'UTC' };
}
