import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { daysOfMonth, entryKinds, monthOf, shiftMonth } from '#apps/agenda/model.ts';
import {
  agendaAddress,
  feedAddress,
  kindSlugs,
  levelName,
  readState,
  type AgendaState,
} from '#apps/agenda/pages/address.ts';
import { EntryList, MonthTable } from '#apps/agenda/pages/entries.tsx';
import { monthTitle } from '#apps/agenda/pages/words.ts';
import { agendaEntries, type EntryPage } from '#apps/agenda/views.ts';
import type { LevelId } from '#directory/levels.ts';
import { ButtonLink, Buttons } from '#ui/components/button.tsx';
import { Chips, type Chip } from '#ui/components/chips.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { FilterPanel, type FilterGroup } from '#ui/components/filter-panel.tsx';
import { PageHeading, WithSide } from '#ui/components/page.tsx';
import { Pager } from '#ui/components/pager.tsx';

const perPage = 50;
const mostInAMonth = 500;

/** The agenda of a level, or of all levels at once (AG-1): a list from today on, what is past, or a month. */
export async function agendaPage(visit: ActorVisit): Promise<PageContent> {
  const state = readState(visit);
  const found = await ask(agendaEntries, visit, questionOf(visit, state));
  const { t, lang } = visit;
  const title = state.levelId === null ? t.agenda.name : `${t.agenda.name} – ${levelName(state.levelId, lang)}`;
  return {
    title: state.month === null ? title : `${monthTitle(state.month, lang)} – ${title}`,
    ...(state.levelId !== null && { levelId: state.levelId }),
    tab: state.path,
    ...(state.month !== null && { width: 'wide' as const }),
    children: (
      <>
        <PageHeading
          title={t.agenda.name}
          lead={t.agenda.lead}
          action={
            <ButtonLink icon="calendar" href={feedAddress}>
              {t.agenda.feed.title}
            </ButtonLink>
          }
        />
        <WithSide
          side={
            <FilterPanel t={t.ui} action={state.path} groups={filterGroups(visit, state, found)} keep={kept(state)} />
          }
        >
          <Views visit={visit} state={state} />
          <Chips t={t.ui} chips={chips(visit, state)} clearHref={agendaAddress(state, { kinds: [], levels: [] })} />
          {state.month === null ? (
            <List visit={visit} state={state} found={found} />
          ) : (
            <Month visit={visit} state={state} month={state.month} found={found} />
          )}
        </WithSide>
      </>
    ),
  };
}

function questionOf({ actor }: ActorVisit, state: AgendaState) {
  const { levelId, levels, kinds, month, past, skip } = state;
  const what = { levelId, levels: [...levels], kinds: [...kinds] };
  if (month !== null) {
    const { first, last } = daysOfMonth(month);
    return { ...what, from: first, until: last, direction: 'later' as const, skip: 0, limit: mostInAMonth };
  }
  if (past)
    return { ...what, from: null, until: dayBefore(actor.today), direction: 'earlier' as const, skip, limit: perPage };
  return { ...what, from: actor.today, until: null, direction: 'later' as const, skip, limit: perPage };
}

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** List, month, past: three addresses of the same question. */
const Views = ({ visit, state }: { visit: ActorVisit; state: AgendaState }) => {
  const t = visit.t.agenda.views;
  const views = [
    {
      label: t.list,
      href: agendaAddress(state, { month: null, past: false, skip: 0 }),
      here: state.month === null && !state.past,
    },
    {
      label: t.month,
      href: agendaAddress(state, { month: state.month ?? monthOf(visit.actor.today), past: false }),
      here: state.month !== null,
    },
    {
      label: t.past,
      href: agendaAddress(state, { month: null, past: true, skip: 0 }),
      here: state.month === null && state.past,
    },
  ];
  return (
    <nav class="views" aria-label={t.label}>
      <ul>
        {views.map(({ label, href, here }) => (
          <li>
            <a href={href} aria-current={here ? 'true' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

interface FoundProps {
  visit: ActorVisit;
  state: AgendaState;
  found: EntryPage;
}

const List = ({ visit, state, found }: FoundProps) => {
  const t = visit.t.agenda;
  if (found.entries.length === 0) {
    const filtered = state.kinds.length + state.levels.length > 0;
    return (
      <EmptyState
        title={state.past ? t.nonePast : t.none}
        suggestions={filtered ? [t.tryWithoutFilters] : [t.noneHint]}
      />
    );
  }
  return (
    <>
      <EntryList visit={visit} entries={found.entries} />
      <Pager
        t={visit.t.ui}
        previousHref={state.skip > 0 ? agendaAddress(state, { skip: Math.max(0, state.skip - perPage) }) : undefined}
        nextHref={found.more ? agendaAddress(state, { skip: state.skip + perPage }) : undefined}
      />
    </>
  );
};

const Month = ({ visit, state, month, found }: FoundProps & { month: string }) => {
  const t = visit.t.agenda;
  return (
    <>
      <h2>{monthTitle(month, visit.lang)}</h2>
      <Buttons>
        <ButtonLink icon="arrowLeft" href={agendaAddress(state, { month: shiftMonth(month, -1) })}>
          {monthTitle(shiftMonth(month, -1), visit.lang)}
        </ButtonLink>
        <ButtonLink icon="arrowRight" href={agendaAddress(state, { month: shiftMonth(month, 1) })}>
          {monthTitle(shiftMonth(month, 1), visit.lang)}
        </ButtonLink>
      </Buttons>
      {found.entries.length === 0 && <p>{t.noneInMonth}</p>}
      <MonthTable visit={visit} entries={found.entries} month={month} />
    </>
  );
};

function filterGroups(visit: ActorVisit, state: AgendaState, found: EntryPage): FilterGroup[] {
  const t = visit.t.agenda;
  const kinds: FilterGroup = {
    name: 'soort',
    label: t.kind,
    options: entryKinds.map((kind) => ({
      value: kindSlugs[kind],
      label: t.kinds[kind],
      checked: state.kinds.includes(kind),
    })),
  };
  const levels: FilterGroup = {
    name: 'niveau',
    label: t.level,
    options: found.levels.map((id) => ({
      value: String(id),
      label: levelName(id, visit.lang),
      checked: state.levels.includes(id as LevelId),
    })),
  };
  return state.levelId === null && found.levels.length > 1 ? [levels, kinds] : [kinds];
}

function chips(visit: ActorVisit, state: AgendaState): Chip[] {
  return [
    ...state.levels.map((level) => ({
      label: levelName(level, visit.lang),
      href: agendaAddress(state, { levels: state.levels.filter((other) => other !== level), skip: 0 }),
    })),
    ...state.kinds.map((kind) => ({
      label: visit.t.agenda.kinds[kind],
      href: agendaAddress(state, { kinds: state.kinds.filter((other) => other !== kind), skip: 0 }),
    })),
  ];
}

/** What a change of filter keeps: which view it is. */
function kept(state: AgendaState): { name: string; value: string }[] {
  const [, query = ''] = agendaAddress(state, { kinds: [], levels: [], skip: 0 }).split('?');
  return [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }));
}
