import type { Child } from 'hono/jsx';
import type { UiMessages } from '#i18n/nl/ui.ts';
import { Icon } from '../icons.tsx';

export interface Step {
  readonly title: string;
  readonly state: 'done' | 'current' | 'todo';
  /** What was answered, always in sight. */
  readonly summary?: Child;
  /** Back to this step. */
  readonly href?: string | undefined;
}

/** Numbered steps with what was chosen so far. */
export const Steps = ({ t, steps }: { t: UiMessages; steps: readonly Step[] }) => (
  <ol class="steps" aria-label={t.steps.label}>
    {steps.map(({ title, state, summary, href }, index) => (
      <li class={`step ${state}`} aria-current={state === 'current' ? 'step' : undefined}>
        <span class="step-number" aria-hidden="true">
          {state === 'done' ? <Icon name="check" /> : index + 1}
        </span>
        <div>
          <strong>{title}</strong>
          {state === 'done' && <span class="hidden-text"> ({t.steps.done})</span>}
          {summary && <div class="soft">{summary}</div>}
          {href && state === 'done' && (
            <a href={href}>
              {t.steps.change}
              <span class="hidden-text">: {title}</span>
            </a>
          )}
        </div>
      </li>
    ))}
  </ol>
);
