import type { PropsWithChildren } from 'hono/jsx';

export interface FoldedProps {
  /** What is in it, with how much: what somebody reads who leaves it folded. */
  readonly summary: string;
  readonly count: number;
}

/** More than so many rows keep what comes after them out of reach of who scrolls or tabs. */
const most = 50;

/** A list that stands open while it is short, and folded under its summary when it is long. */
export const Folded = ({ summary, count, children }: PropsWithChildren<FoldedProps>) =>
  count > most ? (
    <details>
      <summary>{summary}</summary>
      {children}
    </details>
  ) : (
    <>{children}</>
  );
