import type { UiMessages } from '#i18n/nl/ui.ts';
import { Field, fieldAttributes, type FieldProps } from './field.tsx';

export interface TextInputProps extends FieldProps {
  readonly value?: string | undefined;
  readonly type?: 'text' | 'email' | 'tel' | 'search' | 'password' | undefined;
  readonly inputmode?: 'text' | 'numeric' | 'email' | 'tel' | undefined;
  readonly autocomplete?: string | undefined;
  readonly width?: 'short' | 'medium' | 'full' | undefined;
  readonly maxlength?: number | undefined;
}

export const TextInput = (props: TextInputProps) => (
  <Field {...props}>
    <input
      {...fieldAttributes(props)}
      class={`input ${props.width ?? 'full'}`}
      type={props.type ?? 'text'}
      inputmode={props.inputmode}
      autocomplete={props.autocomplete ?? 'off'}
      maxlength={props.maxlength}
      value={props.value}
    />
  </Field>
);

export interface TextAreaProps extends FieldProps {
  readonly value?: string | undefined;
  readonly rows?: number | undefined;
  readonly maxlength?: number | undefined;
}

export const TextArea = (props: TextAreaProps) => (
  <Field {...props}>
    <textarea {...fieldAttributes(props)} class="input full" rows={props.rows ?? 5} maxlength={props.maxlength}>
      {props.value}
    </textarea>
  </Field>
);

export interface DateInputProps extends FieldProps {
  /** What was typed, as dd/mm/jjjj; a wrong date comes back as it was typed. */
  readonly value?: string | undefined;
}

/** A date is typed; where the client script runs, a calendar button appears beside it. */
export const DateInput = (props: DateInputProps) => {
  const hinted = { ...props, hint: props.hint ?? props.t.form.dateHint };
  return (
    <Field {...hinted}>
      <date-picker label={props.t.form.pickDate}>
        <input
          {...fieldAttributes(hinted)}
          class="input short"
          type="text"
          inputmode="numeric"
          autocomplete="off"
          value={props.value}
        />
      </date-picker>
    </Field>
  );
};

export interface Option {
  readonly value: string;
  readonly label: string;
}

export interface SelectProps extends FieldProps {
  readonly value?: string | undefined;
  readonly options: readonly Option[];
  /** First, empty choice: "Kies …". Without it the first option is chosen. */
  readonly placeholder?: string | undefined;
}

export const Select = (props: SelectProps) => (
  <Field {...props}>
    <select {...fieldAttributes(props)} class="input">
      {props.placeholder && <option value="">{props.placeholder}</option>}
      {props.options.map(({ value, label }) => (
        <option value={value} selected={value === props.value}>
          {label}
        </option>
      ))}
    </select>
  </Field>
);

export interface SearchBoxProps {
  readonly t: UiMessages;
  readonly action: string;
  readonly label: string;
  readonly value?: string | undefined;
  readonly id: string;
  /** Filters and order that a new search keeps. */
  readonly keep?: readonly { readonly name: string; readonly value: string }[] | undefined;
}

/** One line to search with, and its button (DO-2). */
export const SearchBox = ({ action, keep = [], ...line }: SearchBoxProps) => (
  <form class="search" role="search" aria-label={line.label} action={action}>
    <SearchLine {...line} />
    {keep.map((one) => (
      <input type="hidden" name={one.name} value={one.value} />
    ))}
  </form>
);

interface SearchWithinProps extends Omit<SearchBoxProps, 'action' | 'keep'> {
  /** The form that is sent along, with what stands in it. */
  readonly form: string;
  /** What its button says as `naar`. */
  readonly naar: string;
}

/** The same line for a list with boxes: it sends their form, so that what is ticked is not lost. */
export const SearchWithin = (line: SearchWithinProps) => (
  <div class="search" role="search" aria-label={line.label}>
    <SearchLine {...line} />
  </div>
);

const SearchLine = ({
  t,
  label,
  value,
  id,
  form,
  naar,
}: Omit<SearchBoxProps, 'action'> & Partial<SearchWithinProps>) => (
  <>
    <label class="hidden-text" for={id}>
      {label}
    </label>
    <input
      class="input"
      id={id}
      type="search"
      name="q"
      value={value}
      placeholder={label}
      autocomplete="off"
      form={form}
    />
    <button class="button plain" type="submit" form={form} name={naar && 'naar'} value={naar}>
      {t.search}
    </button>
  </>
);
