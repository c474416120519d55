import type { Child, PropsWithChildren } from 'hono/jsx';

export interface PageHeadingProps {
  readonly title: string;
  /** One short line under the title. */
  readonly lead?: Child;
  /** The page's main action, at the right on wide screens. */
  readonly action?: Child;
}

export const PageHeading = ({ title, lead, action }: PageHeadingProps) => (
  <div class="page-heading">
    <div>
      <h1>{title}</h1>
      {lead && <p class="lead">{lead}</p>}
    </div>
    {action && <div class="actions">{action}</div>}
  </div>
);

export interface WithSideProps {
  readonly side: Child;
}

/** A narrow column at the left (filters, facts, contact person) beside the content; one under the other on a phone. */
export const WithSide = ({ side, children }: PropsWithChildren<WithSideProps>) => (
  <div class="with-side">
    <div class="side">{side}</div>
    <div class="beside">{children}</div>
  </div>
);

/** A titled part of a page. */
export const Section = ({ title, id, children }: PropsWithChildren<{ title: string; id: string }>) => (
  <section class="section" aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    {children}
  </section>
);
