import type { UiMessages } from '#i18n/nl/ui.ts';
import { Icon } from '../icons.tsx';

export interface Chip {
  readonly label: string;
  /** The same list without this filter. */
  readonly href: string;
}

export interface ChipsProps {
  readonly t: UiMessages;
  readonly chips: readonly Chip[];
  readonly clearHref: string;
}

/** What is filtered, above the list, each to be taken away. */
export const Chips = ({ t, chips, clearHref }: ChipsProps) =>
  chips.length === 0 ? null : (
    <ul class="chips" aria-label={t.filters.chips}>
      {chips.map(({ label, href }) => (
        <li>
          <a class="chip" href={href}>
            <span class="hidden-text">{t.filters.remove(label)}</span>
            <span aria-hidden="true">{label}</span>
            <Icon name="close" />
          </a>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <a class="chip-clear" href={clearHref}>
            {t.filters.clear}
          </a>
        </li>
      )}
    </ul>
  );
