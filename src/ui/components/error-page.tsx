import type { PropsWithChildren } from 'hono/jsx';
import type { UiMessages } from '#i18n/nl/ui.ts';

export interface ErrorPageProps {
  readonly t: UiMessages;
  /** What happened, in the person's words. */
  readonly title: string;
  readonly explanation: string;
  /** What the person can do, most useful first. */
  readonly advice: readonly string[];
  /** Ties the call to 1700 to the log. */
  readonly faultId?: string | undefined;
}

/** Body of every error page (SI-4, SI-6): what happened, what to do, whom to call. Buttons go in as children. */
export const ErrorPage = ({ t, title, explanation, advice, faultId, children }: PropsWithChildren<ErrorPageProps>) => (
  <article class="prose">
    <h1>{title}</h1>
    <p class="lead">{explanation}</p>
    {advice.length > 0 && (
      <>
        <h2>{t.error.whatYouCanDo}</h2>
        <ul>
          {advice.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      </>
    )}
    {children && <div class="buttons">{children}</div>}
    <p>
      {t.error.call}
      {faultId && (
        <>
          {' '}
          {t.error.faultId} <code>{faultId}</code>
        </>
      )}
    </p>
  </article>
);
