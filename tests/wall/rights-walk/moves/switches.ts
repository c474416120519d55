import { expect } from 'vitest';
import { ask, perform } from '#access/use-case.ts';
import { loses } from '#apps/rights/automatic/model.ts';
import { previewSwitch } from '#apps/rights/automatic/queries.ts';
import { switchAutomaticRight } from '#apps/rights/automatic/switch-automatic-right.ts';
import { saveGrid, themeGrid, type SavedGrid } from '#apps/themes/index.ts';
import { cellKey, encodeSeen, isTicked, type Grid } from '#apps/themes/model.ts';
import { newId } from '#platform/ids.ts';
import type { Facts, Grant } from '#tests/wall/rights-walk/facts.ts';
import { headsHaveTheirs } from '#tests/wall/rights-walk/laws-of-switches.ts';
import {
  aHolderOf,
  pick,
  pickIn,
  reading,
  rehearsed,
  writing,
  type Move,
  type Scene,
  type Walkers,
} from '#tests/wall/rights-walk/move.ts';
import { five } from '#tests/wall/rights-walk/who-may.ts';

const isOpen = ({ endedBy }: { endedBy: string | null }): boolean => endedBy === null;

/** Which right is switched, mostly the way that it is not: what is off goes on again as often as something else goes off. */
function whatIsSwitched({ facts, drawn, at }: Scene) {
  const off = [...facts.switches.values()].filter((one) => isOpen(one) && one.organisation === at.id);
  const again = drawn.yes ? pickIn(off, drawn.which) : undefined;
  const entitlement = again?.entitlement ?? pick(five, drawn.which);
  const isOff = off.some((one) => one.entitlement === entitlement);
  const to = isOff === (drawn.more[1] ?? 0) % 8 > 0 ? ('on' as const) : ('off' as const);
  return { entitlement, to };
}

const automaticOf = (facts: Facts, right: { entitlement: string; organisation: number }): Map<string, Grant> =>
  new Map(
    [...facts.grants.values()]
      .filter((one) => one.cause === 'automatic' && !one.withdrawn)
      .filter((one) => one.entitlement === right.entitlement && one.organisation === right.organisation)
      .map((one) => [one.person, one]),
  );

/** An automatic right of heads goes off, or on again: whom the page named loses or gets it, and nobody else (R16, R26). */
const turn: Move = {
  kind: 'switch',
  weight: 5,
  shows: ['off', 'on', 'obstacle', 'already'],
  aboutOthers: true,
  likely: (facts, drawn, walkers) =>
    (drawn.also && aHeadOfWhatIsOff(facts, drawn, walkers)) ||
    aHolderOf(['head-local-admin', 'head-local-admin', 'portal-admin', 'edison-admin'], walkers)(facts, drawn),
  take: async (scene) => {
    const { at, day, facts } = scene;
    const { entitlement, to } = whatIsSwitched(scene);
    const what = { organisationId: at.id, entitlementId: entitlement };
    const right = { organisation: at.id, entitlement };
    const wish = { ...what, to, reason: 'wandeling', key: newId() };
    let touched: string[] = [];
    const trace = await rehearsed(
      scene,
      async (as) => {
        const found = await ask(previewSwitch, as, what);
        if (found.to !== to) return 'already';
        touched = found.holders
          .filter((holder) => (to === 'off' ? loses(holder) : holder.cause === null))
          .map(({ personId }) => personId);
        return found.obstacle ? 'obstacle' : to;
      },
      async (as) => {
        const { kind } = await perform(switchAutomaticRight, as, wish);
        return kind === 'switched' ? to : kind;
      },
    );
    if (trace.outcome !== to) return trace;
    return {
      ...trace,
      holds: (after) => {
        const [before, now] = [automaticOf(facts, right), automaticOf(after, right)];
        const changed = to === 'off' ? [...before.keys()] : [...now.keys()].filter((person) => !before.has(person));
        expect(changed.toSorted(), 'R26: who loses or gets it is who was named').toEqual(touched.toSorted());
        headsHaveTheirs(after, day, right);
      },
    };
  },
};

