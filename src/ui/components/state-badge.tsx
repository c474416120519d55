import { Icon, type IconName } from '../icons.tsx';

export type StateTone = 'info' | 'success' | 'warning' | 'error' | 'quiet';

const ICONS: Record<StateTone, IconName> = {
  info: 'info',
  success: 'success',
  warning: 'warning',
  error: 'error',
  quiet: 'close',
};

/** How far something is: a colour never stands without its word and icon. */
export const StateBadge = ({ tone, label }: { tone: StateTone; label: string }) => (
  <span class={`badge state-${tone}`}>
    <Icon name={ICONS[tone]} />
    {label}
  </span>
);
