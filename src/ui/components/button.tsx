import type { PropsWithChildren } from 'hono/jsx';
import { Icon, type IconName } from '../icons.tsx';

/** `main` is the one thing a page is for; everything else is `plain`, and `quiet` inside rows and lines of text. */
export type ButtonKind = 'main' | 'plain' | 'quiet' | 'danger';

interface Shared {
  readonly kind?: ButtonKind | undefined;
  readonly icon?: IconName | undefined;
}

export interface ButtonProps extends Shared {
  readonly type?: 'submit' | 'button' | undefined;
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  readonly formaction?: string | undefined;
  readonly describedBy?: string | undefined;
}

export const Button = ({
  kind = 'plain',
  icon,
  type = 'submit',
  children,
  describedBy,
  ...rest
}: PropsWithChildren<ButtonProps>) => (
  <button class={`button ${kind}`} type={type} aria-describedby={describedBy} {...rest}>
    {icon && <Icon name={icon} />}
    {children}
  </button>
);

export interface ButtonLinkProps extends Shared {
  readonly href: string;
  /** A file to save: browsers neither prefetch nor show it. */
  readonly download?: boolean | undefined;
  readonly newWindow?: boolean | undefined;
}

export const ButtonLink = ({
  kind = 'plain',
  icon,
  href,
  download,
  newWindow,
  children,
}: PropsWithChildren<ButtonLinkProps>) => (
  <a
    class={`button ${kind}`}
    href={href}
    download={download}
    target={newWindow ? '_blank' : undefined}
    rel={newWindow ? 'noopener' : undefined}
  >
    {icon && <Icon name={icon} />}
    {children}
  </a>
);

/** Buttons that belong together, wrapping on narrow screens. */
export const Buttons = ({ children }: PropsWithChildren) => <div class="buttons">{children}</div>;
