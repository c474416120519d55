import type { UiMessages } from '#i18n/nl/ui.ts';
import type { Option } from './inputs.tsx';

export interface ListOrderProps {
  readonly t: UiMessages;
  readonly action: string;
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly options: readonly Option[];
  /** The search and filters that a new order keeps. */
  readonly keep: readonly { readonly name: string; readonly value: string }[];
}

/** In what order a list stands; going back shows what the address says, so the browser fills nothing in. */
export const ListOrder = ({ t, action, label, name, value, options, keep }: ListOrderProps) => (
  <auto-submit>
    <form class="list-order" action={action} autocomplete="off">
      {keep.map((one) => (
        <input type="hidden" name={one.name} value={one.value} />
      ))}
      <label for={`volgorde-${name}`}>{label}</label>
      <select class="input" id={`volgorde-${name}`} name={name}>
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
      <button class="button plain apply" type="submit">
        {t.filters.apply}
      </button>
    </form>
  </auto-submit>
);