/** Somebody whom switching on again would give a right: he may not always do it himself (R3). */
function aHeadOfWhatIsOff(facts: Facts, { which, by }: { which: number; by: number }, { actors }: Walkers) {
  const off = pickIn([...facts.switches.values()].filter(isOpen), which);
  const heads = [...facts.assignments.values()].filter(
    ({ organisation, person }) => organisation === off?.organisation && (actors?.has(person) ?? true),
  );
  return pickIn(heads, by);
}

interface Opened {
  grid: Grid;
  /** The ticks that stood when it was opened. */
  ticks: Facts['ticks'];
}

/** Grids that lie open, by who opened them. */
const opened = new WeakMap<Walkers, Map<string, Opened>>();

async function gridOf(scene: Scene, place: { institutionId: number; levelId: number }): Promise<Opened> {
  const { walkers, drawn, by, facts } = scene;
  const all = opened.get(walkers) ?? new Map<string, Opened>();
  opened.set(walkers, all);
  const key = `${by.id} ${place.institutionId}`;
  const older = drawn.also ? all.get(key) : undefined;
  if (older) return older;
  const fresh = { grid: await reading(scene, (as) => ask(themeGrid, as, place)), ticks: facts.ticks };
  all.set(key, fresh);
  return fresh;
}

/** The form as it is sent when some boxes are turned over. */
function sent({ institution, themes, users }: Grid, levelId: number, turned: readonly string[]) {
  const boxes = users.flatMap(({ id: personId, versions }) =>
    themes.map((theme, column) => {
      const key = cellKey({ personId, themeId: theme.id });
      return { key, ticked: isTicked(versions[column] ?? 0) !== turned.includes(key) };
    }),
  );
  return {
    institutionId: institution.id,
    levelId,
    shown: users.map(({ id }) => id),
    seen: encodeSeen(themes, users),
    ticks: boxes.filter(({ ticked }) => ticked).map(({ key }) => key),
    all: null,
  };
}

const wordOf = ({ saved, proposed, changedElsewhere }: SavedGrid): string => {
  if (saved > 0) return 'saved';
  if (proposed > 0) return 'proposed';
  return changedElsewhere.some(({ unsaved }) => unsaved) ? 'changed' : 'same';
};

const tickEvents = (facts: Facts): number =>
  [...facts.events.values()].flat().filter(({ action }) => ['tick-theme', 'untick-theme'].includes(action)).length;

/** A grid of Themabeheer is saved, often one that was opened before others changed it (TH-3, R25). */
const save: Move = {
  kind: 'save-grid',
  weight: 6,
  shows: ['saved', 'proposed', 'changed'],
  aboutOthers: true,
  likely: (facts, drawn, walkers) => aHolderOf(['portal-admin'], walkers)(facts, drawn),
  take: async (scene) => {
    const { at, drawn, facts, walkers } = scene;
    const place = { institutionId: at.id, levelId: at.levels[0] ?? 1 };
    const { grid, ticks } = await gridOf(scene, place);
    const themeIds = [1, 3, ...walkers.payOverviews];
    const user = pickIn(grid.users, drawn.to);
    if (!user) return null;
    const cells = drawn.more.map((one) => ({ personId: user.id, themeId: pick(themeIds, one) }));
    const turned = new Set(cells.map((cell) => cellKey(cell)));
    const keys = new Set(cells.map(({ personId, themeId }) => [personId, at.id, place.levelId, themeId].join(' ')));
    const work = () => writing(scene, (as) => perform(saveGrid, as, sent(grid, place.levelId, [...turned])));
    const outcome = await work();
    return {
      outcome: wordOf(outcome),
      again: work,
      holds: (after) => {
        const all = new Set([...facts.ticks.keys(), ...after.ticks.keys()]);
        const changed = [...all].filter((key) => facts.ticks.get(key) !== after.ticks.get(key));
        expect(
          changed.filter((key) => !keys.has(key)),
          'TH-3: only what was turned over',
        ).toEqual([]);
        const wasChanged = changed.filter((key) => ticks.get(key) !== facts.ticks.get(key));
        expect(wasChanged, 'TH-3: what somebody else changed meanwhile stays').toEqual([]);
        expect([changed.length, tickEvents(after) - tickEvents(facts)], 'R25: one entry per change').toEqual([
          outcome.saved,
          outcome.saved,
        ]);
      },
    };
  },
};

export const switchMoves = [turn, save];
