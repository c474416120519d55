import type { UiMessages } from '#i18n/nl/ui.ts';
import { Icon } from '../icons.tsx';

export interface PagerProps {
  readonly t: UiMessages;
  readonly previousHref?: string | undefined;
  readonly nextHref?: string | undefined;
  /** Where in the list this page is, when that is known: "51–100 van 214". */
  readonly position?: string | undefined;
}

/** Pages by key: only the neighbours exist, so no page numbers that would lie when the list grows. */
export const Pager = ({ t, previousHref, nextHref, position }: PagerProps) =>
  previousHref || nextHref ? (
    <nav class="pager" aria-label={t.pager.label}>
      {previousHref && (
        <a class="button plain" href={previousHref} rel="prev">
          <Icon name="arrowLeft" />
          {t.pager.previous}
        </a>
      )}
      {position && <span class="soft">{position}</span>}
      {nextHref && (
        <a class="button plain" href={nextHref} rel="next">
          {t.pager.next}
          <Icon name="arrowRight" />
        </a>
      )}
    </nav>
  ) : null;
