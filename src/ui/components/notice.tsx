import type { PropsWithChildren } from 'hono/jsx';
import type { UiMessages } from '#i18n/nl/ui.ts';
import { Icon } from '../icons.tsx';

export type NoticeKind = 'info' | 'success' | 'warning' | 'error';

export interface NoticeProps {
  readonly t: UiMessages;
  readonly kind: NoticeKind;
  /** Replaces the standard word of the kind. */
  readonly title?: string | undefined;
  /** True for the answer to what the person just did: screen readers say it at once. */
  readonly live?: boolean | undefined;
}

/** What happened or what to know: a colour never stands without its word and icon. */
export const Notice = ({ t, kind, title, live, children }: PropsWithChildren<NoticeProps>) => (
  <div class={`notice ${kind}`} role={live ? (kind === 'error' ? 'alert' : 'status') : undefined}>
    <Icon name={kind} />
    <div>
      <strong class="notice-title">{title ?? t.notice[kind]}</strong>
      {children && <div>{children}</div>}
    </div>
  </div>
);
