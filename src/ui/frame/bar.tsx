import type { UiMessages } from '#i18n/nl/ui.ts';

export interface FrameTab {
  readonly label: string;
  readonly href: string;
  readonly current: boolean;
}

/** The blue bar: the tabs of a level or of the start page (PO-2, PO-3). */
export const Bar = ({ t, area, tabs }: { t: UiMessages; area?: string | undefined; tabs: readonly FrameTab[] }) => (
  <nav class="bar" aria-label={area ?? t.mainNavigation}>
    {area && <strong class="bar-area">{area}</strong>}
    <ul>
      {tabs.map(({ label, href, current }) => (
        <li>
          <a href={href} aria-current={current ? 'page' : undefined}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);
