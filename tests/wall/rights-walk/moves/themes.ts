import { perform } from '#access/use-case.ts';
import { tickTheme, untickTheme } from '#apps/themes/index.ts';
import { confirmProposal, refuseProposal, withdrawProposal } from '#apps/themes/second-person/decide.ts';
import { proposeSwitchOff, switchOn } from '#apps/themes/second-person/switch.ts';
import type { Facts, Proposal } from '#tests/wall/rights-walk/facts.ts';
import { aHolderOf, pick, pickIn, word, writing, type Move, type Walkers } from '#tests/wall/rights-walk/move.ts';
import { activeGrants, oversees } from '#tests/wall/rights-walk/who-may.ts';
import { daysFromToday } from '#tests/world/periods.ts';

const overseeing = ['portal-admin', 'head-local-admin'];
const open = ({ proposals }: Facts): Proposal[] => [...proposals.values()].filter(({ state }) => state === 'open');

const tick: Move = {
  kind: 'tick',
  weight: 8,
  shows: ['done', 'proposed'],
  aboutOthers: true,
  about: 'users',
  likely: (facts, drawn, walkers) => aHolderOf(['portal-admin'], walkers)(facts, drawn),
  take: async (scene) => {
    const { drawn, at, to, walkers } = scene;
    // Pay overviews more often than each of the others: they are what two people may have to tick.
    const themeId = pick(
      [1, 3, ...walkers.payOverviews, ...walkers.payOverviews, ...walkers.payOverviews],
      drawn.more[0] ?? 0,
    );
    const place = { institutionId: at.id, levelId: at.levels[0] ?? 1, personId: to.id, themeId };
    const change = drawn.yes || drawn.also ? tickTheme : untickTheme;
    const work = () => writing(scene, (as) => perform(change, as, place));
    return { outcome: word(await work()), again: work };
  },
};

const rule: Move = {
  kind: 'two-people',
  weight: 2,
  shows: ['on'],
  likely: (facts, drawn, walkers) => aHolderOf(overseeing, walkers)(facts, drawn),
  take: async (scene) => {
    const { drawn, at } = scene;
    const input = { organisationId: at.id };
    const isOff = drawn.also && drawn.yes && drawn.by % 2 === 0;
    const work = () =>
      writing(scene, (as) => (isOff ? perform(proposeSwitchOff, as, input) : perform(switchOn, as, input)));
    return { outcome: word(await work()), again: work };
  },
};

/** Mostly by a second person. */
function aSecond(facts: Facts, { which, by }: { which: number; by: number }, { people }: Walkers) {
  const proposal = pickIn(open(facts), which);
  const day = daysFromToday(0);
  const seconds = people.filter(
    ({ id }) =>
      proposal &&
      oversees(facts, id, proposal.organisation, day) &&
      (by % 5 === 0 || ![proposal.proposedBy, proposal.person].includes(id)),
  );
  const person = pickIn(seconds, by)?.id;
  return proposal && person ? { person, organisation: proposal.organisation } : undefined;
}

const decide: Move = {
  kind: 'second',
  first: 'tick',
  weight: 6,
  shows: ['confirmed', 'refused'],
  aboutOthers: true,
  likely: aSecond,
  take: async (scene) => {
    const { drawn, facts } = scene;
    const proposal = drawn.likely ? pickIn(open(facts), drawn.which) : pickIn(facts.proposals.values(), drawn.which);
    if (!proposal) return null;
    const { id: proposalId } = proposal;
    const outcome =
      drawn.yes || drawn.also
        ? await writing(scene, (as) => perform(confirmProposal, as, { proposalId }))
        : await writing(scene, (as) => perform(refuseProposal, as, { proposalId, reason: 'wandeling' }));
    return { outcome: word(outcome) };
  },
};

const withdraw: Move = {
  kind: 'second-thoughts',
  first: 'tick',
  weight: 2,
  shows: ['withdrawn'],
  likely: (facts, { which }) => {
    const proposal = pickIn(open(facts), which);
    const stays = activeGrants(facts, daysFromToday(0)).some(({ person }) => person === proposal?.proposedBy);
    return proposal && stays ? { person: proposal.proposedBy, organisation: proposal.organisation } : undefined;
  },
  take: async (scene) => {
    const proposal = pickIn(open(scene.facts), scene.drawn.which);
    if (!proposal) return null;
    return { outcome: word(await writing(scene, (as) => perform(withdrawProposal, as, { proposalId: proposal.id }))) };
  },
};

export const themeMoves = [tick, rule, decide, withdraw];
