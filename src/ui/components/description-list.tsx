import type { Child } from 'hono/jsx';

export interface Fact {
  readonly term: string;
  readonly value: Child;
}

export const DescriptionList = ({ facts }: { facts: readonly Fact[] }) => (
  <dl class="facts">
    {facts.map(({ term, value }) => (
      <div>
        <dt>{term}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
