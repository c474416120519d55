import type { Child, PropsWithChildren } from 'hono/jsx';
import type { UiMessages } from '#i18n/nl/ui.ts';

/** What every control shares. `error` is a sentence that says how to mend it. */
export interface FieldProps {
  readonly t: UiMessages;
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** What to know of the value that is there, nothing wrong with it; said when it begins to apply. */
  readonly note?: { readonly text: string; readonly applies: boolean } | undefined;
  readonly optional?: boolean | undefined;
}

/** The id under which the error summary finds a field. */
export const fieldId = (name: string): string => `veld-${name}`;

/** Attributes that tie a control to its label, hint and error. */
export const fieldAttributes = ({
  name,
  hint,
  error,
  note,
  optional,
}: Pick<FieldProps, 'name' | 'hint' | 'error' | 'note' | 'optional'>) => {
  const described = [hint && `${fieldId(name)}-hint`, error && `${fieldId(name)}-fout`, note && `${fieldId(name)}-weet`]
    .filter(Boolean)
    .join(' ');
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

const FieldNote = ({ name, note }: Pick<FieldProps, 'name' | 'note'>) =>
  note ? (
    <p class="field-note" id={`${fieldId(name)}-weet`} role="status" data-text={note.text}>
      {note.applies && note.text}
    </p>
  ) : null;

/** Label, hint and error around one control. */
export const Field = (props: PropsWithChildren<FieldProps & { readonly after?: Child }>) => {
  const { t, name, label, hint, error, note, optional, children } = props;
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={fieldId(name)}>
        {label}
        {optional && <span class="soft"> ({t.form.optional})</span>}
      </label>
      <FieldHint name={name} hint={hint} />
      <FieldError t={t} name={name} error={error} />
      {children}
      <FieldNote name={name} note={note} />
    </div>
  );
};
