import type { UiMessages } from '#i18n/nl/ui.ts';
import type { Language } from '../format.ts';

/** Help number, the notices of law (SI-5) and the language, on every page. */
export const Footer = ({ t, lang, path }: { t: UiMessages; lang: Language; path?: string | undefined }) => (
  <footer class="site-footer">
    <ul aria-label={t.footer.label}>
      <li>
        <a href="/hulp">{t.footer.help}</a>
      </li>
      <li>
        <a href="/toegankelijkheid">{t.footer.accessibility}</a>
      </li>
      <li>
        <a href="/onrechtmatige-toegang">{t.footer.unlawfulAccess}</a>
      </li>
      <li>
        <a href="/privacy">{t.footer.privacy}</a>
      </li>
    </ul>
    <form class="languages" method="post" action="/taal" aria-label={t.footer.language}>
      {path && <input type="hidden" name="terug" value={path} />}
      <LanguageButton code="nl" name={t.footer.dutch} current={lang} />
      <LanguageButton code="en" name={t.footer.english} current={lang} />
    </form>
  </footer>
);

const LanguageButton = ({ code, name, current }: { code: Language; name: string; current: Language }) => (
  <button
    class="language"
    type="submit"
    name="taal"
    value={code}
    lang={code}
    aria-pressed={code === current ? 'true' : 'false'}
  >
    {name}
  </button>
);
