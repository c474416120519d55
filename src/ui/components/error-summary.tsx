import type { UiMessages } from '#i18n/nl/ui.ts';
import { Icon } from '../icons.tsx';
import { fieldId } from './field.tsx';

export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

/** On top of a form that came back: focus lands here (autofocus needs no script), each line leads to its field. */
export const ErrorSummary = ({ t, faults }: { t: UiMessages; faults: readonly FieldFault[] }) =>
  faults.length === 0 ? null : (
    <div class="notice error" role="alert" tabindex={-1} id="fouten" autofocus aria-labelledby="fouten-titel">
      <Icon name="error" />
      <div>
        <h2 class="notice-title" id="fouten-titel">
          {t.form.errorSummary(faults.length)}
        </h2>
        <ul>
          {faults.map(({ field, message }) => (
            <li>
              <a href={`#${fieldId(field)}`}>{message}</a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
