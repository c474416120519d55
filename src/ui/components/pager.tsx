import type { PropsWithChildren } from 'hono/jsx';
import type { UiMessages } from '#i18n/nl/ui.ts';
import { Icon } from '../icons.tsx';

/** The addresses of the neighbouring pages that exist. */
export interface Pages {
  readonly previousHref?: string | undefined;
  readonly nextHref?: string | undefined;
}

export interface PagerProps extends Pages {
  readonly t: UiMessages;
  /** Sends the form it stands in, with the address as `naar`, so that what is ticked there is kept. */
  readonly sends?: boolean | undefined;
  /** Where in the list this page is, when that is known: "51–100 van 214". */
  readonly position?: string | undefined;
}

/** Pages by key: only the neighbours exist, so no page numbers that would lie when the list grows. */
export const Pager = ({ t, previousHref, nextHref, position, sends }: PagerProps) =>
  previousHref || nextHref ? (
    <nav class="pager" aria-label={t.pager.label}>
      {previousHref && (
        <Neighbour href={previousHref} rel="prev" sends={sends}>
          <Icon name="arrowLeft" />
          {t.pager.previous}
        </Neighbour>
      )}
      {position && <span class="soft">{position}</span>}
      {nextHref && (
        <Neighbour href={nextHref} rel="next" sends={sends}>
          {t.pager.next}
          <Icon name="arrowRight" />
        </Neighbour>
      )}
    </nav>
  ) : null;

interface NeighbourProps {
  readonly href: string;
  readonly rel: 'prev' | 'next';
  readonly sends: boolean | undefined;
}

const Neighbour = ({ href, rel, sends, children }: PropsWithChildren<NeighbourProps>) =>
  sends ? (
    <button class="button plain" type="submit" name="naar" value={href}>
      {children}
    </button>
  ) : (
    <a class="button plain" href={href} rel={rel}>
      {children}
    </a>
  );
