import type { UiMessages } from '#i18n/nl/ui.ts';
import { Icon, type IconName } from '../icons.tsx';

/** Each state of a document has its own icon and text (DO-7, DO-9). */
export type Confidentiality = 'open' | 'confidential' | 'veryConfidential' | 'shared';

const ICONS: Record<Confidentiality, IconName> = {
  open: 'lockOpen',
  confidential: 'lock',
  veryConfidential: 'lockDouble',
  shared: 'shared',
};

export const Badge = ({ t, state }: { t: UiMessages; state: Confidentiality }) => (
  <span class={`badge ${state}`}>
    <Icon name={ICONS[state]} />
    {t.confidentiality[state]}
  </span>
);
