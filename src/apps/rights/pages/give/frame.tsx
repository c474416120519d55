import type { PropsWithChildren } from 'hono/jsx';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { base } from '#apps/rights/pages/addresses.ts';
import { wishAddress, type Wish } from '#apps/rights/pages/give/wish.ts';
import { PageHeading, WithSide } from '#ui/components/page.tsx';
import { Steps, type Step } from '#ui/components/steps.tsx';
import { BackLink } from '#ui/components/way-back.tsx';

/** What was chosen, in words, for the summary that stays in sight. */
export interface Chosen {
  organisation?: string | undefined;
  person?: string | undefined;
  right?: string | undefined;
  period?: string | undefined;
}

interface GiveFrame {
  step: 1 | 2 | 3;
  wish: Wish;
  chosen: Chosen;
  status?: number;
}

/** Three numbered steps with the summary beside them. */
export function givePage(visit: ActorVisit, frame: GiveFrame, children: PropsWithChildren['children']): PageContent {
  const t = visit.t.rights;
  return {
    title: t.give.title,
    tab: base,
    ...(frame.status !== undefined && { status: frame.status }),
    children: (
      <>
        <BackLink t={visit.t.ui} label={t.name} href={base} />
        <PageHeading title={t.give.title} />
        <WithSide side={<Steps t={visit.t.ui} steps={stepsOf(visit, frame)} />}>{children}</WithSide>
      </>
    ),
  };
}

function stepsOf(visit: ActorVisit, { step, wish, chosen }: GiveFrame): Step[] {
  const t = visit.t.rights.give.steps;
  const stateOf = (n: number): Step['state'] => (n < step ? 'done' : n === step ? 'current' : 'todo');
  const { organisationId, personId, entitlementId } = wish;
  return [
    {
      title: t.who,
      state: stateOf(1),
      summary: lines(chosen.organisation, chosen.person),
      href: wishAddress({ organisationId }),
    },
    {
      title: t.what,
      state: stateOf(2),
      summary: lines(chosen.right, chosen.period),
      href: wishAddress({ ...wish, organisationId, personId, entitlementId }),
    },
    { title: t.confirm, state: stateOf(3) },
  ];
}

function lines(...words: (string | undefined)[]) {
  const said = words.filter((word) => word !== undefined);
  return said.length === 0 ? undefined : said.map((word) => <div>{word}</div>);
}
