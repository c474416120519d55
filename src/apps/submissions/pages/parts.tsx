import type { ActorVisit } from '#access/visit.ts';
import { overviewAddress, sendAddress } from '#apps/submissions/pages/words.ts';
import { SubTabs } from '#ui/components/sub-tabs.tsx';

/** The two parts of Document versturen: sending, and the overview of what was sent (DV-3). */
export const Parts = ({
  visit,
  levelId,
  current,
}: {
  visit: ActorVisit;
  levelId: number;
  current: 'send' | 'overview' | null;
}) => {
  const t = visit.t.submissions;
  return (
    <SubTabs
      label={t.parts}
      tabs={[
        { label: t.compose.title, href: sendAddress(levelId), current: current === 'send' },
        { label: t.overview, href: overviewAddress(levelId), current: current === 'overview' },
      ]}
    />
  );
};
