import type { PropsWithChildren } from 'hono/jsx';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { base } from '#apps/rights/pages/addresses.ts';
import { manyWishAddress, type ManyWish } from '#apps/rights/pages/give-many/wish.ts';
import { PageHeading, WithSide } from '#ui/components/page.tsx';
import { Steps, type Step } from '#ui/components/steps.tsx';
import { BackLink } from '#ui/components/way-back.tsx';

interface ManyFrame {
  step: 1 | 2 | 3;
  wish: ManyWish;
  /** What was chosen, in words, for the summary that stays in sight. */
  chosen: {
    organisation?: string | undefined;
    people?: number;
    right?: string | undefined;
    period?: string | undefined;
  };
  status?: number;
}

/** Three numbered steps with the summary beside them, as for one person. */
export function manyPage(visit: ActorVisit, frame: ManyFrame, children: PropsWithChildren['children']): PageContent {
  const t = visit.t.rights;
  const steps = <Steps t={visit.t.ui} steps={stepsOf(visit, frame)} />;
  const head = (
    <>
      <BackLink t={visit.t.ui} label={t.name} href={base} />
      <PageHeading title={t.many.title} />
    </>
  );
  return {
    title: t.many.title,
    tab: base,
    ...(frame.status !== undefined && { status: frame.status }),
    children: (
      <>
        {head}
        <WithSide side={steps}>{children}</WithSide>
      </>
    ),
  };
}

function stepsOf(visit: ActorVisit, { step, wish, chosen }: ManyFrame): Step[] {
  const t = visit.t.rights.many.steps;
  const stateOf = (n: number): Step['state'] => (n < step ? 'done' : n === step ? 'current' : 'todo');
  const { organisationId, selection } = wish;
  return [
    {
      title: t.who,
      state: stateOf(1),
      summary: lines(chosen.organisation, chosen.people ? visit.t.rights.people.count(chosen.people) : undefined),
      href: manyWishAddress({ organisationId, selection }, 1),
    },
    {
      title: t.what,
      state: stateOf(2),
      summary: lines(chosen.right, chosen.period),
      href: manyWishAddress(wish, 2),
    },
    { title: t.confirm, state: stateOf(3) },
  ];
}

function lines(...words: (string | undefined)[]) {
  const said = words.filter((word) => word !== undefined);
  return said.length === 0 ? undefined : said.map((word) => <div>{word}</div>);
}
