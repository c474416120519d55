import type { PropsWithChildren } from 'hono/jsx';
import { Icon } from '../icons.tsx';

export interface TileProps {
  readonly title: string;
  readonly href: string;
  /** What is behind it for this person: "12 instellingen · 3 nieuwe documenten". */
  readonly facts?: readonly string[] | undefined;
}

/** A large link to a level or an application (PO-2). */
export const Tile = ({ title, href, facts = [] }: TileProps) => (
  <li class="tile">
    <a href={href}>{title}</a>
    {facts.map((fact) => (
      <span class="soft">{fact}</span>
    ))}
    <Icon name="arrowRight" />
  </li>
);

export const Tiles = ({ label, children }: PropsWithChildren<{ label?: string | undefined }>) => (
  <ul class="tiles" aria-label={label}>
    {children}
  </ul>
);
