import { fieldId, FieldError, FieldHint, type FieldProps } from './field.tsx';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly checked?: boolean | undefined;
}

export interface ChoiceGroupProps extends FieldProps {
  readonly choices: readonly Choice[];
}

const ChoiceGroup = ({ type, ...props }: ChoiceGroupProps & { readonly type: 'checkbox' | 'radio' }) => {
  const { t, name, label, hint, error, optional, choices } = props;
  const base = fieldId(name);
  const described = [hint && `${base}-hint`, error && `${base}-fout`].filter(Boolean).join(' ') || undefined;
  return (
    <fieldset class={error ? 'field wrong' : 'field'} aria-describedby={described}>
      <legend>
        {label}
        {optional && <span class="soft"> ({t.form.optional})</span>}
      </legend>
      <FieldHint name={name} hint={hint} />
      <FieldError t={t} name={name} error={error} />
      {choices.map((choice, index) => {
        // The first choice carries the field's own id: that is where the error summary lands.
        const id = index === 0 ? base : `${base}-${index + 1}`;
        return (
          <div class="choice">
            <input
              type={type}
              id={id}
              name={name}
              value={choice.value}
              checked={choice.checked}
              aria-describedby={choice.hint ? `${id}-uitleg` : undefined}
            />
            <label for={id}>{choice.label}</label>
            {choice.hint && (
              <span class="hint" id={`${id}-uitleg`}>
                {choice.hint}
              </span>
            )}
          </div>
        );
      })}
    </fieldset>
  );
};

/** Any number of these. */
export const CheckboxGroup = (props: ChoiceGroupProps) => <ChoiceGroup {...props} type="checkbox" />;

/** Exactly one of these. */
export const RadioGroup = (props: ChoiceGroupProps) => <ChoiceGroup {...props} type="radio" />;
