import type { UiMessages } from '#i18n/nl/ui.ts';
import type { Option } from './inputs.tsx';

export interface ListChoice {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly options: readonly Option[];
}

interface ListForm {
  readonly t: UiMessages;
  readonly action: string;
  /** The search and filters that a new choice keeps. */
  readonly keep: readonly { readonly name: string; readonly value: string }[];
}

export interface ListChoicesProps extends ListForm {
  readonly choices: readonly ListChoice[];
}

/** Drop-downs that narrow or sort a list; going back shows what the address says, so the browser fills nothing in. */
export const ListChoices = ({ t, action, choices, keep }: ListChoicesProps) => (
  <auto-submit>
    <form class="list-order" action={action} autocomplete="off">
      {keep.map((one) => (
        <input type="hidden" name={one.name} value={one.value} />
      ))}
      {choices.map(({ label, name, value, options }) => (
        <>
          <label for={`volgorde-${name}`}>{label}</label>
          <select class="input" id={`volgorde-${name}`} name={name}>
            {options.map((option) => (
              <option value={option.value} selected={option.value === value}>
                {option.label}
              </option>
            ))}
          </select>
        </>
      ))}
      <button class="button plain apply" type="submit">
        {t.filters.apply}
      </button>
    </form>
  </auto-submit>
);

/** In what order a list stands. */
export const ListOrder = ({ t, action, keep, ...choice }: ListForm & ListChoice) => (
  <ListChoices t={t} action={action} keep={keep} choices={[choice]} />
);
