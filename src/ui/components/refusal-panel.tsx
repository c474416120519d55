import type { PropsWithChildren } from 'hono/jsx';
import type { UiMessages } from '#i18n/nl/ui.ts';
import { Icon } from '../icons.tsx';
import { MailLink } from './mail-link.tsx';

export interface Giver {
  readonly name: string;
  /** In what quality: "directeur van GBS De Wegwijzer". */
  readonly role?: string | undefined;
  readonly email?: string | undefined;
}

export interface RefusalPanelProps {
  readonly t: UiMessages;
  /** Continues "Je ziet dit niet omdat …", so it starts small and ends with a full stop. */
  readonly reasons: readonly string[];
  readonly givers: readonly Giver[];
  /** What to do where no giver is named. */
  readonly nobody?: string | undefined;
  readonly askHref?: string | undefined;
  /** Level of the heading this panel opens with. */
  readonly heading?: string | undefined;
}

/** A refusal is never a dead end (PO-6): what is missing, for which institution, and who can give it. */
export const RefusalPanel = ({
  t,
  reasons,
  givers,
  nobody = t.refusal.nobody,
  askHref,
  heading,
  children,
}: PropsWithChildren<RefusalPanelProps>) => (
  <div class="notice info refusal">
    <Icon name="lock" />
    <div>
      {heading && <h2 class="notice-title">{heading}</h2>}
      {reasons.map((reason) => (
        <p>
          {t.refusal.because} {reason}
        </p>
      ))}
      {givers.length === 0 ? (
        <p>{nobody}</p>
      ) : (
        <>
          <p>
            <strong>{t.refusal.whoCanGive}</strong>
          </p>
          <ul>
            {givers.map((giver) => (
              <li>
                {giver.name}
                {giver.role && `, ${giver.role}`}
                {giver.email && (
                  <>
                    {' · '}
                    <MailLink address={giver.email} />
                  </>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {children}
      {askHref && (
        <div class="buttons">
          <a class="button main" href={askHref}>
            {t.refusal.ask}
          </a>
        </div>
      )}
    </div>
  </div>
);
