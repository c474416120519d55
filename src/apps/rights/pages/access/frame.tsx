import type { PropsWithChildren } from 'hono/jsx';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { askedAddress, type Asked } from '#apps/rights/pages/access/asked.ts';
import { base } from '#apps/rights/pages/addresses.ts';
import { PageHeading, WithSide } from '#ui/components/page.tsx';
import { Steps } from '#ui/components/steps.tsx';
import { BackLink } from '#ui/components/way-back.tsx';

interface Frame {
  step: 1 | 2 | 3;
  asked: Asked;
  /** What was chosen, in words. */
  who?: readonly string[];
  what?: readonly string[];
  status?: number;
}

/** Geef toegang: three steps, with what was chosen always in sight. */
export function accessFrame(visit: ActorVisit, frame: Frame, children: PropsWithChildren['children']): PageContent {
  const t = visit.t.rights;
  const { step, asked } = frame;
  const stateOf = (n: number) => (n < step ? 'done' : n === step ? 'current' : 'todo') as 'done' | 'current' | 'todo';
  const lines = (words: readonly string[] = []) =>
    words.length === 0 ? undefined : words.map((word) => <div>{word}</div>);
  const { organisationId } = asked;
  const steps = [
    { title: t.access.steps.who, state: stateOf(1), summary: lines(frame.who), href: askedAddress({ organisationId }) },
    { title: t.access.steps.what, state: stateOf(2), summary: lines(frame.what), href: askedAddress(asked) },
    { title: t.access.steps.confirm, state: stateOf(3) },
  ];
  return {
    title: t.access.title,
    tab: base,
    ...(frame.status !== undefined && { status: frame.status }),
    children: (
      <>
        <BackLink t={visit.t.ui} label={t.name} href={base} />
        <PageHeading title={t.access.title} />
        <WithSide side={<Steps t={visit.t.ui} steps={steps} />}>{children}</WithSide>
      </>
    ),
  };
}
