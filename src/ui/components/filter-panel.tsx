import type { UiMessages } from '#i18n/nl/ui.ts';
import { Icon } from '../icons.tsx';

export interface FilterOption {
  readonly value: string;
  readonly label: string;
  readonly count?: string | undefined;
  readonly checked: boolean;
}

export interface FilterGroup {
  /** Name of the query parameter; every ticked box adds one. */
  readonly name: string;
  readonly label: string;
  readonly options: readonly FilterOption[];
  /** Where all options are listed when this shows only some. */
  readonly showAllHref?: string | undefined;
  /** A long list is searched on the server: the field's parameter, its value, and how many options stay out of sight. */
  readonly search?:
    { readonly name: string; readonly value?: string | undefined; readonly hidden?: number | undefined } | undefined;
}

export interface FilterPanelProps {
  readonly t: UiMessages;
  readonly action: string;
  readonly groups: readonly FilterGroup[];
  /** What a change of filter keeps: the search, the order. */
  readonly keep?: readonly { readonly name: string; readonly value: string }[] | undefined;
}

/** From here a list of ticks is quicker narrowed by typing than read. */
const LONG_LIST = 9;

/** Filters beside a list (DO-3): at the left on wide screens, a sheet on a phone. A plain GET form; ticking submits where the client script runs. Without autocomplete, going back shows what the address says and not what was ticked. */
export const FilterPanel = ({ t, action, groups, keep = [] }: FilterPanelProps) => {
  const active = groups.flatMap((group) => group.options).filter((option) => option.checked).length;
  return (
    <>
      <button class="button plain filters-open" type="button" popovertarget="filters">
        <Icon name="filter" />
        {t.filters.open}
        {active > 0 && <span class="count">{t.filters.active(active)}</span>}
      </button>
      <section class="filters" id="filters" popover="auto" aria-labelledby="filters-titel">
        <div class="filters-head">
          <h2 id="filters-titel">{t.filters.heading}</h2>
          <button class="button quiet filters-close" type="button" popovertarget="filters" popovertargetaction="hide">
            <Icon name="close" />
            {t.filters.close}
          </button>
        </div>
        <auto-submit>
          <form class="filter-form" action={action} autocomplete="off">
            {keep.map(({ name, value }) => (
              <input type="hidden" name={name} value={value} />
            ))}
            {groups.map((group) => (
              <Group t={t} group={group} />
            ))}
            <div class="filters-apply">
              <button class="button main" type="submit">
                {t.filters.apply}
              </button>
            </div>
          </form>
        </auto-submit>
      </section>
    </>
  );
};

const Group = ({ t, group }: { t: UiMessages; group: FilterGroup }) => {
  const { name, label, options, search, showAllHref } = group;
  const boxes = (
    <ul class="filter-options">
      {options.map((option) => (
        <Option name={name} option={option} />
      ))}
    </ul>
  );
  return (
    <fieldset class="filter-group">
      <legend>{label}</legend>
      {search && <SearchField t={t} label={label} search={search} />}
      {!search && options.length >= LONG_LIST ? (
        <filter-search label={t.filters.searchIn(label)}>{boxes}</filter-search>
      ) : (
        boxes
      )}
      {search && Number(search.hidden) > 0 && <p class="hint">{t.filters.hiddenCount(Number(search.hidden))}</p>}
      {showAllHref && (
        <a class="filter-more" href={showAllHref}>
          {t.filters.showAll}
          <span class="hidden-text">: {label}</span>
        </a>
      )}
    </fieldset>
  );
};

const Option = ({ name, option }: { name: string; option: FilterOption }) => (
  <li>
    <label class="filter-option">
      <input
        type="checkbox"
        id={`f-${name}-${option.value}`}
        name={name}
        value={option.value}
        checked={option.checked}
      />
      <span>{option.label}</span>
      {option.count !== undefined && <span class="count">{option.count}</span>}
    </label>
  </li>
);

const SearchField = ({
  t,
  label,
  search,
}: {
  t: UiMessages;
  label: string;
  search: NonNullable<FilterGroup['search']>;
}) => (
  <div class="filter-find">
    <input
      class="input"
      type="search"
      id={`f-${search.name}`}
      name={search.name}
      value={search.value}
      aria-label={t.filters.searchIn(label)}
      placeholder={t.filters.searchIn(label)}
      autocomplete="off"
    />
    <button class="button plain" type="submit">
      <Icon name="search" />
      <span class="hidden-text">{t.filters.searchIn(label)}</span>
    </button>
  </div>
);
