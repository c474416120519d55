import type { ActorVisit } from '#access/visit.ts';
import type { Choice, Choices, ListInput, SubmissionPage } from '#apps/submissions/list.ts';
import { decodeCursor, encodeCursor, sentStates, type Cursor } from '#apps/submissions/model.ts';
import { institutionLabel } from '#apps/submissions/pages/words.ts';
import { formatSchoolYear } from '#directory/school-year.ts';
import type { Chip } from '#ui/components/chips.tsx';
import type { FilterGroup } from '#ui/components/filter-panel.tsx';
import { formatNumber } from '#ui/format.ts';

type Part = keyof Choices;

/** The filters of a list by the parameter of their address. */
const parameters: Readonly<Record<Part, string>> = {
  states: 'toestand',
  forms: 'formulier',
  services: 'dienst',
  schoolYears: 'schooljaar',
  institutions: 'instelling',
};

const institutionSearch = 'zoek-instelling';

/** The words with which an institution is searched for. */
export const searchOf = (visit: ActorVisit): string =>
  (visit.url.searchParams.get(institutionSearch) ?? '').trim().slice(0, 100);

export type Filter = Pick<ListInput, Part>;

/** What the address asks of a list; values that cannot be are left out. */
export function questionOf(visit: ActorVisit): Omit<ListInput, 'levelId'> {
  const query = visit.url.searchParams;
  const numbersOf = (part: Part): number[] =>
    query
      .getAll(parameters[part])
      .filter((value) => /^\d{1,6}$/.test(value))
      .slice(0, 100)
      .map(Number);
  const states = query.getAll(parameters.states);
  return {
    forms: numbersOf('forms'),
    institutions: numbersOf('institutions'),
    schoolYears: numbersOf('schoolYears'),
    states: sentStates.filter((state) => states.includes(state)),
    services: query
      .getAll(parameters.services)
      .filter((value) => /^[a-z-]{1,41}$/.test(value))
      .slice(0, 20),
    from: decodeCursor(query.get('voor') ?? query.get('na')),
    direction: query.has('voor') ? 'newer' : 'older',
  };
}

/** The filters in sight: a part with one choice narrows nothing. */
export function filterGroups(
  visit: ActorVisit,
  choices: Choices,
  filter: Filter,
  { searches = false }: { searches?: boolean | undefined } = {},
): FilterGroup[] {
  return (Object.keys(parameters) as Part[]).flatMap((part) => {
    const options = choices[part].map((choice) => ({
      value: choice.value,
      label: labelOf(visit, part, choice),
      ...(choice.count !== null && { count: formatNumber(choice.count, visit.lang) }),
      checked: isChosen(filter, part, choice.value),
    }));
    const group = { name: parameters[part], label: partLabel(visit, part), options };
    // Too many to list: they are searched for.
    if (searches && part === 'institutions')
      return [{ ...group, search: { name: institutionSearch, value: searchOf(visit) } }];
    if (options.length < 2 && !options.some((option) => option.checked)) return [];
    return [group];
  });
}

export function chipsOf(visit: ActorVisit, choices: Choices, filter: Filter): Chip[] {
  return (Object.keys(parameters) as Part[]).flatMap((part) =>
    choices[part]
      .filter((choice) => isChosen(filter, part, choice.value))
      .map((choice) => ({ label: labelOf(visit, part, choice), href: without(visit, part, choice.value) })),
  );
}

/** Neighbouring pages, with the same filters. */
export function pagesOf(visit: ActorVisit, page: SubmissionPage) {
  return {
    previousHref: page.newer ? at(visit, 'voor', page.newer) : undefined,
    nextHref: page.older ? at(visit, 'na', page.older) : undefined,
  };
}

const isChosen = (filter: Filter, part: Part, value: string): boolean =>
  (filter[part] as readonly (string | number)[]).some((chosen) => String(chosen) === value);

function labelOf(visit: ActorVisit, part: Part, choice: Choice): string {
  if (part === 'institutions') return institutionLabel(Number(choice.value), choice.label);
  if (part === 'schoolYears') return formatSchoolYear(Number(choice.value));
  if (part === 'states') return visit.t.submissions.states[choice.value as (typeof sentStates)[number]];
  return choice.label;
}

function partLabel(visit: ActorVisit, part: Part): string {
  const t = visit.t.submissions;
  return {
    states: t.state,
    forms: t.form,
    services: t.service,
    schoolYears: t.schoolYear,
    institutions: t.institution,
  }[part];
}

function without(visit: ActorVisit, part: Part, value: string): string {
  const query = filterQuery(visit);
  query.delete(parameters[part], value);
  return addressOf(visit, query);
}

function at(visit: ActorVisit, direction: 'voor' | 'na', cursor: Cursor): string {
  const query = filterQuery(visit);
  query.set(direction, encodeCursor(cursor));
  return addressOf(visit, query);
}

/** Another address with the same filters. */
export function filteredAddress(visit: ActorVisit, path: string, more: Readonly<Record<string, string>> = {}): string {
  const query = filterQuery(visit);
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  return query.size === 0 ? path : `${path}?${query}`;
}

/** Only the filters of the address, so that a new filter begins at the first page. */
function filterQuery(visit: ActorVisit): URLSearchParams {
  const names = new Set(Object.values(parameters));
  return new URLSearchParams([...visit.url.searchParams].filter(([name]) => names.has(name)));
}

function addressOf(visit: ActorVisit, query: URLSearchParams): string {
  return query.size === 0 ? visit.url.pathname : `${visit.url.pathname}?${query}`;
}
