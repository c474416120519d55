import type { Child, PropsWithChildren } from 'hono/jsx';
import type { UiMessages } from '#i18n/nl/ui.ts';

/** What every control shares. `error` is a sentence that says how to mend it. */
export interface FieldProps {
  readonly t: UiMessages;
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly optional?: boolean | undefined;
}

/** The id under which the error summary finds a field. */
export const fieldId = (name: string): string => `veld-${name}`;

/** Attributes that tie a control to its label, hint and error. */
export const fieldAttributes = ({
  name,
  hint,
  error,
  optional,
}: Pick<FieldProps, 'name' | 'hint' | 'error' | 'optional'>) => {
  const described = [hint && `${fieldId(name)}-hint`, error && `${fieldId(name)}-fout`].filter(Boolean).join(' ');
  return {
    id: fieldId(name),
    name,
    'aria-describedby': described || undefined,
    'aria-invalid': error ? ('true' as const) : undefined,
    'aria-required': optional ? undefined : ('true' as const),
  };
};

export const FieldHint = ({ name, hint }: { name: string; hint?: string | undefined }) =>
  hint ? (
    <p class="hint" id={`${fieldId(name)}-hint`}>
      {hint}
    </p>
  ) : null;

export const FieldError = ({ t, name, error }: { t: UiMessages; name: string; error?: string | undefined }) =>
  error ? (
    <p class="field-error" id={`${fieldId(name)}-fout`}>
      <span class="hidden-text">{t.form.errorPrefix} </span>
      {error}
    </p>
  ) : null;

/** Label, hint and error around one control. */
export const Field = (props: PropsWithChildren<FieldProps & { readonly after?: Child }>) => {
  const { t, name, label, hint, error, optional, children } = props;
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={fieldId(name)}>
        {label}
        {optional && <span class="soft"> ({t.form.optional})</span>}
      </label>
      <FieldHint name={name} hint={hint} />
      <FieldError t={t} name={name} error={error} />
      {children}
    </div>
  );
};
