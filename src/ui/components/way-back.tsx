import type { UiMessages } from '#i18n/nl/ui.ts';
import { Icon } from '../icons.tsx';

export interface Crumb {
  readonly label: string;
  readonly href: string;
}

/** The pages above this one; the page itself is the title below. */
export const Breadcrumb = ({ t, crumbs }: { t: UiMessages; crumbs: readonly Crumb[] }) => (
  <nav class="crumbs" aria-label={t.breadcrumb}>
    <ol>
      {crumbs.map(({ label, href }) => (
        <li>
          <a href={href}>{label}</a>
        </li>
      ))}
    </ol>
  </nav>
);

/** One step up; its address carries the filters of the list it came from. */
export const BackLink = ({ t, label, href }: Crumb & { t: UiMessages }) => (
  <a class="back-link" href={href}>
    <Icon name="arrowLeft" />
    {t.backTo(label)}
  </a>
);
