import type { PropsWithChildren } from 'hono/jsx';
import type { UiMessages } from '#i18n/nl/ui.ts';
import { Icon, Logo, type IconName } from '../icons.tsx';

export interface FrameUser {
  readonly name: string;
  /** The organisation acted for, with its number: "GBS De Wegwijzer (034793)". */
  readonly actingFor: string;
  /** Whether there is another organisation to choose (SI-3). */
  readonly canSwitch: boolean;
}

export interface FrameLevel {
  readonly name: string;
  readonly href: string;
  readonly current: boolean;
}

/** What waits and what is new. */
export interface FrameBell {
  /** Empty: nothing. */
  readonly count: string;
  readonly label: string;
  readonly href: string;
}

export interface HeaderProps {
  readonly t: UiMessages;
  readonly user?: FrameUser | undefined;
  readonly levels: readonly FrameLevel[];
  /** Where a search in everything goes; absent: the visitor has nothing to search in. */
  readonly searchAction?: string | undefined;
  /** What was searched for. */
  readonly search?: string | undefined;
  readonly bell?: FrameBell | undefined;
}

/** Logo (always back to the start page, PO-4), search, Mijn sites and Mijn profiel. */
export const Header = ({ t, user, levels, searchAction, search, bell }: HeaderProps) => (
  <header class="site-header">
    <a class="logo" href="/" aria-label={t.toStart}>
      <Logo />
      {t.product}
    </a>
    {searchAction && <HeaderSearch t={t} action={searchAction} search={search} />}
    {user && (
      <div class="header-tools">
        {levels.length > 0 && <SitesMenu t={t} levels={levels} />}
        {bell && (
          <a class="tool" href={bell.href}>
            <Icon name="bell" />
            {bell.count !== '' && <span aria-hidden="true">{bell.count}</span>}
            <span class="hidden-text">{bell.label}</span>
          </a>
        )}
        <ProfileMenu t={t} user={user} />
      </div>
    )}
  </header>
);

const HeaderSearch = ({ t, action, search }: Pick<HeaderProps, 't' | 'search'> & { action: string }) => (
  <form class="header-search" role="search" aria-label={t.searchEverything} action={action}>
    <input
      type="search"
      name="q"
      value={search}
      placeholder={t.searchEverything}
      aria-label={t.searchEverything}
      autocomplete="off"
    />
    <button type="submit">
      <Icon name="search" />
      <span class="hidden-text">{t.search}</span>
    </button>
  </form>
);

/** A native disclosure: opens without script; the client script adds Escape and a click elsewhere. */
const Menu = ({ label, icon, children }: PropsWithChildren<{ label: string; icon: IconName }>) => (
  <details class="menu" name="menu">
    <summary class="tool">
      <Icon name={icon} />
      {label}
      <Icon name="chevron" />
    </summary>
    <div class="menu-sheet">{children}</div>
  </details>
);

const SitesMenu = ({ t, levels }: { t: UiMessages; levels: readonly FrameLevel[] }) => (
  <Menu label={t.mySites} icon="sites">
    <ul>
      <li>
        <a href="/">{t.startPage}</a>
      </li>
      {levels.map(({ name, href, current }) => (
        <li>
          <a href={href} aria-current={current ? 'true' : undefined}>
            {name}
          </a>
        </li>
      ))}
    </ul>
  </Menu>
);

const ProfileMenu = ({ t, user }: { t: UiMessages; user: FrameUser }) => (
  <Menu label={t.myProfile} icon="person">
    <p>
      <strong>{user.name}</strong>
      <br />
      {t.actingFor} {user.actingFor}
    </p>
    <ul>
      <li>
        <a href="/mijn-profiel">{t.myProfile}</a>
      </li>
      <li>
        <a href="/meldingen">{t.news}</a>
      </li>
      <li>
        <a href="/mijn-aanvragen">{t.myRequests}</a>
      </li>
      {user.canSwitch && (
        <li>
          <a href="/aanmelden/namens-wie">{t.switchActingForLong}</a>
        </li>
      )}
    </ul>
    <form method="post" action="/afmelden">
      <button class="button plain" type="submit">
        {t.signOut}
      </button>
    </form>
  </Menu>
);
