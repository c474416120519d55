import type { PropsWithChildren } from 'hono/jsx';

export interface EmptyStateProps {
  readonly title: string;
  /** What to try, most promising first. */
  readonly suggestions?: readonly string[] | undefined;
}

/** Nothing to show is never the end: it says what to try. Actions go in as children. */
export const EmptyState = ({ title, suggestions = [], children }: PropsWithChildren<EmptyStateProps>) => (
  <div class="empty">
    <h2>{title}</h2>
    {suggestions.length === 1 && <p>{suggestions[0]}</p>}
    {suggestions.length > 1 && (
      <ul>
        {suggestions.map((suggestion) => (
          <li>{suggestion}</li>
        ))}
      </ul>
    )}
    {children && <div class="buttons">{children}</div>}
  </div>
);
