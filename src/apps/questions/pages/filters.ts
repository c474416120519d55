import type { ActorVisit } from '#access/visit.ts';
import type { ListInput } from '#apps/questions/inputs.ts';
import type { Choice, Choices } from '#apps/questions/choices.ts';
import type { QuestionPage } from '#apps/questions/list.ts';
import { askedStates } from '#apps/questions/model.ts';
import { institutionLabel } from '#apps/submissions/index.ts';
import { themeLabel, type Theme } from '#apps/themes/index.ts';
import type { Chip } from '#ui/components/chips.tsx';
import type { FilterGroup } from '#ui/components/filter-panel.tsx';
import { formatNumber } from '#ui/format.ts';

type Part = 'states' | 'services' | 'themes' | 'institutions';

/** Names of the filters in addresses. */
const parameters: Record<Part, string> = {
  states: 'toestand',
  services: 'dienst',
  themes: 'thema',
  institutions: 'instelling',
};
const which = 'welke';
const findName = 'zoek-instelling';

/** What is asked of a list and what its filters offer. */
export interface Filtered {
  visit: ActorVisit;
  filter: ListInput;
  choices: Choices;
  themes: readonly Theme[];
  /** What `mine` means on this side. */
  mine: string;
}

/** What an address asks of the list; what cannot be is left out. */
export function filterFrom(query: URLSearchParams): ListInput {
  const numbers = (part: Part): number[] =>
    query
      .getAll(parameters[part])
      .filter((value) => /^\d{1,7}$/.test(value))
      .map(Number)
      .filter((value) => value <= 2_000_000)
      .slice(0, 200);
  const states = query.getAll(parameters.states);
  return {
    states: askedStates.filter((state) => states.includes(state)),
    services: query
      .getAll(parameters.services)
      .filter((value) => /^[a-z-]{1,41}$/.test(value))
      .slice(0, 20),
    themes: numbers('themes'),
    institutions: numbers('institutions'),
    mine: query.getAll(which).includes('van-mij'),
    overdue: query.getAll(which).includes('te-laat'),
    skip: Math.min(Number(/^\d{1,4}$/.exec(query.get('vanaf') ?? '')?.[0] ?? 0), 5000),
  };
}

/** The name or number of an institution that is looked for in its filter. */
export const institutionSought = (query: URLSearchParams): string => (query.get(findName) ?? '').trim().slice(0, 100);

/** The filters in sight: a part with one choice narrows nothing. */
export function filterGroups(filtered: Filtered): FilterGroup[] {
  const { visit, filter, choices } = filtered;
  const flags = flagsOf(filtered).filter((flag) => flag.count > 0 || flag.checked || choices.isPart);
  const first: FilterGroup[] =
    flags.length === 0
      ? []
      : [{ name: which, label: visit.t.questions.list.which, options: flags.map((flag) => counted(filtered, flag)) }];
  const groups = (Object.keys(parameters) as Part[]).flatMap((part) => {
    const options = inOrder(part, choices).map((choice) => ({
      ...counted(filtered, choice),
      label: labelOf(filtered, part, choice),
      checked: isChosen(filter, part, choice.value),
    }));
    const search = part === 'institutions' ? searchOf(filtered) : {};
    if (options.length < 2 && !options.some((option) => option.checked) && !search.search) return [];
    return [{ name: parameters[part], label: partLabel(visit, part), options, ...search }];
  });
  return [...first, ...groups];
}

/** The field that finds an institution, where they are too many to read. */
function searchOf({ visit, choices }: Filtered): Pick<FilterGroup, 'search'> {
  const value = institutionSought(visit.url.searchParams);
  return choices.isPart || choices.institutions.length > 9 || value !== '' ? { search: { name: findName, value } } : {};
}

export function chipsOf(filtered: Filtered): Chip[] {
  const { visit, filter, choices } = filtered;
  const flags = flagsOf(filtered)
    .filter((flag) => flag.checked)
    .map((flag) => ({ label: flag.label, href: without(visit, which, flag.value) }));
  const ticked = (Object.keys(parameters) as Part[]).flatMap((part) =>
    choices[part]
      .filter((choice) => isChosen(filter, part, choice.value))
      .map((choice) => ({
        label: labelOf(filtered, part, choice),
        href: without(visit, parameters[part], choice.value),
      })),
  );
  return [...flags, ...ticked];
}

/** Neighbouring pages, with the same filters. */
export function pagesOf(visit: ActorVisit, { previous, next }: QuestionPage) {
  const at = (skip: number): string => {
    const query = filterQuery(visit);
    if (skip > 0) query.set('vanaf', String(skip));
    return addressOf(visit, query);
  };
  return {
    previousHref: previous === null ? undefined : at(previous),
    nextHref: next === null ? undefined : at(next),
  };
}

const counted = (
  { visit, choices }: Filtered,
  { value, label, count, checked = false }: Choice & { checked?: boolean },
) => ({
  value,
  label,
  count: choices.isPart ? undefined : formatNumber(count, visit.lang),
  checked,
});

function flagsOf({ visit, filter, choices, mine }: Filtered): (Choice & { checked: boolean })[] {
  return [
    { value: 'van-mij', label: mine, count: choices.mine, checked: filter.mine },
    { value: 'te-laat', label: visit.t.questions.list.overdue, count: choices.overdue, checked: filter.overdue },
  ];
}

function inOrder(part: Part, choices: Choices): readonly Choice[] {
  if (part !== 'states') return choices[part];
  const found = new Map(choices.states.map((choice) => [choice.value, choice]));
  return askedStates.flatMap((state) => {
    const known = found.get(state) ?? (choices.isPart ? { value: state, label: '', count: 0 } : undefined);
    return known ? [known] : [];
  });
}

const isChosen = (filter: ListInput, part: Part, value: string): boolean =>
  (filter[part] as readonly (string | number)[]).some((chosen) => String(chosen) === value);

function labelOf({ visit, themes }: Filtered, part: Part, choice: Choice): string {
  if (part === 'institutions') return institutionLabel(Number(choice.value), choice.label);
  if (part === 'states') return visit.t.questions.states[choice.value as (typeof askedStates)[number]];
  const theme = part === 'themes' ? themes.find((one) => String(one.id) === choice.value) : undefined;
  return theme ? themeLabel(theme, visit.t) : choice.label;
}

function partLabel(visit: ActorVisit, part: Part): string {
  const t = visit.t.questions;
  return { states: t.state, services: t.service, themes: t.theme, institutions: t.institution }[part];
}

function without(visit: ActorVisit, name: string, value: string): string {
  const query = filterQuery(visit);
  query.delete(name, value);
  return addressOf(visit, query);
}

/** Only the filters of the address, so that a new filter begins at the first page. */
function filterQuery(visit: ActorVisit): URLSearchParams {
  const names = new Set([...Object.values(parameters), which]);
  return new URLSearchParams([...visit.url.searchParams].filter(([name]) => names.has(name)));
}

function addressOf(visit: ActorVisit, query: URLSearchParams): string {
  return query.size === 0 ? visit.url.pathname : `${visit.url.pathname}?${query}`;
}
