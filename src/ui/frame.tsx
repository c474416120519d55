import { raw } from 'hono/html';
import type { Child, PropsWithChildren } from 'hono/jsx';
import type { UiMessages } from '#i18n/nl/ui.ts';
import { Bar, type FrameTab } from './frame/bar.tsx';
import { Footer } from './frame/footer.tsx';
import { Header, type FrameBell, type FrameLevel, type FrameUser } from './frame/header.tsx';
import { speculationRules } from './frame/speculation-rules.ts';
import type { Language } from './format.ts';
import { Icon } from './icons.tsx';

export type { FrameLevel, FrameTab, FrameUser };

export interface FrameProps {
  /** Title of the page; the product's name is added. */
  readonly title: string;
  readonly lang: Language;
  readonly t: UiMessages;
  /** The nonce of this answer's content security policy. */
  readonly nonce: string;
  readonly assets: { readonly css: readonly string[]; readonly js: readonly string[] };
  /** Absent before sign-in: then no sites or profile are shown. */
  readonly user?: FrameUser | undefined;
  /** Mijn sites: the levels on which the person holds something (PO-2). */
  readonly levels?: readonly FrameLevel[] | undefined;
  /** Tabs of the blue bar (PO-3). */
  readonly tabs?: readonly FrameTab[] | undefined;
  /** What the tabs belong to: "Basisonderwijs". */
  readonly area?: string | undefined;
  /** Where a search in everything goes; absent for whom it does not open. */
  readonly searchAction?: string | undefined;
  /** What was searched for, kept in the search box. */
  readonly search?: string | undefined;
  readonly bell?: FrameBell | undefined;
  /** The answer to what the person just did, on top of the page. */
  readonly notice?: Child;
  /** Marks every page of a demonstration. */
  readonly demo: boolean;
  /** Where the mails of the demo are, for whoever is signed in. */
  readonly inbox?: string | undefined;
  /** Where the language switch comes back to. */
  readonly path?: string | undefined;
  /** `wide` lets grids and documents use the whole window. */
  readonly width?: 'normal' | 'wide' | undefined;
}

/** The whole HTML document around a page's content. */
export const Frame = (props: PropsWithChildren<FrameProps>) => {
  const {
    title,
    lang,
    t,
    nonce,
    assets,
    user,
    levels = [],
    tabs = [],
    area,
    searchAction,
    search,
    bell,
    notice,
    demo,
    inbox,
    path,
    width,
    children,
  } = props;
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={lang}>
        <head>
          <meta charset="utf-8" />
          <title>{title === t.product ? title : `${title} – ${t.product}`}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
          {assets.css.map((href) => (
            <link rel="stylesheet" href={href} nonce={nonce} />
          ))}
          {assets.js.map((src) => (
            <script type="module" src={src} nonce={nonce}></script>
          ))}
          {user && (
            <script type="speculationrules" nonce={nonce}>
              {raw(speculationRules)}
            </script>
          )}
        </head>
        <body>
          <a class="skip-link" href="#inhoud">
            {t.skipToContent}
          </a>
          {demo && (
            <aside class="demo-banner" aria-label={t.demoWord}>
              {t.demoMode} {inbox && <a href={inbox}>{t.demoInbox}</a>}
            </aside>
          )}
          <Header t={t} user={user} levels={levels} searchAction={searchAction} search={search} bell={bell} />
          {tabs.length > 0 && <Bar t={t} area={area} tabs={tabs} />}
          <main class={width === 'wide' ? 'site-main wide' : 'site-main'} id="inhoud" tabindex={-1}>
            {user && <ActingFor t={t} user={user} />}
            {notice}
            {children}
          </main>
          <Footer t={t} lang={lang} path={path} />
          <div id="aankondiging" class="hidden-text" role="status"></div>
        </body>
      </html>
    </>
  );
};

const ActingFor = ({ t, user }: { t: UiMessages; user: FrameUser }) => (
  <p class="acting-for">
    <Icon name="person" />
    <span>
      {t.actingFor} <strong>{user.actingFor}</strong>{' '}
      {user.canSwitch && (
        <a href="/aanmelden/namens-wie">
          {t.switchActingFor}
          <span class="hidden-text">: {t.switchActingForLong}</span>
        </a>
      )}
    </span>
  </p>
);
