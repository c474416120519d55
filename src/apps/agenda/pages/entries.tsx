import type { ActorVisit } from '#access/visit.ts';
import { entriesOn, isItem, monthOf, weeksOf, type Entry } from '#apps/agenda/model.ts';
import { formAddress, itemAddress, levelName } from '#apps/agenda/pages/address.ts';
import {
  audienceOf,
  dayTitle,
  formPeriod,
  monthTitle,
  shortDay,
  timeOf,
  titleOf,
  weekdays,
} from '#apps/agenda/pages/words.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { Icon } from '#ui/icons.tsx';

interface EntriesProps {
  visit: ActorVisit;
  entries: readonly Entry[];
}

/** The agenda as a list, month by month. */
export const EntryList = ({ visit, entries }: EntriesProps) => (
  <>
    {[...Map.groupBy(entries, (entry) => monthOf(entry.begins))].map(([month, own]) => (
      <section class="agenda-month" aria-labelledby={`maand-${month}`}>
        <h2 id={`maand-${month}`}>{monthTitle(month, visit.lang)}</h2>
        <ol class="agenda-list">
          {own.map((entry) => (
            <EntryRow visit={visit} entry={entry} />
          ))}
        </ol>
      </section>
    ))}
  </>
);

const EntryRow = ({ visit, entry }: { visit: ActorVisit; entry: Entry }) => {
  const day = shortDay(entry.begins, visit.lang);
  const facts = factsOf(visit, entry);
  return (
    <li class="agenda-entry">
      <time class="agenda-day" datetime={entry.begins}>
        <span>{day.weekday} </span>
        <strong>{day.day} </strong>
        <span>{day.month}</span>
      </time>
      <div>
        <h3>
          <a href={addressOf(entry)}>{titleOf(entry, visit.t)}</a>
        </h3>
        {isCancelled(entry) && <Cancelled visit={visit} />}
        <ul class="dotted">
          {facts.map((fact) => (
            <li>{fact}</li>
          ))}
        </ul>
      </div>
    </li>
  );
};

export const Cancelled = ({ visit }: { visit: ActorVisit }) => (
  <span class="agenda-cancelled">
    <Icon name="error" /> {visit.t.agenda.cancelled}
  </span>
);

function factsOf(visit: ActorVisit, entry: Entry): string[] {
  const kind = visit.t.agenda.kinds[entry.kind];
  if (entry.kind === 'right') return [kind, organisationsOf(visit, entry.organisations)];
  if (entry.kind === 'form')
    return [kind, formPeriod(entry, visit.t), entry.levels.map((level) => levelName(level, visit.lang)).join(', ')];
  return [kind, timeOf(entry, visit.t), entry.place, audienceOf(entry, visit.t, visit.lang)].filter(Boolean);
}

const fewOrganisations = 2;

function organisationsOf(visit: ActorVisit, organisations: readonly { id: number; name: string }[]): string {
  if (organisations.length > fewOrganisations) return visit.t.agenda.organisations(organisations.length);
  return organisations.map(({ id, name }) => `${formatOrganisationCode(id)} ${name}`).join(', ');
}

const isCancelled = (entry: Entry): boolean => isItem(entry) && entry.cancelled;

function addressOf(entry: Entry): string {
  if (entry.kind === 'right') return '/mijn-profiel#rechten';
  return entry.kind === 'form' ? formAddress(entry) : itemAddress(entry.id);
}

/** One month as a calendar; on a phone the days on which something happens stand under each other. */
export const MonthTable = ({ visit, entries, month }: EntriesProps & { month: string }) => (
  <table class="month" role="table">
    <caption class="hidden-text">{monthTitle(month, visit.lang)}</caption>
    <thead role="rowgroup">
      <tr role="row">
        {weekdays(visit.lang).map((weekday) => (
          <th role="columnheader" scope="col">
            {weekday}
          </th>
        ))}
      </tr>
    </thead>
    <tbody role="rowgroup">
      {weeksOf(month).map((week) => (
        <tr role="row">
          {week.map((day) => (
            <DayCell visit={visit} day={day} entries={day === null ? [] : entriesOn(entries, day)} />
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

const DayCell = ({ visit, entries, day }: EntriesProps & { day: string | null }) => {
  if (day === null) return <td role="cell" class="month-beside"></td>;
  const isToday = day === visit.actor.today;
  return (
    <td role="cell" class={entries.length === 0 ? 'month-free' : undefined} aria-current={isToday ? 'date' : undefined}>
      <time datetime={day}>
        <span class="month-number" aria-hidden="true">
          {Number(day.slice(8))}
        </span>
        <span class="month-day">{dayTitle(day, visit.lang)}</span>
      </time>
      {entries.length > 0 && (
        <ul>
          {entries.map((entry) => (
            <li class={`month-${entry.kind}`}>
              <a href={addressOf(entry)}>{titleOf(entry, visit.t)}</a>
              {isCancelled(entry) && <Cancelled visit={visit} />}
            </li>
          ))}
        </ul>
      )}
    </td>
  );
};
